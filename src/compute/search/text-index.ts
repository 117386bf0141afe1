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
/** Terms of more documents are kept in a map; most stand in a few, where a list of ids and counts weighs a tenth of one. */
const MOST_LISTED = 8

type Few = (string | number)[]

/**
 * An inverted index that changes in place: putting a document costs its own words, whatever the index holds.
 *
 * @example createTextIndex(tools).put('P1', [{ text: 'Aurora Kettle', weight: 1 }])
 * Memory O(different terms of each document).
 */
export function createTextIndex(tools: WordTools): TextIndex {
  const documents = new Map<string, { readonly terms: readonly string[]; readonly length: number }>()
  const index = new Map<string, Few | Map<string, number>>()
  const finder = createWordFinder(tools)
  let totalLength = 0

  const remove = (id: string): void => {
    const known = documents.get(id)
    if (known === undefined) return
    documents.delete(id)
    totalLength -= known.length
    for (const term of known.terms) {
      const list = index.get(term)
      if (Array.isArray(list)) list.splice(list.indexOf(id), 2)
      else list?.delete(id)
      if ((Array.isArray(list) ? list.length : list?.size) === 0) index.delete(term)
    }
  }

  const file = (term: string, id: string, count: number): void => {
    const list = index.get(term)
    if (list === undefined) index.set(term, [id, count])
    else if (!Array.isArray(list)) list.set(id, count)
    else if (list.length < 2 * MOST_LISTED) list.push(id, count)
    else index.set(term, asPostings(list).set(id, count))
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
        for (const list of [words, stems, grams]) {
          for (const term of list) terms.set(term, (terms.get(term) ?? 0) + weight)
        }
      }
      documents.set(id, { terms: [...terms.keys()], length })
      totalLength += length
      for (const [term, count] of terms) file(term, id, count)
    },
    remove,
    get size() {
      return documents.size
    },
    lengthOf: (id) => documents.get(id)?.length ?? 0,
    get meanLength() {
      return documents.size === 0 || totalLength === 0 ? NO_LENGTH : totalLength / documents.size
    },
    postings: (term) => {
      const list = index.get(term)
      return Array.isArray(list) ? asPostings(list) : list
    },
    finder,
    tools,
  }
}

function asPostings(few: Few): Map<string, number> {
  const postings = new Map<string, number>()
  for (let at = 0; at < few.length; at += 2) postings.set(few[at] as string, few[at + 1] as number)
  return postings
}
