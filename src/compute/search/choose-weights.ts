import { PARTS, type RankParts, type RankWeights } from './rank-matches.ts'

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

/** All searches in one block, so that a change of one weight costs one pass over numbers. */
interface Block {
  /** Rows of a search: starts[i] to starts[i + 1]. */
  readonly starts: Int32Array
  /** Parts of each row, side by side in the order of PARTS. */
  readonly values: Float64Array
  /** 1 where the row was turned to. */
  readonly wanted: Uint8Array
}

function blockOf(searches: readonly PastSearch[]): Block {
  const starts = new Int32Array(searches.length + 1)
  for (const [at, { parts }] of searches.entries()) starts[at + 1] = (starts[at] as number) + parts.length
  const rows = starts[searches.length] as number
  const values = new Float64Array(rows * PARTS.length)
  const wanted = new Uint8Array(rows)
  for (const [at, search] of searches.entries()) {
    const from = starts[at] as number
    for (const [row, one] of search.parts.entries()) {
      for (const [column, part] of PARTS.entries()) values[(from + row) * PARTS.length + column] = one[part]
    }
    for (const row of search.wanted) wanted[from + row] = 1
  }
  return { starts, values, wanted }
}

function placesIn({ starts, values, wanted }: Block, weights: RankWeights): Float64Array {
  const weight = Float64Array.from(PARTS, (part) => weights[part])
  const scores = new Float64Array(wanted.length)
  for (let row = 0; row < scores.length; row++) {
    let sum = 0
    for (let column = 0; column < weight.length; column++) {
      sum += (weight[column] as number) * (values[row * weight.length + column] as number)
    }
    scores[row] = sum
  }
  const places = new Float64Array(starts.length - 1)
  for (let search = 0; search < places.length; search++) {
    const from = starts[search] as number
    const to = starts[search + 1] as number
    let best = -Infinity
    for (let row = from; row < to; row++) if (wanted[row] === 1) best = Math.max(best, scores[row] as number)
    let above = 0
    let equal = 0
    for (let row = from; row < to; row++) {
      if ((scores[row] as number) > best) above += 1
      else if (scores[row] === best) equal += 1
    }
    places[search] = 1 / (above + (equal + 1) / 2)
  }
  return places
}

/**
 * Reciprocal of the place of the first thing that was turned to, by a weighted sum; equal scores share their places.
 *
 * @returns one value in (0, 1] for each search
 */
export const reciprocalPlaces = (searches: readonly PastSearch[], weights: RankWeights): Float64Array =>
  placesIn(blockOf(searches), weights)

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
  const block = blockOf(searches)
  let weights = start
  let places = placesIn(block, weights)
  for (let round = 0; round < ROUNDS; round++) {
    for (const part of parts) {
      for (const weight of TRIED) {
        const other = { ...weights, [part]: weight }
        const moved = placesIn(block, other)
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
