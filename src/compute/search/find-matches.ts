import { bm25 } from './bm25.ts'
import { gramsOfWord, isHan, searchWords, stemOf } from './search-words.ts'
import type { TextIndex } from './text-index.ts'

/** How a word of the query was found: as it stands, by its sound, with a typing error, or as the beginning of a word. */
export type MatchKind = 'exact' | 'sound' | 'spelling' | 'beginning'

/** A word of the query with what it was taken for. */
export interface QueryWord {
  readonly word: string
  /** Null: no document has anything like it. */
  readonly kind: MatchKind | null
  /** Words of the index that it stood for. */
  readonly readAs: readonly string[]
  /** True when it had to be passed over for anything to be found. */
  readonly dropped: boolean
}

export interface Matches {
  /** Text score > 0 by document. */
  readonly scores: ReadonlyMap<string, number>
  readonly words: readonly QueryWord[]
  /** Words beyond the limit that were not read. */
  readonly unread: number
}

/** A query of more words is cut: nobody means every word of a page. */
const MOST_WORDS = 24
/** What a match is worth that is not to the letter. */
const WORTH: Readonly<Record<MatchKind, number>> = { exact: 1, sound: 0.8, spelling: 0.7, beginning: 0.6 }
/** A Chinese word that the document cuts otherwise counts by its pairs of characters. */
const GRAM_WORTH = 0.5
/** "Shoe" where "shoes" was asked for. */
const FORM_WORTH = 0.8
/** Words that say nothing beside others. */
const EMPTY = new Set(
  'a an the of for with and or to in on at by some any me i my 的 和 与 及 给 要 想 买 款 个 一 些 有 吗 请 我'.split(
    ' ',
  ),
)

/**
 * Documents that hold every word of a query, by word, by sound, with one typing error, or (the last word) by its beginning:
 * each word the first way that finds anything. When no document holds all, the words that fewest documents lack are kept.
 *
 * @param query - anything a person typed
 * @param options.completes - whether the last word may be the beginning of one; true unless said otherwise
 * @returns scores of matching documents; none for a query without words
 * Time O(words x documents that hold them).
 */
export function findMatches(
  index: TextIndex,
  query: string,
  { completes = true }: { readonly completes?: boolean } = {},
): Matches {
  const asked = distinct(searchWords(query, index.tools).words)
  const telling = asked.filter((word) => !EMPTY.has(word))
  const all = telling.length > 0 ? telling : asked
  const read = all.slice(0, MOST_WORDS)
  const found = read.map((word, at) => matchWord(index, word, completes && at === read.length - 1))
  const { scores, kept } = combine(found)
  return {
    scores,
    words: found.map(({ word, kind, readAs }, at) => ({ word, kind, readAs, dropped: !kept.has(at) })),
    unread: all.length - read.length,
  }
}

interface FoundWord extends Omit<QueryWord, 'dropped'> {
  readonly scores: ReadonlyMap<string, number>
}

function matchWord(index: TextIndex, word: string, mayBegin: boolean): FoundWord {
  const exact = isHan(word) ? hanScores(index, word) : latinScores(index, word)
  if (exact.size > 0) return { word, kind: 'exact', readAs: [word], scores: exact }
  const { finder } = index
  const ways: readonly (readonly [MatchKind, () => readonly string[]])[] = [
    ['beginning', () => (mayBegin && word.length >= 2 ? finder.beginningWith(word) : [])],
    ['sound', () => finder.soundingLike(word)],
    ['spelling', () => finder.spelledLike(word)],
  ]
  for (const [kind, candidates] of ways) {
    const readAs = candidates().filter((one) => index.postings(one) !== undefined)
    if (readAs.length === 0) continue
    const scores = new Map<string, number>()
    for (const one of readAs) {
      for (const [id, score] of bm25(index, one)) {
        scores.set(id, Math.max(scores.get(id) ?? 0, WORTH[kind] * score))
      }
    }
    return { word, kind, readAs: readAs.toSorted(), scores }
  }
  return { word, kind: null, readAs: [], scores: new Map() }
}

/** Documents with the word as it stands, then with another form of it. */
function latinScores(index: TextIndex, word: string): ReadonlyMap<string, number> {
  const exact = bm25(index, word)
  const stem = stemOf(word)
  // The stem is in every document that has the word: where it is in no other, it adds nothing.
  if (exact.size === index.postings(stem)?.size) return exact
  const scores = new Map(exact)
  for (const [id, score] of bm25(index, stem)) scores.set(id, Math.max(scores.get(id) ?? 0, FORM_WORTH * score))
  return scores
}

/** Documents with the word, or with all of its pairs of characters where they cut it otherwise. */
function hanScores(index: TextIndex, word: string): ReadonlyMap<string, number> {
  const scores = new Map(bm25(index, word))
  const grams = gramsOfWord(word)
  const [first, ...others] = grams.map((gram) => bm25(index, gram))
  for (const [id, score] of first ?? []) {
    if (!others.every((list) => list.has(id))) continue
    const mean = others.reduce((sum, list) => sum + (list.get(id) ?? 0), score) / grams.length
    scores.set(id, Math.max(scores.get(id) ?? 0, GRAM_WORTH * mean))
  }
  return scores
}

/** Sums over documents that hold every word; else over those that hold the most, counted by what the words tell. */
function combine(found: readonly FoundWord[]): {
  readonly scores: ReadonlyMap<string, number>
  readonly kept: ReadonlySet<number>
} {
  const usable = [...found.keys()].filter((at) => (found[at]?.scores.size ?? 0) > 0)
  // The rarest first: a word that leaves nothing beside rarer ones is passed over.
  const order = usable.toSorted((a, b) => (found[a]?.scores.size ?? 0) - (found[b]?.scores.size ?? 0) || a - b)
  const kept = new Set<number>()
  let scores = new Map<string, number>()
  for (const at of order) {
    const own = found[at]?.scores ?? new Map<string, number>()
    const next = new Map<string, number>()
    if (kept.size === 0) for (const [id, score] of own) next.set(id, score)
    else {
      for (const [id, score] of scores) {
        const more = own.get(id)
        if (more !== undefined) next.set(id, score + more)
      }
    }
    if (next.size === 0) continue
    scores = next
    kept.add(at)
  }
  return { scores, kept }
}

const distinct = (words: readonly string[]): string[] => [...new Set(words)]
