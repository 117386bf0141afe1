import type { RankWeights } from './rank-matches.ts'

/**
 * How much each part counts before a shop's own searches say otherwise. Text, popularity, history and taste were chosen on
 * purchases before the last of each customer of a public shop (evaluation `search`); clicks, brand and price, which that shop
 * does not know, are where learning starts (chooseWeights).
 */
export const RANK_WEIGHTS: RankWeights = {
  text: 1,
  popularity: 0.8,
  clicks: 1.5,
  history: 3,
  taste: 0.5,
  brand: 0.6,
  price: 0.3,
}

/** Share of the way to certainty that each further purchase closes: the first counts 0.2, the third 0.49. */
const KEPT = 0.8

/**
 * What a habit counts: 1 - 0.8^times, so that the tenth purchase tells less than the second.
 *
 * @param times - purchases, looks counted in parts of one; >= 0
 * @returns in [0, 1)
 * @example habitPart(2) // => 0.36
 */
export const habitPart = (times: number): number => 1 - KEPT ** Math.max(0, times)
