import type { Points } from './points.ts'
import { squaredGap } from './squared-gap.ts'

/** Finds near points without measuring all of them. */
export interface KdTree {
  /** Calls `visit` with each point no farther than `radius` from a place, in no order; `at` is where it begins in `values`. */
  readonly within: (values: Float64Array, at: number, radius: number, visit: (point: number) => void) => void
  /** The k nearest points to a place, nearest first (equally near ones by number), with their distances. */
  readonly nearest: (
    values: Float64Array,
    at: number,
    k: number,
  ) => { readonly points: readonly number[]; readonly distances: readonly number[] }
}

const LEAF = 12

/**
 * A balanced k-d tree: each stretch of points is cut at the median of the measure in which it is widest.
 *
 * Good for up to about ten measures; beyond, a query comes to visit most points.
 *
 * @example createKdTree(pointsFromRows([[0], [5], [9]])).nearest(Float64Array.of(6), 0, 1).points // => [1]
 * @see Bentley (1975), Communications of the ACM 18(9), 509-517.
 * Time O(n d log n) to build, about O(d log n + found) a query; memory O(n d).
 */
export function createKdTree({ size, dimensions: d, values: source }: Points): KdTree {
  const order = new Int32Array(size)
  for (let i = 0; i < size; i++) order[i] = i
  /** The measure by which the stretch with this middle is cut. */
  const axes = new Uint8Array(size)
  const pending = [0, size]
  while (pending.length > 0) {
    const end = pending.pop() ?? 0
    const start = pending.pop() ?? 0
    if (end - start <= LEAF) continue
    const middle = (start + end) >> 1
    const axis = widestMeasure(source, order, d, start, end)
    axes[middle] = axis
    selectMiddle(source, order, d, axis, start, end, middle)
    pending.push(start, middle, middle + 1, end)
  }
  const values = new Float64Array(size * d)
  for (let i = 0; i < size; i++) {
    const from = (order[i] ?? 0) * d
    for (let j = 0; j < d; j++) values[i * d + j] = source[from + j] ?? 0
  }
  const stack = new Int32Array(256)

  const within: KdTree['within'] = (place, at, radius, visit) => {
    const limit = radius * radius
    let top = 0
    stack[top++] = 0
    stack[top++] = size
    while (top > 0) {
      const end = stack[--top] ?? 0
      const start = stack[--top] ?? 0
      if (end - start <= LEAF) {
        for (let i = start; i < end; i++) {
          if (squaredGap(values, i * d, place, at, d) <= limit) visit(order[i] ?? 0)
        }
        continue
      }
      const middle = (start + end) >> 1
      if (squaredGap(values, middle * d, place, at, d) <= limit) visit(order[middle] ?? 0)
      const axis = axes[middle] ?? 0
      const gap = (place[at + axis] ?? 0) - (values[middle * d + axis] ?? 0)
      if (gap <= radius) {
        stack[top++] = start
        stack[top++] = middle
      }
      if (-gap <= radius) {
        stack[top++] = middle + 1
        stack[top++] = end
      }
    }
  }

  const nearest: KdTree['nearest'] = (place, at, k) => {
    const wanted = Math.min(k, size)
    const points: number[] = []
    const squares: number[] = []
    if (wanted < 1) return { points, distances: squares }
    const consider = (i: number): void => {
      const squared = squaredGap(values, i * d, place, at, d)
      const point = order[i] ?? 0
      const worst = squares[wanted - 1]
      if (worst !== undefined && (squared > worst || (squared === worst && point > (points[wanted - 1] ?? 0)))) return
      let rank = Math.min(squares.length, wanted - 1)
      for (; rank > 0; rank--) {
        const above = squares[rank - 1] ?? 0
        if (above < squared || (above === squared && (points[rank - 1] ?? 0) < point)) break
        squares[rank] = above
        points[rank] = points[rank - 1] ?? 0
      }
      squares[rank] = squared
      points[rank] = point
    }
    const descend = (start: number, end: number): void => {
      if (end - start <= LEAF) {
        for (let i = start; i < end; i++) consider(i)
        return
      }
      const middle = (start + end) >> 1
      const axis = axes[middle] ?? 0
      const gap = (place[at + axis] ?? 0) - (values[middle * d + axis] ?? 0)
      if (gap <= 0) descend(start, middle)
      else descend(middle + 1, end)
      consider(middle)
      if (gap * gap > (squares[wanted - 1] ?? Number.POSITIVE_INFINITY)) return
      if (gap <= 0) descend(middle + 1, end)
      else descend(start, middle)
    }
    descend(0, size)
    return { points, distances: squares.map(Math.sqrt) }
  }
  return { within, nearest }
}

function widestMeasure(values: Float64Array, order: Int32Array, d: number, start: number, end: number): number {
  let widest = 0
  let width = -1
  for (let j = 0; j < d; j++) {
    let low = Number.POSITIVE_INFINITY
    let high = Number.NEGATIVE_INFINITY
    for (let i = start; i < end; i++) {
      const value = values[(order[i] ?? 0) * d + j] ?? 0
      if (value < low) low = value
      if (value > high) high = value
    }
    if (high - low <= width) continue
    width = high - low
    widest = j
  }
  return widest
}

/** Orders a stretch so that nothing before `middle` is larger, and nothing after it smaller, in one measure. */
function selectMiddle(
  values: Float64Array,
  order: Int32Array,
  d: number,
  axis: number,
  start: number,
  end: number,
  middle: number,
): void {
  const valueAt = (i: number): number => values[(order[i] ?? 0) * d + axis] ?? 0
  let low = start
  let high = end - 1
  while (low < high) {
    const pivot = valueAt((low + high) >> 1)
    let left = low
    let right = high
    while (left <= right) {
      while (valueAt(left) < pivot) left++
      while (valueAt(right) > pivot) right--
      if (left > right) break
      const swap = order[left] ?? 0
      order[left] = order[right] ?? 0
      order[right] = swap
      left++
      right--
    }
    if (middle <= right) high = right
    else if (middle >= left) low = left
    else return
  }
}
