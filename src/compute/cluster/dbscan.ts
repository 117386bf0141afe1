import { createKdTree } from './k-d-tree.ts'
import { largestFirst } from './largest-first.ts'
import type { Points } from './points.ts'

export interface DbscanOptions {
  /** Radius of a neighbourhood, in the unit of the scaled measures. */
  readonly radius: number
  /** Points that a neighbourhood needs, the point itself counted, to be dense. */
  readonly minimum: number
}

export interface Dbscan {
  /** Cluster of each point, largest first; -1 for one that is in no dense place. */
  readonly codes: Int32Array
  readonly sizes: Int32Array
  readonly noise: number
}

/**
 * Groups of any shape: points that dense neighbourhoods connect. Whoever is near no dense place belongs to none.
 *
 * One radius serves all: where groups differ much in density, the thin one is called noise or the dense ones join. A point
 * at the edge of two groups goes to the one whose first point comes first.
 *
 * @returns clusters by falling size
 * @throws nothing; no points give no clusters
 * @example
 * dbscan(pointsFromRows([[0], [1], [2], [50]]), { radius: 1, minimum: 2 }).codes // => Int32Array [0, 0, 0, -1]
 * @see Ester, Kriegel, Sander & Xu (1996), KDD, 226-231.
 * Time O(n log n + pairs within the radius) by a k-d tree, memory O(n d).
 */
export function dbscan(points: Points, { radius, minimum }: DbscanOptions): Dbscan {
  const { size, dimensions: d, values } = points
  const tree = createKdTree(points)
  const codes = new Int32Array(size).fill(UNSEEN)
  const queue = new Int32Array(size)
  const neighbours = new Int32Array(size)
  let found = 0
  const note = (point: number): void => {
    neighbours[found] = point
    found += 1
  }
  const look = (point: number): boolean => {
    found = 0
    tree.within(values, point * d, radius, note)
    return found >= minimum
  }
  let clusters = 0
  for (let first = 0; first < size; first++) {
    if (codes[first] !== UNSEEN) continue
    if (!look(first)) {
      codes[first] = NOISE
      continue
    }
    const cluster = clusters++
    codes[first] = cluster
    let head = 0
    let tail = 0
    const join = (): void => {
      for (let i = 0; i < found; i++) {
        const point = neighbours[i] ?? 0
        const code = codes[point] ?? UNSEEN
        if (code >= 0) continue
        codes[point] = cluster
        // What was noise lies at the edge: it joins and leads no farther.
        if (code === UNSEEN) queue[tail++] = point
      }
    }
    join()
    while (head < tail) if (look(queue[head++] ?? 0)) join()
  }
  const ordered = largestFirst(codes, clusters)
  return { codes: ordered.codes, sizes: ordered.sizes, noise: codes.filter((code) => code === NOISE).length }
}

const NOISE = -1
const UNSEEN = -2
