import { NEUTRAL_PARTS, PARTS, rankScore, type RankParts, type RankWeights } from '../../compute/search/rank-matches.ts'
import type { ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'
import type { QueryFeedback } from './click-feedback.ts'
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

/** What all products of one list are ranked by. */
export interface RankFrame {
  readonly weights: RankWeights
  /** Buyers of late of a product. */
  readonly buyersOf: (productId: string) => number
  readonly feedback: Pick<QueryFeedback, 'share'>
  readonly shopper: Pick<ShopperParts, 'history' | 'taste' | 'brand' | 'price'> | null
}

/** The parts of each match before they are weighed: words, popularity and taste against the best of the list. */
export function rawParts(
  matches: readonly { readonly product: ShelfProduct; readonly text: number }[],
  { buyersOf, feedback, shopper }: Omit<RankFrame, 'weights'>,
): readonly RankParts[] {
  const best = largest(matches.map(({ text }) => text))
  const most = largest(matches.map(({ product }) => buyersOf(product.id)))
  const keenest = shopper === null ? 1 : largest(matches.map(({ product }) => shopper.taste(product)))
  return matches.map(({ product, text }) => ({
    text: text / best,
    popularity: buyersOf(product.id) / most,
    clicks: feedback.share(product.id),
    history: shopper?.history(product) ?? 0,
    taste: (shopper?.taste(product) ?? 0) / keenest,
    brand: shopper?.brand(product) ?? 0,
    price: shopper?.price(product) ?? 0,
  }))
}

/** Matching products in the customer's order, each with its place in everybody's. */
export function rankProducts(
  matches: readonly { readonly product: ShelfProduct; readonly text: number }[],
  frame: RankFrame,
): readonly RankedProduct[] {
  const { weights } = frame
  const scored = rawParts(matches, frame).flatMap((raw, at) => {
    const product = matches[at]?.product
    if (product === undefined) return []
    const parts = Object.fromEntries(PARTS.map((part) => [part, weights[part] * raw[part]])) as unknown as RankParts
    return [{ product, parts, score: rankScore(raw, weights), neutralScore: rankScore(raw, weights, NEUTRAL_PARTS) }]
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
