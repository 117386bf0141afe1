/**
 * The day on which growing sums of sales have used up a stock, counted from the first day ahead; sales are even within a step.
 *
 * @param sums - sums of what is sold up to the end of each step, not falling
 * @param stepDays - days in a step
 * @param stock - units there are; 0 or less has run out already
 * @returns 0 for the first day; null when the stock outlasts the sums
 * @example runOutDay(Float64Array.of(7, 14), 7, 9) // => 8
 * Time O(steps).
 */
export function runOutDay(sums: Float64Array, stepDays: number, stock: number): number | null {
  if (stock <= 0) return 0
  let before = 0
  for (let step = 0; step < sums.length; step += 1) {
    const sum = sums[step] as number
    // A stock that is used up to the last unit has run out with that unit's day.
    if (sum >= stock - 1e-9)
      return step * stepDays + Math.max(0, Math.ceil(((stock - before) / (sum - before)) * stepDays - 1e-9) - 1)
    before = sum
  }
  return null
}
