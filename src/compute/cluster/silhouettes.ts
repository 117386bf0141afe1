import type { Points } from './points.ts'
import { squaredGap } from './squared-gap.ts'

/** Silhouette of each looked-at point under one partition. */
export interface Silhouettes {
  /** Mean over the points, -1..1; null when there are fewer than two clusters. */
  readonly mean: number | null
  /** One for each position asked for; 0 for a point alone in its cluster, NaN for one in no cluster. */
  readonly widths: Float64Array
}

/**
 * How much nearer each point is to its own cluster than to the next one: 1 is far inside, 0 on the border, below 0 with
 * the wrong ones. Several partitions of the same points share their distances.
 *
 * It favours round clusters: a good crescent may score badly. On a sample of the points it is an estimate; say so.
 *
 * @param partitions - codes of all points, -1 for none
 * @param positions - the points to look at, which are measured against each other: all of them, or a random sample
 * @example
 * silhouettes(pointsFromRows([[0], [1], [9], [10]]), [[0, 0, 1, 1]], [0, 1, 2, 3])[0]?.mean // => 0.8886...
 * @see Rousseeuw (1987), Journal of Computational and Applied Mathematics 20, 53-65.
 * Time O(m^2 (d + partitions)) for m positions, memory O(m x partitions).
 */
export function silhouettes(
  { dimensions: d, values }: Points,
  partitions: readonly ArrayLike<number>[],
  positions: ArrayLike<number>,
): readonly Silhouettes[] {
  const m = positions.length
  const views = partitions.map((codes) => {
    const own = Int32Array.from(positions, (position) => codes[position] ?? -1)
    const counts = new Int32Array(own.reduce((most, code) => Math.max(most, code), -1) + 1)
    for (const code of own) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1
    return { own, counts, sums: new Float64Array(counts.length), widths: new Float64Array(m) }
  })
  const distances = new Float64Array(m)
  for (let i = 0; i < m; i++) {
    const at = (positions[i] ?? 0) * d
    for (let j = 0; j < m; j++) distances[j] = Math.sqrt(squaredGap(values, at, values, (positions[j] ?? 0) * d, d))
    for (const { own, counts, sums, widths } of views) {
      sums.fill(0)
      for (let j = 0; j < m; j++) {
        const code = own[j] ?? -1
        if (code >= 0) sums[code] = (sums[code] ?? 0) + (distances[j] ?? 0)
      }
      widths[i] = width(own[i] ?? -1, counts, sums)
    }
  }
  return views.map(({ counts, widths }) => ({ mean: meanOf(counts, widths), widths }))
}

function width(code: number, counts: Int32Array, sums: Float64Array): number {
  if (code < 0) return Number.NaN
  const own = counts[code] ?? 0
  if (own < 2) return 0
  const inside = (sums[code] ?? 0) / (own - 1)
  let outside = Number.POSITIVE_INFINITY
  for (let c = 0; c < counts.length; c++) {
    const count = counts[c] ?? 0
    if (c !== code && count > 0) outside = Math.min(outside, (sums[c] ?? 0) / count)
  }
  const larger = Math.max(inside, outside)
  return larger === 0 || outside === Number.POSITIVE_INFINITY ? 0 : (outside - inside) / larger
}

function meanOf(counts: Int32Array, widths: Float64Array): number | null {
  if (counts.filter((count) => count > 0).length < 2) return null
  const known = widths.filter((value) => !Number.isNaN(value))
  return known.reduce((sum, value) => sum + value, 0) / known.length
}
