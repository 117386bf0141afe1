import { nearest } from './nearest.ts'
import type { IndexedPoint, Neighbour, VectorIndex } from './vector-index.ts'

const NOTHING: ReadonlySet<number> = new Set()

/** An index without a graph: every point is compared with every question. What a graph finds is held against it. */
export function exactIndex(points: readonly IndexedPoint[], dimension: number): VectorIndex {
  const labels = new Map(points.map(({ id }, label) => [id, label]))
  const vectors = points.map(({ vector }) => vector)
  const searchExactly = (vector: Float32Array, k: number, only?: ReadonlySet<string>): Neighbour[] => {
    const compared = only === undefined ? labels.values() : [...only].flatMap((id) => labels.get(id) ?? [])
    return nearest(vector, vectors, { k, labels: compared, without: NOTHING }).map(({ label, likeness }) => ({
      id: points[label]?.id ?? '',
      likeness,
    }))
  }
  return {
    size: points.length,
    dimension,
    entries: points,
    search: (vector, k, only) => Promise.resolve(searchExactly(vector, k, only)),
    searchExactly,
    vectorOf: (id) => vectors[labels.get(id) ?? -1] ?? null,
  }
}
