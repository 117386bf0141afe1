import type { ToldRecord } from '../pipeline.ts'
import { amountMinor } from './exact-money.ts'
import { UnusableMoney } from './money-reader.ts'
import { quarantined, type Outcome } from './outcome.ts'
import { numberOf, textOf } from './record-values.ts'
import type { WriteFrame } from './write-frame.ts'

const AMOUNTS = ['total', 'amount', 'order_discount', 'line_discount', 'shipping', 'tax'] as const

/** Why the money of a fact that an event tells cannot be used; null when it can. Asked before any of the event is written. */
export function checkToldMoney({ money, zone }: WriteFrame, { kind, values }: ToldRecord): Outcome | null {
  if (kind === 'customers') return null
  const instant = numberOf(values, 'ordered_at') ?? numberOf(values, 'returned_at') ?? 0
  try {
    const factor = money.factorOf(values, zone.dayOf(instant))
    for (const field of AMOUNTS) money.minor(values, field, factor)
    const price = money.micro(values, 'unit_price', factor)
    const inRange = price === null || amountMinor(numberOf(values, 'quantity') ?? 0, price, money.currency) !== null
    return inRange ? null : quarantined('amount_out_of_range', 'unit_price', textOf(values, 'unit_price'))
  } catch (error) {
    if (error instanceof UnusableMoney) return quarantined(error.reason, error.column, error.value)
    throw error
  }
}
