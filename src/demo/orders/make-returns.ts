import type { Draws } from '../draws/draws.ts'
import { DAY, END, HOUR } from '../files/wall-time.ts'
import type { DemoLine, DemoOrder } from './demo-order.ts'

export interface DemoReturn {
  readonly at: number
  readonly line: DemoLine
  readonly quantity: number
  readonly amountMinor: number
  readonly reason: string
}

/** Share of delivered lines that come back, by category; shoes and clothes do more often. */
const RETURNED: Readonly<Record<string, number>> = {
  outdoor: 0.09,
  electronics: 0.07,
  home: 0.04,
  skincare: 0.03,
  kitchenware: 0.04,
}
const RARELY = 0.012
const REASONS = ['does_not_fit', 'faulty', 'not_as_described', 'late', 'changed_mind'] as const

/** What comes back of an order, one to two weeks after it arrived. */
export function makeReturns(order: DemoOrder, draws: Draws): DemoReturn[] {
  const arrived = order.delivery?.deliveredAt
  if (arrived === null || arrived === undefined) return []
  return order.lines.flatMap((line) => {
    if (!draws.chance(RETURNED[line.product.category.key] ?? RARELY)) return []
    const at = (Math.floor(arrived / DAY) + 2 + draws.below(12)) * DAY + 9 * HOUR + draws.below(600) * 60_000
    if (at >= END - HOUR) return []
    const quantity = draws.chance(0.8) ? line.quantity : 1
    const paid = line.quantity * line.unitPriceMinor - line.discountMinor
    return [
      {
        at,
        line,
        quantity,
        amountMinor: Math.round((paid * quantity) / line.quantity),
        reason: order.delivery?.late === true && draws.chance(0.4) ? 'late' : draws.pick(REASONS),
      },
    ]
  })
}
