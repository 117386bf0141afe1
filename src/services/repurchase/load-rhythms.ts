import type { PurchaseRhythms } from '../../compute/repurchase/purchase-rhythms.ts'
import type { PurchaseLines } from '../../store/queries/recommend/read-purchase-lines.ts'
import type { ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'

/** What repeats: single products, or anything of a category. */
export type RhythmLevel = 'product' | 'category'

export interface NamedRhythms {
  readonly rhythms: PurchaseRhythms
  /** Customer of each rhythm. */
  readonly customers: readonly string[]
  /** Product ids or categories by item number. */
  readonly names: readonly string[]
}

/** Purchase days of every customer by product or by category; things without a category are not in the second. */
export function loadRhythms(
  lines: PurchaseLines,
  shelf: ReadonlyMap<string, ShelfProduct>,
  level: RhythmLevel,
): NamedRhythms {
  const categories = [...new Set([...shelf.values()].map(({ category }) => category))].filter((one) => one !== null)
  const groupOf = lines.productIds.map((id) => categories.indexOf(shelf.get(id)?.category ?? ''))
  const names = level === 'product' ? lines.productIds : categories
  // One number for customer, item and day, so that sorting puts each rhythm's days in a row: with a few thousand days, customers
  // times items stay far below 2^53.
  const firstDay = lines.days.reduce((first, day) => Math.min(first, day), Infinity)
  const span = lines.days.reduce((last, day) => Math.max(last, day), firstDay) - firstDay + 1
  const codes = new Float64Array(lines.products.length)
  let bought = 0
  for (let order = 0; order < lines.customers.length; order++) {
    const customer = lines.customers[order] as number
    if (customer < 0) continue
    const day = (lines.days[order] as number) - firstDay
    for (let line = lines.starts[order] as number; line < (lines.starts[order + 1] as number); line++) {
      const product = lines.products[line] as number
      const item = level === 'product' ? product : (groupOf[product] as number)
      if (item < 0) continue
      codes[bought] = (customer * names.length + item) * span + day
      bought += 1
    }
  }
  const starts: number[] = []
  const days: number[] = []
  const items: number[] = []
  const customers: string[] = []
  let last = -1
  for (const code of codes.subarray(0, bought).sort()) {
    const key = Math.floor(code / span)
    if (key !== Math.floor(last / span)) {
      starts.push(days.length)
      items.push(key % names.length)
      customers.push(lines.customerIds[Math.floor(key / names.length)] ?? '')
    }
    if (code !== last) days.push((code % span) + firstDay)
    last = code
  }
  starts.push(days.length)
  return {
    rhythms: {
      starts: Int32Array.from(starts),
      days: Int32Array.from(days),
      items: Int32Array.from(items),
      groups: Int32Array.from(level === 'product' ? groupOf : categories.keys()),
    },
    customers,
    names,
  }
}
