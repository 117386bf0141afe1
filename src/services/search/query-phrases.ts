import { completable, type CompletablePhrase } from '../../compute/search/complete-prefix.ts'
import { foldQuestion } from '../../llm/planner/text/fold-question.ts'
import { productWords } from '../../llm/planner/marks/product-words.ts'
import type { ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'
import { readFactVersion } from '../../store/queries/features/read-fact-version.ts'
import { readQueryCounts, type QueryCount } from '../../store/queries/search/read-query-counts.ts'
import type { Store } from '../../store/open.ts'
import type { ServiceContext } from '../context.ts'
import { wordTools } from './shop-index.ts'

/** Where a phrase is from: searches of several people, kinds and brands of the catalogue, or a product's name. */
export type PhraseSource = 'searched' | 'catalogue' | 'product'

export interface QueryPhrase extends CompletablePhrase {
  readonly source: PhraseSource
  readonly searches: number
}

/** Searches of fewer people are nobody else's business: they could name somebody. */
export const FEWEST_PEOPLE = 5
const LONGEST = 60

/** Phrases stand so long after facts changed: they are ready while somebody types, and what they find is looked up anew. */
const KEPT_MS = 60_000

interface KeptPhrases {
  readonly until: number
  readonly version: string
  readonly madeAt: number
  readonly phrases: readonly QueryPhrase[]
}

const known = new WeakMap<Store, KeptPhrases>()

/** All phrases that a beginning may lead to, in one spelling each; at most a minute behind the facts. */
export function queryPhrases(
  { store, asOf: { until }, clock }: Pick<ServiceContext, 'store' | 'asOf' | 'clock'>,
  shelf: ReadonlyMap<string, ShelfProduct>,
): readonly QueryPhrase[] {
  const kept = known.get(store)
  const now = clock()
  const version = readFactVersion(store)
  if (kept?.until === until && (kept.version === version || now - kept.madeAt < KEPT_MS)) return kept.phrases
  const phrases = makePhrases(readQueryCounts(store, until), shelf)
  known.set(store, { until, version, madeAt: now, phrases })
  return phrases
}

function makePhrases(counts: readonly QueryCount[], shelf: ReadonlyMap<string, ShelfProduct>): readonly QueryPhrase[] {
  const phrases = new Map<string, { source: PhraseSource; searches: number; people: number }>()
  for (const { query, searches, people } of counts) {
    const phrase = foldQuestion(query).slice(0, LONGEST)
    const one = phrases.get(phrase) ?? { source: 'searched', searches: 0, people: 0 }
    phrases.set(phrase, { ...one, searches: one.searches + searches, people: one.people + people })
  }
  for (const [phrase, { people }] of phrases) if (phrase === '' || people < FEWEST_PEOPLE) phrases.delete(phrase)
  const add = (text: string | null, source: PhraseSource): void => {
    const phrase = foldQuestion(text ?? '').slice(0, LONGEST)
    if (phrase !== '' && !phrases.has(phrase)) phrases.set(phrase, { source, searches: 0, people: 0 })
  }
  const products = [...shelf.values()]
  const entries = products.map(({ id, name, nameAlternative }) => ({
    field: 'product_id' as const,
    value: id,
    names: [name, nameAlternative].filter((one) => one !== null),
  }))
  // Names are written without spaces in Chinese: an end of several words is half a name, not a kind.
  for (const word of productWords(entries)) {
    if (!/^\p{Script=Han}/u.test(word) || wordTools.cut(word).length === 1) add(word, 'catalogue')
  }
  for (const { subcategory, category, brand } of products) {
    for (const text of [subcategory, category, brand]) add(text, 'catalogue')
  }
  for (const { names } of entries) for (const name of names) add(name, 'product')
  return [...phrases].map(([phrase, { source, searches }]) => ({
    ...completable(phrase, wordTools),
    source,
    searches,
  }))
}
