import { HNSWLib } from '@langchain/community/vectorstores/hnswlib'
import { Document } from '@langchain/core/documents'
import type { EmbeddingsInterface } from '@langchain/core/embeddings'
import hnswlib from 'hnswlib-node'
import { KithError } from '../lib/errors.ts'
import { nearest } from './nearest.ts'
import type { IndexedPoint, Neighbour, VectorIndex } from './vector-index.ts'

/** Candidates looked at in a search: 200 found .899 of the true ten nearest of 100,000 points, in 1.1 ms; more find more. */
const SEARCH_CANDIDATES = 800
/** Up to so many points every one is compared: as fast as the graph, and exact. */
const COMPARED = 20_000

/** An index whose graph is LangChain's HNSW store; documents hold ids and hashes, never a text. */
export interface HnswIndex extends VectorIndex {
  /** Adds points at the end; labels go on counting. */
  add(points: readonly IndexedPoint[]): Promise<void>
  /** Takes points out of every answer at once; their vectors stay in the graph until it is built again. */
  remove(ids: ReadonlySet<string>): void
  /** Points that are left, in order: what a new graph is built from. */
  points(): IndexedPoint[]
  /** Writes the graph with its list of entries into a folder. */
  saveGraph(folder: string): Promise<void>
}

/** Vectors come from outside: the store must never embed by itself. */
const handedIn: EmbeddingsInterface = {
  embedQuery: () => Promise.reject(new KithError('INTERNAL', 'an index was asked to embed')),
  embedDocuments: () => Promise.reject(new KithError('INTERNAL', 'an index was asked to embed')),
}

interface Entry {
  readonly id: string
  readonly hash: number
}

/** A new graph of these points. */
export async function buildHnswIndex(points: readonly IndexedPoint[], dimension: number): Promise<HnswIndex> {
  const graph = new hnswlib.HierarchicalNSW('cosine', dimension)
  // An index of nothing must be able to be saved; the store sizes it anew with the first points.
  graph.initIndex(1)
  const store = new HNSWLib(handedIn, { space: 'cosine', numDimensions: dimension, index: graph })
  const index = wrap(store, dimension, [], [])
  await index.add(points)
  return index
}

/**
 * A graph as it was saved. Files must have been checked before: hnswlib loads most damaged ones without a word.
 *
 * @param vectors - of all entries, one after the other
 */
export async function loadHnswIndex(
  folder: string,
  {
    dimension,
    entries,
    vectors,
  }: { readonly dimension: number; readonly entries: readonly Entry[]; readonly vectors: Float32Array },
): Promise<HnswIndex> {
  const store = await HNSWLib.load(folder, handedIn)
  store.index.setEf(SEARCH_CANDIDATES)
  const rows = entries.map((_, label) => vectors.subarray(label * dimension, (label + 1) * dimension))
  return wrap(store, dimension, [...entries], rows)
}

function wrap(store: HNSWLib, dimension: number, entries: Entry[], vectors: Float32Array[]): HnswIndex {
  const labels = new Map(entries.map(({ id }, label) => [id, label]))
  const gone = new Set<number>()
  const nameOf = (label: number): string => entries[label]?.id ?? ''
  const labelsOf = (only: ReadonlySet<string> | undefined): Iterable<number> =>
    only === undefined
      ? entries.keys()
      : [...only].flatMap((id) => {
          const label = labels.get(id)
          return label === undefined ? [] : [label]
        })
  const searchExactly = (vector: Float32Array, k: number, only?: ReadonlySet<string>): Neighbour[] =>
    nearest(vector, vectors, { k, labels: labelsOf(only), without: gone }).map(({ label, likeness }) => ({
      id: nameOf(label),
      likeness,
    }))
  return {
    get size() {
      return entries.length - gone.size
    },
    dimension,
    entries,
    async add(points) {
      if (points.length === 0) return
      const documents = points.map(({ id, hash }) => new Document({ pageContent: '', metadata: { id, hash } }))
      await store.addVectors(
        points.map(({ vector }) => Array.from(vector)),
        documents,
      )
      // The store makes its first graph itself, with a narrow search.
      store.index.setEf(SEARCH_CANDIDATES)
      for (const { id, hash, vector } of points) {
        labels.set(id, entries.length)
        entries.push({ id, hash })
        vectors.push(vector)
      }
    },
    remove(ids) {
      for (const id of ids) {
        const label = labels.get(id)
        if (label === undefined) continue
        store.index.markDelete(label)
        labels.delete(id)
        gone.add(label)
        vectors[label]?.fill(0)
      }
    },
    points: () =>
      entries.flatMap(({ id, hash }, label) => {
        const vector = vectors[label]
        return gone.has(label) || vector === undefined ? [] : [{ id, hash, vector }]
      }),
    async search(vector, k, only) {
      const few = only === undefined ? entries.length : only.size
      if (few <= COMPARED) return searchExactly(vector, k, only)
      const found = await store.similaritySearchVectorWithScore(
        Array.from(vector),
        Math.min(k, entries.length - gone.size),
        only === undefined ? undefined : ({ metadata }) => only.has(String(metadata['id'])),
      )
      return found.map(([{ metadata }, distance]) => ({ id: String(metadata['id']), likeness: 1 - distance }))
    },
    searchExactly,
    vectorOf: (id) => vectors[labels.get(id) ?? -1] ?? null,
    saveGraph: (folder) => store.save(folder),
  }
}
