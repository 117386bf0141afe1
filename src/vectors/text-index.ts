import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TextSpace } from '../compute/text/fit-text-space.ts'
import { packArrays, unpackArrays } from './array-file.ts'
import { loadHnswIndex, type HnswIndex } from './hnsw-index.ts'
import { openGeneration, saveGeneration, type IndexFault, type IndexManifest } from './index-folder.ts'
import type { WordPostings } from './word-postings.ts'

/** An index with what it takes to ask it in words: its words, and its own space where it has one. */
export interface TextIndex {
  readonly model: string
  readonly watermark: string
  readonly fittedOn: number
  readonly points: HnswIndex
  readonly words: WordPostings
  /** Null when the vectors come from an endpoint. */
  readonly space: TextSpace | null
}

const [WORDS, VECTORS, ENTRIES, SPACE] = ['words.bin', 'vectors.bin', 'entries.json', 'space.bin'] as const

/** Saves an index; none of its files holds a word of a text, only hashes, weights and points. */
export const saveTextIndex = (folder: string, index: TextIndex): Promise<IndexManifest> =>
  saveGeneration(
    folder,
    {
      model: index.model,
      watermark: index.watermark,
      fittedOn: index.fittedOn,
      dimension: index.points.dimension,
      count: index.points.size,
    },
    async (path) => {
      const { hashes, starts, labels, texts } = index.words
      const points = index.points.points()
      await index.points.saveGraph(path)
      await writeFile(join(path, ENTRIES), JSON.stringify(points.map(({ id, hash }) => [id, hash])))
      const vectors = new Float32Array(points.length * index.points.dimension)
      points.forEach(({ vector }, i) => vectors.set(vector, i * index.points.dimension))
      await writeFile(join(path, VECTORS), packArrays([vectors]))
      await writeFile(join(path, WORDS), packArrays([Uint32Array.of(texts), hashes, starts, labels]))
      if (index.space !== null) {
        const { dimension, hashes: terms, idf, directions } = index.space
        await writeFile(join(path, SPACE), packArrays([Uint32Array.of(dimension), terms, idf, directions]))
      }
    },
  )

/** The saved index, every byte of it checked; else what is wrong with it. */
export const openTextIndex = (folder: string): Promise<TextIndex | IndexFault> => openGeneration(folder, readIndex)

async function readIndex(path: string, manifest: IndexManifest): Promise<TextIndex> {
  const [vectors] = unpackArrays(await readFile(join(path, VECTORS))) as [Float32Array]
  const [texts, hashes, starts, labels] = unpackArrays(await readFile(join(path, WORDS))) as [
    Uint32Array,
    Float64Array,
    Uint32Array,
    Uint32Array,
  ]
  const listed = JSON.parse(await readFile(join(path, ENTRIES), 'utf8')) as [string, number][]
  const entries = listed.map(([id, hash]) => ({ id, hash }))
  return {
    model: manifest.model,
    watermark: manifest.watermark,
    fittedOn: manifest.fittedOn,
    points: await loadHnswIndex(path, { dimension: manifest.dimension, entries, vectors }),
    words: { texts: texts[0] ?? 0, hashes, starts, labels },
    space: SPACE in manifest.files ? await readSpace(join(path, SPACE)) : null,
  }
}

async function readSpace(path: string): Promise<TextSpace> {
  const [dimension, hashes, idf, directions] = unpackArrays(await readFile(path)) as [
    Uint32Array,
    Float64Array,
    Float32Array,
    Float32Array,
  ]
  return { dimension: dimension[0] ?? 0, hashes, idf, directions }
}
