/** How points are earned and what they are worth. */
export interface PointsRule {
  /** Points for one unit of money spent. */
  readonly perUnit: number
  /** Money that one point is worth when it is used. */
  readonly value: number
}

export interface PointsCost {
  readonly points: number
  /** Money, when every point is used: the most that the points can cost. */
  readonly full: number
  /** Money, when this share of the points is used. */
  readonly at: (redeemedShare: number) => number
}

/**
 * What points would have cost on past spend.
 *
 * Arithmetic, not a forecast: nobody is taken to buy more because of the points, and somebody whose returns exceed the orders
 * earns none. The cost is the face value of the points; goods given for them cost the shop less by their margin.
 *
 * @param spend - money spent by each customer; negative counts as none
 * @example pointsCost([100, 250, -20], { perUnit: 1, value: 0.01 }).full // => 3.5
 * Time O(n).
 */
export function pointsCost(spend: ArrayLike<number>, { perUnit, value }: PointsRule): PointsCost {
  let points = 0
  for (let at = 0; at < spend.length; at += 1) points += Math.max(0, spend[at] as number) * perUnit
  const full = points * value
  return { points, full, at: (redeemedShare) => full * redeemedShare }
}
