import { contentWords } from '../../compute/text/content-words.ts'
import type { Tokeniser } from '../../compute/text/tokenise.ts'
import type { Embedder } from '../../vectors/embedder.ts'
import type { VectorIndex } from '../../vectors/vector-index.ts'
import { coverageOf, type WordPostings } from '../../vectors/word-postings.ts'

export interface TextHit {
  /** Key of the text, as `reviewKey` and `passageKey` make it. */
  readonly key: string
  /** In [0, 1]: what it holds of the query's words, and how near its meaning is. */
  readonly score: number
  readonly coverage: number
  readonly likeness: number
}

/** What is searched: words always, points where there are any. */
export interface SearchedTexts {
  readonly words: WordPostings
  /** Key by label of `words`. */
  readonly keys: readonly string[]
  readonly points: VectorIndex | null
  readonly embedder: Embedder | null
}

export interface FindTextsOptions {
  readonly k: number
  /** Keys that may be found; all of them when left out. */
  readonly only?: ReadonlySet<string> | undefined
}

/** Weight of shared words beside nearness in meaning. */
const WORDS_WEIGHT = 0.6
const CANDIDATES = 200

/** Texts that hold the query's words or lie near its meaning, best first. */
export async function findTexts(
  { words, keys, points, embedder }: SearchedTexts,
  tokeniser: Tokeniser,
  query: string,
  { k, only }: FindTextsOptions,
): Promise<TextHit[]> {
  const wide = Math.max(CANDIDATES, k)
  const coverage = new Map<string, number>()
  for (const [label, share] of coverageOf(words, contentWords(query, tokeniser))) {
    const key = keys[label]
    if (key !== undefined && (only === undefined || only.has(key))) coverage.set(key, share)
  }
  const [vector] = embedder === null || points === null ? [] : await embedder.embed([query])
  const known = embedder?.known(query) ?? 0
  const likeness = new Map<string, number>()
  if (vector !== undefined && points !== null) {
    for (const { id, likeness: value } of await points.search(vector, wide, only)) likeness.set(id, value)
  }
  const held = [...coverage].sort(([, a], [, b]) => b - a).slice(0, wide)
  const hits = [...new Set([...likeness.keys(), ...held.map(([key]) => key)])].map((key): TextHit => {
    const near = known * (likeness.get(key) ?? cosine(vector, points?.vectorOf(key) ?? null))
    const share = coverage.get(key) ?? 0
    const score = points === null ? share : WORDS_WEIGHT * share + (1 - WORDS_WEIGHT) * Math.max(0, near)
    return { key, score, coverage: share, likeness: near }
  })
  return hits.toSorted((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1)).slice(0, k)
}

function cosine(a: Float32Array | undefined, b: Float32Array | null): number {
  if (a === undefined || b === null) return 0
  let sum = 0
  for (let f = 0; f < a.length; f++) sum += (a[f] as number) * (b[f] as number)
  return sum
}
