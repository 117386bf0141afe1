/** Weights of popularity beside taste that are tried: 0 is taste alone. */
export const POPULARITY_WEIGHTS = [0, 0.25, 0.5, 1, 2, 4] as const

/**
 * Adds what everybody buys to what a history calls for, each scaled to its largest: where histories say little, what sells
 * now is the better guess. Changes `scores` in place.
 *
 * @param popularity - by item, of any scale; items past its end count 0
 */
export function mixPopularity(scores: Float64Array, popularity: ArrayLike<number>, weight: number): void {
  if (weight === 0) return
  let best = 0
  let most = 0
  for (let item = 0; item < scores.length; item++) {
    best = Math.max(best, scores[item] as number)
    most = Math.max(most, popularity[item] ?? 0)
  }
  if (most === 0) return
  for (let item = 0; item < scores.length; item++) {
    const taste = best > 0 ? Math.max(0, scores[item] as number) / best : 0
    scores[item] = taste + (weight * (popularity[item] ?? 0)) / most
  }
}
