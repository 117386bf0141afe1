import { searchWords, type WordTools } from './search-words.ts'
import { createWordFinder, type WordFinder } from './word-finder.ts'

/** A text of a document and how much its words count. */
export interface SearchField {
  readonly text: string
  readonly weight: number
}

/** How often a term stands in each document that has it, weighted by field. */
export type Postings = ReadonlyMap<string, number>

/** Documents by their words; documents come and go one by one. */
export interface TextIndex {
  /** Adds a document or puts it in the place of the one of that id. */
  put(id: string, fields: readonly SearchField[]): void
  remove(id: string): void
  readonly size: number
  /** Weighted words of a document. */
  lengthOf(id: string): number
  readonly meanLength: number
  /** Documents with a term; undefined when there are none. */
  postings(term: string): Postings | undefined
  readonly finder: WordFinder
  readonly tools: WordTools
}

/** A mean of no documents is no length. */
const NO_LENGTH = 1

/**
 * An inverted index that changes in place: putting a document costs its own words, whatever the index holds.
 *
 * @example createTextIndex(tools).put('P1', [{ text: 'Aurora Kettle', weight: 1 }])
 * Memory O(different terms of each document).
 */
export function createTextIndex(tools: WordTools): TextIndex {
  const documents = new Map<string, { readonly terms: ReadonlyMap<string, number>; readonly length: number }>()
  const index = new Map<string, Map<string, number>>()
  const finder = createWordFinder(tools)
  let totalLength = 0

  const remove = (id: string): void => {
    const known = documents.get(id)
    if (known === undefined) return
    documents.delete(id)
    totalLength -= known.length
    for (const term of known.terms.keys()) {
      const list = index.get(term)
      list?.delete(id)
      if (list?.size === 0) index.delete(term)
    }
  }

  return {
    put: (id, fields) => {
      remove(id)
      const terms = new Map<string, number>()
      let length = 0
      for (const { text, weight } of fields) {
        const { words, stems, grams } = searchWords(text, tools)
        length += weight * words.length
        for (const word of words) finder.add(word)
        for (const term of [...words, ...stems, ...grams]) terms.set(term, (terms.get(term) ?? 0) + weight)
      }
      documents.set(id, { terms, length })
      totalLength += length
      for (const [term, count] of terms) {
        const list = index.get(term)
        if (list === undefined) index.set(term, new Map([[id, count]]))
        else list.set(id, count)
      }
    },
    remove,
    get size() {
      return documents.size
    },
    lengthOf: (id) => documents.get(id)?.length ?? 0,
    get meanLength() {
      return documents.size === 0 || totalLength === 0 ? NO_LENGTH : totalLength / documents.size
    },
    postings: (term) => index.get(term),
    finder,
    tools,
  }
}
