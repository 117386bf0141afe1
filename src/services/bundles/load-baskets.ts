import { gatherBaskets, type Baskets } from '../../compute/rules/baskets.ts'
import type { PurchaseLines } from '../../store/queries/recommend/read-purchase-lines.ts'
import type { ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'

/** What a rule speaks of: single products, kinds of products (subcategories) or categories. */
export const BUNDLE_LEVELS = ['product', 'type', 'category'] as const
export type BundleLevel = (typeof BUNDLE_LEVELS)[number]

export interface NamedBaskets {
  readonly baskets: Baskets
  /** Product ids, or names of kinds, by item number. */
  readonly names: readonly string[]
}

/** Baskets of valid orders at a level; products without a kind or category are left out of those levels. */
export function loadBaskets(
  { productIds, products, starts }: PurchaseLines,
  shelf: ReadonlyMap<string, ShelfProduct>,
  level: BundleLevel,
): NamedBaskets {
  const names: string[] = []
  const codes = new Map<string, number>()
  const itemOf = productIds.map((id) => {
    const product = shelf.get(id)
    const name = level === 'product' ? id : level === 'type' ? product?.subcategory : product?.category
    if (name === undefined || name === null) return -1
    const known = codes.get(name)
    if (known !== undefined) return known
    codes.set(name, names.length)
    names.push(name)
    return names.length - 1
  })
  const lists: number[][] = []
  for (let order = 0; order + 1 < starts.length; order++) {
    const held: number[] = []
    for (const product of products.subarray(starts[order], starts[order + 1])) {
      const item = itemOf[product] ?? -1
      if (item >= 0) held.push(item)
    }
    lists.push(held)
  }
  return { baskets: gatherBaskets(lists, names.length), names }
}
