import type { Interactions } from '../../compute/recommend/interactions.ts'
import type { PurchaseLines } from '../../store/queries/recommend/read-purchase-lines.ts'

const MS_PER_DAY = 86_400_000

/**
 * Purchases of named customers as the recommenders read them: each product of an order is one event of weight 1, from old to
 * new; orders at or after `untilDay` (local) are left out.
 */
export function shopInteractions(lines: PurchaseLines, untilDay = Infinity): Interactions {
  const size = lines.customerIds.length
  const orders = [...lines.customers.keys()]
    .filter((order) => (lines.customers[order] as number) >= 0 && (lines.days[order] as number) < untilDay)
    .toSorted(
      (a, b) =>
        (lines.customers[a] as number) - (lines.customers[b] as number) ||
        (lines.instants[a] as number) - (lines.instants[b] as number) ||
        a - b,
    )
  const events = orders.reduce((sum, order) => sum + linesOf(lines, order), 0)
  const starts = new Int32Array(size + 1)
  const itemIds = new Int32Array(events)
  const days = new Float64Array(events)
  let at = 0
  for (const order of orders) {
    const customer = lines.customers[order] as number
    for (let line = lines.starts[order] as number; line < (lines.starts[order + 1] as number); line++) {
      itemIds[at] = lines.products[line] as number
      days[at] = (lines.instants[order] as number) / MS_PER_DAY
      at += 1
    }
    starts[customer + 1] = at
  }
  for (let customer = 0; customer < size; customer++) {
    starts[customer + 1] = Math.max(starts[customer + 1] as number, starts[customer] as number)
  }
  return {
    customers: size,
    items: lines.productIds.length,
    starts,
    itemIds,
    weights: new Float64Array(events).fill(1),
    days,
  }
}

const linesOf = ({ starts }: PurchaseLines, order: number): number =>
  (starts[order + 1] as number) - (starts[order] as number)
