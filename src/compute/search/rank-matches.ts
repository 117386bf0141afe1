/** What speaks for a matching product besides its words, each in [0, 1]; left out parts count 0. */
export interface RankParts {
  /** How well the words match, against the best of the list. */
  readonly text: number
  /** How many buy it, against the most bought of the list. */
  readonly popularity: number
  /** How many of those who searched for the same turned to it. */
  readonly clicks: number
  /** How often this customer bought it or looked at it. */
  readonly history: number
  /** What people with the same history buy. */
  readonly taste: number
  /** The customer's liking of its brand. */
  readonly brand: number
  /** How near its price is to what the customer pays for such things. */
  readonly price: number
}

export type RankWeights = Readonly<Record<keyof RankParts, number>>

export const PARTS = ['text', 'popularity', 'clicks', 'history', 'taste', 'brand', 'price'] as const

/** The parts that are the same for everybody. */
export const NEUTRAL_PARTS: readonly (keyof RankParts)[] = ['text', 'popularity', 'clicks']

/**
 * Weighted sum of the parts: additive, so that every part of a score can be shown beside it and they add up.
 *
 * @param only - parts that count; all unless given
 * @returns >= 0
 * @example rankScore({ text: 1, popularity: 0.5, clicks: 0, history: 0, taste: 0, brand: 0, price: 0 }, weights)
 */
export const rankScore = (parts: RankParts, weights: RankWeights, only: readonly (keyof RankParts)[] = PARTS): number =>
  only.reduce((sum, part) => sum + weights[part] * parts[part], 0)
