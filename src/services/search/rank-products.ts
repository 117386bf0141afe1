import { NEUTRAL_PARTS, PARTS, rankScore, type RankParts } from '../../compute/search/rank-matches.ts'
import { RANK_WEIGHTS } from '../../compute/search/rank-weights.ts'
import type { ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'
import type { FittedShop } from '../recommend/fitted-shop.ts'
import type { ShopperParts } from './shopper-parts.ts'

/** A product that matches, with what each part adds to its score. */
export interface RankedProduct {
  readonly product: ShelfProduct
  readonly score: number
  readonly neutralScore: number
  /** Weighted: they sum to the score. */
  readonly parts: RankParts
  readonly neutralRank: number
}

/**
 * Matching products in the customer's order, each with its place in everybody's. Text, popularity and taste are taken
 * against the best of the list.
 */
export function rankProducts(
  matches: readonly { readonly product: ShelfProduct; readonly text: number }[],
  fitted: FittedShop | null,
  shopper: ShopperParts | null,
): readonly RankedProduct[] {
  const buyersOf = ({ id }: ShelfProduct): number =>
    fitted === null ? 0 : (fitted.parameters.recent.buyers[fitted.itemOf(id)] ?? 0)
  const best = largest(matches.map(({ text }) => text))
  const most = largest(matches.map(({ product }) => buyersOf(product)))
  const keenest = shopper === null ? 1 : largest(matches.map(({ product }) => shopper.taste(product)))
  const scored = matches.map(({ product, text }) => {
    const raw: RankParts = {
      text: text / best,
      popularity: buyersOf(product) / most,
      history: shopper?.history(product) ?? 0,
      taste: (shopper?.taste(product) ?? 0) / keenest,
      brand: shopper?.brand(product) ?? 0,
      price: shopper?.price(product) ?? 0,
    }
    const parts = Object.fromEntries(
      PARTS.map((part) => [part, RANK_WEIGHTS[part] * raw[part]]),
    ) as unknown as RankParts
    return {
      product,
      parts,
      score: rankScore(raw, RANK_WEIGHTS),
      neutralScore: rankScore(raw, RANK_WEIGHTS, NEUTRAL_PARTS),
    }
  })
  const place = new Map(
    scored
      .toSorted((a, b) => b.neutralScore - a.neutralScore || byId(a.product, b.product))
      .map(({ product }, at) => [product.id, at + 1]),
  )
  return scored
    .map((one) => ({ ...one, neutralRank: place.get(one.product.id) ?? 0 }))
    .toSorted((a, b) => b.score - a.score || a.neutralRank - b.neutralRank)
}

/** At least the smallest number that can be divided by. */
const largest = (values: readonly number[]): number => values.reduce((most, value) => Math.max(most, value), 0) || 1

const byId = (a: ShelfProduct, b: ShelfProduct): number => (a.id < b.id ? -1 : 1)
