import { followRules, type FollowRule } from '../../compute/rules/follow-rules.ts'
import type { PurchaseLines } from '../../store/queries/recommend/read-purchase-lines.ts'
import type { ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'

/** Days after a purchase in which what it calls for is bought. */
export const FOLLOW_DAYS = 60
const FEWEST = 20

export interface KindSequences {
  readonly kinds: readonly string[]
  readonly rules: readonly FollowRule[]
}

/** Kinds of products that follow each other in later orders of the same customer. */
export function kindSequences(
  lines: PurchaseLines,
  shelf: ReadonlyMap<string, ShelfProduct>,
  lastDay: number,
): KindSequences {
  const kinds: string[] = []
  const categories: string[] = []
  const groups: number[] = []
  const kindOf = lines.productIds.map((id) => {
    const { subcategory, category } = shelf.get(id) ?? { subcategory: null, category: null }
    if (subcategory === null) return -1
    const known = kinds.indexOf(subcategory)
    if (known >= 0) return known
    if (category !== null && !categories.includes(category)) categories.push(category)
    groups.push(category === null ? -1 : categories.indexOf(category))
    return kinds.push(subcategory) - 1
  })
  const byCustomer = new Map<number, Set<number>>()
  // Day and kind in one number: sorting sorts by day.
  for (let order = 0; order < lines.customers.length; order++) {
    const customer = lines.customers[order] as number
    if (customer < 0) continue
    const own = byCustomer.get(customer) ?? new Set<number>()
    byCustomer.set(customer, own)
    for (const product of lines.products.subarray(lines.starts[order], lines.starts[order + 1])) {
      const kind = kindOf[product] as number
      if (kind >= 0) own.add((lines.days[order] as number) * kinds.length + kind)
    }
  }
  const starts = [0]
  const items: number[] = []
  const days: number[] = []
  for (const own of byCustomer.values()) {
    for (const key of [...own].toSorted((a, b) => a - b)) {
      items.push(key % kinds.length)
      days.push(Math.floor(key / kinds.length))
    }
    starts.push(items.length)
  }
  const rules = followRules(
    {
      starts: Int32Array.from(starts),
      items: Int32Array.from(items),
      days: Int32Array.from(days),
      groups: Int32Array.from(groups),
    },
    { windowDays: FOLLOW_DAYS, fewest: FEWEST, lastDay },
  )
  return { kinds, rules }
}
