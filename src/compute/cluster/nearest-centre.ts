import type { Points } from './points.ts'
import { squaredGap } from './squared-gap.ts'

export interface Nearest {
  /** Index of the nearest centre of each point; of equally near ones the first. */
  readonly codes: Int32Array
  /** Distance to it. */
  readonly distances: Float64Array
}

/**
 * The nearest of some centres for each point: how a customer who was not there joins the clusters of k-means.
 *
 * @param centres - row-major, at least one, of the points' dimensions and on their scale
 * @example nearestCentre(pointsFromRows([[1], [8]]), Float64Array.of(0, 9)).codes // => Int32Array [0, 1]
 * Time O(n k d), memory O(n).
 */
export function nearestCentre({ size, dimensions: d, values }: Points, centres: Float64Array): Nearest {
  const k = d === 0 ? 0 : centres.length / d
  const codes = new Int32Array(size)
  const distances = new Float64Array(size)
  for (let i = 0; i < size; i++) {
    let best = Number.POSITIVE_INFINITY
    let code = 0
    for (let c = 0; c < k; c++) {
      const squared = squaredGap(values, i * d, centres, c * d, d)
      if (squared >= best) continue
      best = squared
      code = c
    }
    codes[i] = code
    distances[i] = k === 0 ? 0 : Math.sqrt(best)
  }
  return { codes, distances }
}
