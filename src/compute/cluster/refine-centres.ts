import type { Points } from './points.ts'
import { squaredGap } from './squared-gap.ts'

export interface Refined {
  /** Row-major, k x d. */
  readonly centres: Float64Array
  /** Index of the nearest centre of each point. */
  readonly codes: Int32Array
  /** Sum of squared distances to the nearest centre. */
  readonly inertia: number
  readonly iterations: number
}

const MOST_ITERATIONS = 300

/**
 * Lloyd's iterations from given centres until no point changes its cluster, with Hamerly's bounds: a point whose nearest
 * centre cannot have changed is passed over without measuring a distance.
 *
 * A cluster that loses all its points moves to the point that is farthest from its own centre, so that none stays empty
 * as long as there are k different points.
 *
 * @param start - centres row-major; the result has as many
 * @param tolerance - stop when no centre moved farther than this; 0 runs until nothing changes
 * @see Hamerly (2010), Making k-means even faster, SDM, 130-140; Lloyd (1982), IEEE Trans. Information Theory 28, 129-137.
 * Time O(n k d) for the first pass, then mostly O(n) each; memory O(n + k d).
 */
export function refineCentres(points: Points, start: Float64Array, tolerance = 0): Refined {
  const { size, dimensions: d, values } = points
  const k = d === 0 ? 0 : start.length / d
  const centres = Float64Array.from(start)
  const codes = new Int32Array(size)
  const upper = new Float64Array(size)
  const lower = new Float64Array(size)
  const sums = new Float64Array(k * d)
  const counts = new Int32Array(k)
  const near = new Float64Array(k)
  const moved = new Float64Array(k)

  /** Nearest and second nearest centre of a point, measured. */
  const measure = (i: number): void => {
    const at = i * d
    let best = Number.POSITIVE_INFINITY
    let second = Number.POSITIVE_INFINITY
    let code = 0
    for (let c = 0, from = 0; c < k; c++, from += d) {
      const squared = squaredGap(values, at, centres, from, d)
      if (squared < best) {
        second = best
        best = squared
        code = c
      } else if (squared < second) second = squared
    }
    codes[i] = code
    upper[i] = Math.sqrt(best)
    lower[i] = Math.sqrt(second)
  }
  const measureAll = (): void => {
    sums.fill(0)
    counts.fill(0)
    for (let i = 0, at = 0; i < size; i++, at += d) {
      measure(i)
      const code = codes[i] ?? 0
      counts[code] = (counts[code] ?? 0) + 1
      for (let j = 0; j < d; j++) sums[code * d + j] = (sums[code * d + j] ?? 0) + (values[at + j] ?? 0)
    }
  }

  measureAll()
  let iterations = 1
  for (; iterations < MOST_ITERATIONS; iterations++) {
    const filled = fillEmptyClusters(points, { codes, upper, sums, counts })
    const farthest = moveCentres({ centres, sums, counts, moved, d })
    if (filled) {
      // Whole clusters jumped: bounds that creep would be loose for long.
      measureAll()
      continue
    }
    if (farthest.first <= tolerance) break
    halveGaps(centres, near, d)
    let changes = 0
    for (let i = 0; i < size; i++) {
      const code = codes[i] ?? 0
      let top = (upper[i] ?? 0) + (moved[code] ?? 0)
      const bottom = (lower[i] ?? 0) - (code === farthest.centre ? farthest.second : farthest.first)
      lower[i] = bottom
      const bound = bottom > (near[code] ?? 0) ? bottom : (near[code] ?? 0)
      if (top <= bound) {
        upper[i] = top
        continue
      }
      const at = i * d
      top = Math.sqrt(squaredGap(values, at, centres, code * d, d))
      upper[i] = top
      if (top <= bound) continue
      measure(i)
      const next = codes[i] ?? 0
      if (next === code) continue
      changes += 1
      counts[code] = (counts[code] ?? 0) - 1
      counts[next] = (counts[next] ?? 0) + 1
      for (let j = 0; j < d; j++) {
        const value = values[at + j] ?? 0
        sums[code * d + j] = (sums[code * d + j] ?? 0) - value
        sums[next * d + j] = (sums[next * d + j] ?? 0) + value
      }
    }
    if (changes === 0) break
  }
  return { centres, codes, inertia: settle(points, centres, codes), iterations }
}

/** Gives each empty cluster the point farthest from its own centre; says whether there was one. */
function fillEmptyClusters(
  { size, dimensions: d, values }: Points,
  state: { codes: Int32Array; upper: Float64Array; sums: Float64Array; counts: Int32Array },
): boolean {
  const { codes, upper, sums, counts } = state
  let filled = false
  for (let c = 0; c < counts.length; c++) {
    if ((counts[c] ?? 0) > 0) continue
    let farthest = -1
    for (let i = 0; i < size; i++) {
      // A cluster of one point would only pass its emptiness on.
      if ((counts[codes[i] ?? 0] ?? 0) > 1 && (farthest < 0 || (upper[i] ?? 0) > (upper[farthest] ?? 0))) farthest = i
    }
    if (farthest < 0 || (upper[farthest] ?? 0) === 0) continue
    const from = codes[farthest] ?? 0
    codes[farthest] = c
    upper[farthest] = 0
    counts[from] = (counts[from] ?? 0) - 1
    counts[c] = 1
    for (let j = 0; j < d; j++) {
      const value = values[farthest * d + j] ?? 0
      sums[from * d + j] = (sums[from * d + j] ?? 0) - value
      sums[c * d + j] = value
    }
    filled = true
  }
  return filled
}

/** Moves each centre to the mean of its points and notes how far it went. */
function moveCentres(state: {
  centres: Float64Array
  sums: Float64Array
  counts: Int32Array
  moved: Float64Array
  d: number
}): { readonly centre: number; readonly first: number; readonly second: number } {
  const { centres, sums, counts, moved, d } = state
  let centre = -1
  let first = 0
  let second = 0
  for (let c = 0; c < counts.length; c++) {
    const count = counts[c] ?? 0
    let squared = 0
    for (let j = 0; j < d && count > 0; j++) {
      const value = (sums[c * d + j] ?? 0) / count
      squared += (value - (centres[c * d + j] ?? 0)) ** 2
      centres[c * d + j] = value
    }
    const distance = Math.sqrt(squared)
    moved[c] = distance
    if (distance > first) {
      second = first
      first = distance
      centre = c
    } else if (distance > second) second = distance
  }
  return { centre, first, second }
}

/** Half the distance of each centre to its nearest neighbour: a point closer than that belongs to it. */
function halveGaps(centres: Float64Array, near: Float64Array, d: number): void {
  near.fill(Number.POSITIVE_INFINITY)
  for (let a = 0; a < near.length; a++) {
    for (let b = a + 1; b < near.length; b++) {
      const half = Math.sqrt(squaredGap(centres, a * d, centres, b * d, d)) / 2
      if (half < (near[a] ?? 0)) near[a] = half
      if (half < (near[b] ?? 0)) near[b] = half
    }
  }
}

/** Centres as exact means (running sums carry rounding), and the inertia around them. */
function settle({ size, dimensions: d, values }: Points, centres: Float64Array, codes: Int32Array): number {
  const counts = new Int32Array(d === 0 ? 0 : centres.length / d)
  const sums = new Float64Array(centres.length)
  for (let i = 0; i < size; i++) {
    const from = (codes[i] ?? 0) * d
    counts[codes[i] ?? 0] = (counts[codes[i] ?? 0] ?? 0) + 1
    for (let j = 0; j < d; j++) sums[from + j] = (sums[from + j] ?? 0) + (values[i * d + j] ?? 0)
  }
  for (const [c, count] of counts.entries()) {
    for (let j = 0; j < d && count > 0; j++) centres[c * d + j] = (sums[c * d + j] ?? 0) / count
  }
  let inertia = 0
  for (let i = 0; i < size; i++) inertia += squaredGap(values, i * d, centres, (codes[i] ?? 0) * d, d)
  return inertia
}
