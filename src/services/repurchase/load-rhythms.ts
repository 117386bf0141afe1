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
  const daysOf = new Map<number, number[]>()
  for (let order = 0; order < lines.customers.length; order++) {
    const customer = lines.customers[order] as number
    if (customer < 0) continue
    for (const product of lines.products.subarray(lines.starts[order], lines.starts[order + 1])) {
      const item = level === 'product' ? product : (groupOf[product] as number)
      if (item < 0) continue
      const key = customer * names.length + item
      const days = daysOf.get(key)
      if (days === undefined) daysOf.set(key, [lines.days[order] as number])
      else days.push(lines.days[order] as number)
    }
  }
  const starts = [0]
  const days: number[] = []
  const items: number[] = []
  const customers: string[] = []
  for (const key of [...daysOf.keys()].toSorted((a, b) => a - b)) {
    const distinct = [...new Set(daysOf.get(key))].toSorted((a, b) => a - b)
    for (const day of distinct) days.push(day)
    starts.push(days.length)
    items.push(key % names.length)
    customers.push(lines.customerIds[Math.floor(key / names.length)] ?? '')
  }
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
