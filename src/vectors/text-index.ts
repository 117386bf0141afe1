import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TextSpace } from '../compute/text/fit-text-space.ts'
import { packArrays, unpackArrays } from './array-file.ts'
import { loadHnswIndex, type HnswIndex } from './hnsw-index.ts'
import { openGeneration, saveGeneration, soundFiles, type IndexFault, type IndexManifest } from './index-folder.ts'
import type { IndexedPoint } from './vector-index.ts'
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

const [WORDS, VECTORS, ENTRIES] = ['words.bin', 'vectors.bin', 'entries.json'] as const
/** Written twice: a space that has grown old cannot be made again, and without it no stored vector can be asked. */
const SPACES = ['space.bin', 'space-copy.bin'] as const

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
        const packed = packArrays([Uint32Array.of(dimension), terms, idf, directions])
        for (const name of SPACES) await writeFile(join(path, name), packed)
      }
    },
  )

/** The saved index, every byte of it checked; else what is wrong with it. */
export const openTextIndex = (folder: string): Promise<TextIndex | IndexFault> => openGeneration(folder, readIndex)

/** What of a damaged index can still be trusted; null for what cannot. */
export interface SoundParts {
  readonly model: string
  readonly fittedOn: number
  /** Points of the texts that it was built on. */
  readonly points: readonly IndexedPoint[] | null
  /** Labels are positions in `points`. */
  readonly words: WordPostings | null
  readonly space: TextSpace | null
}

/** The parts of a saved index whose bytes are those that were written; null where not even its manifest is. */
export async function openSoundParts(folder: string): Promise<SoundParts | null> {
  const found = await soundFiles(folder)
  if (found === null) return null
  const { path, manifest, sound } = found
  const listed = sound.has(ENTRIES) ? await readEntries(path) : null
  const vectors = sound.has(VECTORS) ? await readVectors(path) : null
  const { dimension } = manifest
  return {
    model: manifest.model,
    fittedOn: manifest.fittedOn,
    points:
      listed === null || vectors === null
        ? null
        : listed.map((entry, i) => ({ ...entry, vector: vectors.subarray(i * dimension, (i + 1) * dimension) })),
    words: sound.has(WORDS) ? await readWords(path) : null,
    space: await soundSpace(path, sound),
  }
}

async function soundSpace(path: string, sound: ReadonlySet<string>): Promise<TextSpace | null> {
  const name = SPACES.find((one) => sound.has(one))
  return name === undefined ? null : readSpace(join(path, name))
}

async function readVectors(path: string): Promise<Float32Array> {
  const [vectors] = unpackArrays(await readFile(join(path, VECTORS))) as [Float32Array]
  return vectors
}

async function readEntries(path: string): Promise<{ readonly id: string; readonly hash: number }[]> {
  const listed = JSON.parse(await readFile(join(path, ENTRIES), 'utf8')) as [string, number][]
  return listed.map(([id, hash]) => ({ id, hash }))
}

async function readWords(path: string): Promise<WordPostings> {
  const [texts, hashes, starts, labels] = unpackArrays(await readFile(join(path, WORDS))) as [
    Uint32Array,
    Float64Array,
    Uint32Array,
    Uint32Array,
  ]
  return { texts: texts[0] ?? 0, hashes, starts, labels }
}

async function readIndex(path: string, manifest: IndexManifest): Promise<TextIndex> {
  const { model, watermark, fittedOn, dimension } = manifest
  const [entries, vectors] = [await readEntries(path), await readVectors(path)]
  return {
    model,
    watermark,
    fittedOn,
    points: await loadHnswIndex(path, { dimension, entries, vectors }),
    words: await readWords(path),
    space: await soundSpace(path, new Set(Object.keys(manifest.files))),
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
