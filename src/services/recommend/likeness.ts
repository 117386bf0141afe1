import { isAvailable, type ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'

/** What makes two products of one category stand in for each other; the shares sum to 1. */
const WEIGHTS = { subcategory: 0.5, price: 0.25, style: 0.15, brand: 0.1 } as const

export interface Alternative {
  readonly product: ShelfProduct
  /** 0..1 */
  readonly likeness: number
}

/**
 * How well one product can stand in for another, 0..1: of the same category (0 otherwise), best of the same kind, then
 * near in price, then of the same style and brand.
 */
export function likenessOf(a: ShelfProduct, b: ShelfProduct): number {
  if (a.category === null || a.category !== b.category) return 0
  const same = (left: string | null, right: string | null): number => Number(left !== null && left === right)
  return (
    WEIGHTS.subcategory * same(a.subcategory, b.subcategory) +
    WEIGHTS.price * nearness(a.priceMinor, b.priceMinor) +
    WEIGHTS.style * same(a.style, b.style) +
    WEIGHTS.brand * same(a.brand, b.brand)
  )
}

/** 1 for equal prices, 0 for twice as much and beyond. */
function nearness(a: number | null, b: number | null): number {
  if (a === null || b === null || a <= 0 || b <= 0) return 0
  return Math.max(0, 1 - Math.abs(Math.log2(a / b)))
}

/** Products that can stand in for one, best first: of its category and to be had now. */
export function alternativesTo(product: ShelfProduct, shelf: ReadonlyMap<string, ShelfProduct>): Alternative[] {
  return [...shelf.values()]
    .filter((other) => other.id !== product.id && isAvailable(other))
    .map((other) => ({ product: other, likeness: likenessOf(product, other) }))
    .filter(({ likeness }) => likeness > 0)
    .toSorted((a, b) => b.likeness - a.likeness || (a.product.id < b.product.id ? -1 : 1))
}
