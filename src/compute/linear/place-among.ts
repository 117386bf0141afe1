/**
 * Where a value lies among ascending knots, as a share in [0, 1]: linear between two knots, the middle of a run of equal
 * ones, 0 below the first and 1 above the last.
 *
 * @param knots - ascending, at least two
 * @example placeAmong([0, 0, 10, 20, 40], 15) // => 0.625
 * Time O(log n).
 */
export function placeAmong(knots: readonly number[], value: number): number {
  const steps = knots.length - 1
  const below = countBelow(knots, (knot) => knot < value)
  const notAbove = countBelow(knots, (knot) => knot <= value)
  if (notAbove > below) return (below + notAbove - 1) / 2 / steps
  if (below === 0) return 0
  if (below > steps) return 1
  const low = knots[below - 1] as number
  const high = knots[below] as number
  return (below - 1 + (value - low) / (high - low)) / steps
}

/** How many knots from the first on meet a condition that holds up to some knot and for none after it. */
function countBelow(knots: readonly number[], holds: (knot: number) => boolean): number {
  let low = 0
  let high = knots.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(knots[middle] as number)) low = middle + 1
    else high = middle
  }
  return low
}
