import { InvalidInputError } from '../../lib/errors.ts'

/** How often one item was shown and clicked at one position. */
export interface ShownAt {
  /** From 0. */
  readonly item: number
  /** From 0; the best seen position has the highest chance of being looked at. */
  readonly position: number
  readonly views: number
  readonly clicks: number
}

export interface PositionCorrection {
  /** Chance to be looked at, relative to the position where it is highest (1). */
  readonly examination: Float64Array
  /** Rate of each item as if it always stood at that position. */
  readonly rate: Float64Array
}

const STEPS = 500
const ENOUGH = 1e-10

/**
 * Click rates without the luck of standing on top: click = looked at (position) x liked (item).
 *
 * Only right when items were shown at several positions for reasons other than their appeal; an item that was always first
 * cannot be told from its place. Items and positions without views are 0.
 *
 * @param shown - any order; several rows of one item and position add up
 * @param items - how many items
 * @param positions - how many positions
 * @throws {InvalidInputError} when there are more clicks than views
 * @example correctForPosition([{ item: 0, position: 0, views: 100, clicks: 20 }], 1, 1).rate // => [0.2]
 * @see Craswell, Zoeter, Taylor & Ramsey (2008), An experimental comparison of click position-bias models, WSDM; fitted as a
 * multiplicative Poisson model by alternating scaling. Time O(steps x rows).
 */
export function correctForPosition(shown: readonly ShownAt[], items: number, positions: number): PositionCorrection {
  for (const { views, clicks } of shown) {
    if (!(clicks >= 0 && clicks <= views)) throw new InvalidInputError(`${clicks} clicks of ${views} views are no rate`)
  }
  let rate = new Float64Array(items).fill(0.1)
  let examination = new Float64Array(positions).fill(1)
  for (let step = 0; step < STEPS; step += 1) {
    const nextRate = ratios(
      shown,
      items,
      ({ item }) => item,
      ({ position }) => examination[position] ?? 0,
    )
    const scaled = ratios(
      shown,
      positions,
      ({ position }) => position,
      ({ item }) => nextRate[item] ?? 0,
    )
    const highest = scaled.reduce((most, value) => Math.max(most, value), 0)
    const nextExamination = highest === 0 ? scaled : scaled.map((value) => value / highest)
    const moved = nextExamination.reduce((most, value, i) => Math.max(most, Math.abs(value - (examination[i] ?? 0))), 0)
    rate = highest === 0 ? nextRate : nextRate.map((value) => Math.min(1, value * highest))
    examination = nextExamination
    if (moved < ENOUGH) break
  }
  return { examination, rate }
}

/** Clicks over views, each view counted by the weight of its other side. */
function ratios(
  shown: readonly ShownAt[],
  size: number,
  keyOf: (row: ShownAt) => number,
  weightOf: (row: ShownAt) => number,
): Float64Array<ArrayBuffer> {
  const clicks = new Float64Array(size)
  const weighted = new Float64Array(size)
  for (const row of shown) {
    const key = keyOf(row)
    clicks[key] = (clicks[key] ?? 0) + row.clicks
    weighted[key] = (weighted[key] ?? 0) + row.views * weightOf(row)
  }
  return clicks.map((count, i) => ((weighted[i] ?? 0) > 0 ? count / (weighted[i] ?? 1) : 0))
}
