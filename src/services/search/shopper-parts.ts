import { habitPart } from '../../compute/search/rank-weights.ts'
import type { ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'
import type { FittedShop } from '../recommend/fitted-shop.ts'
import type { ShopperHistory } from '../recommend/shopper-history.ts'

/** Looks and purchases of one kind of thing below which brand and price say nothing. */
const FEWEST_TOUCHES = 2

/** What a customer's own facts say of products, read at the moment of asking. */
export interface ShopperParts {
  readonly history: (product: ShelfProduct) => number
  readonly taste: (product: ShelfProduct) => number
  readonly brand: (product: ShelfProduct) => number
  readonly price: (product: ShelfProduct) => number
  readonly times: (product: ShelfProduct) => { readonly bought: number; readonly looked: number }
  /** Purchases and looks at the same kind of thing: of the product's brand, and in all. */
  readonly brandTimes: (product: ShelfProduct) => { readonly count: number; readonly of: number }
}

interface Touch {
  readonly product: ShelfProduct
  readonly weight: number
  readonly isPurchase: boolean
}

/** What is needed of the fitted part. */
export type FittedTaste = Pick<FittedShop, 'recommender' | 'itemOf'> & {
  readonly parameters: Pick<FittedShop['parameters'], 'productIds'>
}

/** The parts of a score that are the customer's own; each in [0, 1]. */
export function shopperParts(
  shopper: ShopperHistory,
  shelf: ReadonlyMap<string, ShelfProduct>,
  fitted: FittedTaste,
): ShopperParts {
  const touches = touchesOf(shopper, shelf, fitted)
  const times = new Map<string, { bought: number; looked: number; weight: number }>()
  const kinds = new Map<string, Touch[]>()
  for (const touch of touches) {
    const own = times.get(touch.product.id) ?? { bought: 0, looked: 0, weight: 0 }
    times.set(touch.product.id, own)
    own.weight += touch.weight
    if (touch.isPurchase) own.bought += 1
    else own.looked += 1
    const kind = kindOf(touch.product)
    kinds.set(kind, [...(kinds.get(kind) ?? []), touch])
  }
  const scores = tasteScores(shopper, fitted)
  const brandTimes = (product: ShelfProduct) => {
    const own = kinds.get(kindOf(product)) ?? []
    return { count: own.filter(({ product: { brand } }) => brand === product.brand).length, of: own.length }
  }
  const usual = new Map<string, number | null>()
  return {
    history: ({ id }) => habitPart(times.get(id)?.weight ?? 0),
    taste: ({ id }) => Math.max(0, scores?.[fitted.itemOf(id)] ?? 0),
    brand: (product) => {
      const { count, of } = brandTimes(product)
      return product.brand === null || of < FEWEST_TOUCHES ? 0 : count / (of + 1)
    },
    price: (product) => {
      const kind = kindOf(product)
      const known = usual.has(kind) ? (usual.get(kind) ?? null) : usualPrice(kinds.get(kind) ?? [])
      usual.set(kind, known)
      if (known === null || product.priceMinor === null || product.priceMinor <= 0) return 0
      return Math.max(0, 1 - Math.abs(Math.log2(product.priceMinor) - known))
    },
    times: ({ id }) => times.get(id) ?? { bought: 0, looked: 0 },
    brandTimes,
  }
}

const kindOf = ({ subcategory, category }: ShelfProduct): string => subcategory ?? category ?? ''

/** Purchases and recent looks, as the history weighs them. */
function touchesOf(
  { history, purchases }: ShopperHistory,
  shelf: ReadonlyMap<string, ShelfProduct>,
  { parameters }: FittedTaste,
): Touch[] {
  const bought = purchases.flatMap(({ productId }): Touch[] => {
    const product = shelf.get(productId)
    return product === undefined ? [] : [{ product, weight: 1, isPurchase: true }]
  })
  const looked = [...history.items].flatMap((item, at): Touch[] => {
    const product = shelf.get(parameters.productIds[item] ?? '')
    const weight = history.weights[at] ?? 0
    return product === undefined || weight >= 1 ? [] : [{ product, weight, isPurchase: false }]
  })
  return [...bought, ...looked]
}

function tasteScores({ history }: ShopperHistory, { recommender }: FittedTaste): Float64Array | null {
  if (recommender === null || history.items.length === 0) return null
  const scores = new Float64Array(recommender.items)
  recommender.score(history, scores)
  return scores
}

/** Mean of the logarithms (base 2) of prices. */
function usualPrice(touches: readonly Touch[]): number | null {
  const prices = touches.flatMap(({ product }) =>
    product.priceMinor === null || product.priceMinor <= 0 ? [] : [Math.log2(product.priceMinor)],
  )
  return prices.length < FEWEST_TOUCHES ? null : prices.reduce((sum, price) => sum + price, 0) / prices.length
}
