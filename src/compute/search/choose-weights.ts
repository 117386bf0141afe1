import { rankScore, type RankParts, type RankWeights } from './rank-matches.ts'

/** One search of the past: the parts of everything that it finds, and which of these were turned to. */
export interface PastSearch {
  readonly parts: readonly RankParts[]
  /** Positions in `parts`; one or more. */
  readonly wanted: readonly number[]
}

/** Weights that are tried. */
const TRIED = [0, 0.15, 0.3, 0.6, 1, 1.5, 2.5, 4] as const
const ROUNDS = 2
/** A weight moves only where the gain is so many standard errors. */
const BEYOND_CHANCE = 2

/**
 * Reciprocal of the place of the first thing that was turned to, by a weighted sum; equal scores share their places.
 *
 * @returns one value in (0, 1] for each search
 */
export const reciprocalPlaces = (searches: readonly PastSearch[], weights: RankWeights): Float64Array =>
  Float64Array.from(searches, ({ parts, wanted }) => {
    const scores = parts.map((one) => rankScore(one, weights))
    const best = wanted.reduce((most, at) => Math.max(most, scores[at] ?? 0), -Infinity)
    let above = 0
    let equal = 0
    for (const score of scores) {
      if (score > best) above += 1
      else if (score === best) equal += 1
    }
    return 1 / (above + (equal + 1) / 2)
  })

/**
 * Weights of some parts that place best what was turned to in past searches: each in turn, and moved only where the gain in
 * mean reciprocal place is beyond chance by pairs, so that a shop with few searches keeps what it starts with.
 *
 * People turn to what they were shown first: weights that reproduce the order of the shop's own list win a little by that.
 *
 * @param searches - of a time that the parts have not seen
 * @param start - weights to begin with; those of other parts stay
 * @see Metzler & Croft (2007), Linear feature-based models for information retrieval (coordinate ascent),
 * Information Retrieval 10(3), 257-274.
 * Time O(rounds x parts x weights tried x all matches).
 */
export function chooseWeights(
  searches: readonly PastSearch[],
  start: RankWeights,
  parts: readonly (keyof RankParts)[],
): RankWeights {
  let weights = start
  let places = reciprocalPlaces(searches, weights)
  for (let round = 0; round < ROUNDS; round++) {
    for (const part of parts) {
      for (const weight of TRIED) {
        const other = { ...weights, [part]: weight }
        const moved = reciprocalPlaces(searches, other)
        if (!isBetter(moved, places)) continue
        weights = other
        places = moved
      }
    }
  }
  return weights
}

/** Whether the mean difference is beyond chance. */
function isBetter(after: Float64Array, before: Float64Array): boolean {
  const n = after.length
  if (n < 2) return false
  const differences = after.map((value, at) => value - (before[at] ?? 0))
  const mean = differences.reduce((sum, one) => sum + one, 0) / n
  const variance = differences.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (n - 1)
  return mean > 0 && mean > BEYOND_CHANCE * Math.sqrt(variance / n)
}
