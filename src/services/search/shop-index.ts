import { createTextIndex, type SearchField, type TextIndex } from '../../compute/search/text-index.ts'
import type { WordTools } from '../../compute/search/search-words.ts'
import { foldQuestion } from '../../llm/planner/text/fold-question.ts'
import { sharedTokeniser } from '../../resources/shared-tokeniser.ts'
import { syllablesOf } from '../../resources/pinyin.ts'
import type { Store } from '../../store/open.ts'
import { readProductTexts, type ProductText, type ProductTexts } from '../../store/queries/search/read-product-texts.ts'

/** What a word counts by where it stands: a name says what a thing is, a description also what it is not. */
const WEIGHTS = { name: 1, kind: 0.8, brand: 0.8, style: 0.4, description: 0.3 } as const
/** Longer descriptions are read so far. */
const READ_OF_DESCRIPTION = 2000

/** Products that are searched: more would take minutes to index and gigabytes to hold, and a shop that large sells few of them. */
const MOST_SEARCHED = 200_000

const searchedTexts = (store: Store, until: number): ProductTexts =>
  readProductTexts(store, { until, most: MOST_SEARCHED })

/** How many products a search does not look at: those that sold least of a catalogue that is too large. */
export const unsearched = (store: Store, until: number): number => searchedTexts(store, until).left

interface KeptIndex {
  readonly index: TextIndex
  readonly signatures: Map<string, string>
  texts: readonly ProductText[] | null
}

const kept = new WeakMap<Store, KeptIndex>()

export const wordTools: WordTools = {
  fold: foldQuestion,
  cut: (text) => sharedTokeniser().words(text),
  syllables: syllablesOf,
}

/**
 * The index over the products that are there before `until`. It is kept for the store and only what changed since the last
 * question is put anew: a new product costs its own words.
 */
export function shopIndex(store: Store, until: number): TextIndex {
  const known = kept.get(store) ?? { index: createTextIndex(wordTools), signatures: new Map(), texts: null }
  kept.set(store, known)
  const { texts } = searchedTexts(store, until)
  if (known.texts === texts) return known.index
  const gone = new Set(known.signatures.keys())
  for (const text of texts) {
    gone.delete(text.id)
    const signature = Object.values(text).join('\u0000')
    if (known.signatures.get(text.id) === signature) continue
    known.signatures.set(text.id, signature)
    known.index.put(text.id, fieldsOf(text))
  }
  for (const id of gone) {
    known.signatures.delete(id)
    known.index.remove(id)
  }
  known.texts = texts
  return known.index
}

const fieldsOf = (text: ProductText): readonly SearchField[] =>
  (
    [
      [text.id, WEIGHTS.name],
      [text.name, WEIGHTS.name],
      [text.nameAlternative, WEIGHTS.name],
      [text.subcategory, WEIGHTS.kind],
      [text.category, WEIGHTS.kind],
      [text.brand, WEIGHTS.brand],
      [text.style, WEIGHTS.style],
      [text.description?.slice(0, READ_OF_DESCRIPTION) ?? null, WEIGHTS.description],
    ] as const
  ).flatMap(([value, weight]) => (value === null || value === '' ? [] : [{ text: value, weight }]))
