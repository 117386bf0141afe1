import { minorDigits, toMajor } from '../../lib/money.ts'
import type { LineRow } from '../../store/queries/facts/order-facts.ts'
import { quarantined, type Outcome } from './outcome.ts'
import { numberOf, textOf, type Values } from './record-values.ts'
import type { WriteFrame } from './write-frame.ts'

/**
 * What a refund that an event tells gives back. One that names no amount is worked out from its order: all of it, or the
 * lines of the product that it names, less the order's discount in proportion.
 */
export function returnedGoods(frame: WriteFrame, values: Values): Values[] | Outcome {
  const orderId = textOf(values, 'order_id')
  const hasAmount = textOf(values, 'amount') !== null
  if (hasAmount) return [{ ...values, quantity: numberOf(values, 'quantity') ?? 1 }]
  if (orderId === null) return quarantined('missing_field', 'properties.order_id', null)
  const { row, lines } = frame.orders.draft(orderId)
  const product = textOf(values, 'product_id')
  const sold = lines.filter((line) => line.kind === 'sale' && (product === null || line.productId === product))
  const { currency: _, ...rest } = values
  if (sold.length === 0) {
    const total = row?.grossMinor ?? 0
    if (product !== null || total <= 0) return quarantined('unknown_order', 'properties.order_id', orderId)
    return [{ ...rest, quantity: row?.units ?? 0, amount: decimal(frame, total) }]
  }
  const share = discountedShare(lines, row?.orderDiscountMinor ?? 0)
  const wanted = numberOf(values, 'quantity')
  return [...byProduct(sold)].map(([productId, { quantity, amountMinor }]) => {
    const back = product === null || wanted === null ? quantity : Math.min(wanted, quantity)
    const amount = Math.round((amountMinor * share * back) / quantity)
    return { ...rest, product_id: productId, quantity: back, amount: decimal(frame, amount) }
  })
}

/** What is left of each line's amount after the discount on the whole order. */
function discountedShare(lines: readonly LineRow[], discountMinor: number): number {
  const gross = lines.reduce((sum, line) => (line.kind === 'sale' ? sum + line.amountMinor : sum), 0)
  return gross <= 0 ? 1 : Math.max(0, (gross - discountMinor) / gross)
}

/** A return names a product once, however many lines of the order it stood on. */
function byProduct(lines: readonly LineRow[]): Map<string, { quantity: number; amountMinor: number }> {
  const products = new Map<string, { quantity: number; amountMinor: number }>()
  for (const { productId, quantity, amountMinor } of lines) {
    const known = products.get(productId) ?? { quantity: 0, amountMinor: 0 }
    products.set(productId, { quantity: known.quantity + quantity, amountMinor: known.amountMinor + amountMinor })
  }
  return products
}

const decimal = ({ money }: WriteFrame, minor: number): string =>
  toMajor(minor, money.currency).toFixed(minorDigits(money.currency))
