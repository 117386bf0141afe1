import { ease } from '../../src/compute/recommend/fit-ease.ts'
import { historyOfCustomer } from '../../src/compute/recommend/interactions.ts'
import { findMatches } from '../../src/compute/search/find-matches.ts'
import { rankScore, type RankParts } from '../../src/compute/search/rank-matches.ts'
import { habitPart, RANK_WEIGHTS } from '../../src/compute/search/rank-weights.ts'
import { createTextIndex } from '../../src/compute/search/text-index.ts'
import { normaliseText } from '../../src/compute/text/normalise-text.ts'
import { seededRandom } from '../../src/lib/random.ts'
import { atLeast, mustEqual, type Check } from './check.ts'
import { popularityBy } from './support/popularity-by.ts'
import { readRetailInvoices, retailSearches, type RetailSearches } from './support/retail-searches.ts'

const K = 10
/** A thing that is bought often counts for a month. */
const POPULAR_DAYS = 30

interface Placed {
  /** Place of what was bought by the words alone, and by all parts. */
  readonly words: number
  readonly all: number
}

/** Places of what was bought among everything that the query finds; ties go to what was sold first. */
function placesOf({ names, before, searches }: RetailSearches, seed: string): Placed[] {
  const index = createTextIndex({
    fold: normaliseText,
    cut: (text) => text.match(/[a-z0-9]+(?:['.-][a-z0-9]+)*/g) ?? [],
    syllables: (han) => [...han],
  })
  for (const item of new Set(before.itemIds)) index.put(String(item), [{ text: names[item] ?? '', weight: 1 }])
  const model = ease.fit(before, ease.defaults, { random: seededRandom(seed) })
  const popularity = popularityBy(before, POPULAR_DAYS)
  const taste = new Float64Array(names.length)
  let scoredFor = -1
  return searches.map(({ customer, item, query, day }) => {
    const history = historyOfCustomer(before, customer)
    if (customer !== scoredFor) model.score(history, taste)
    scoredFor = customer
    const matches = [...findMatches(index, query, { completes: false }).scores].map(([id, text]) => ({
      item: Number(id),
      text,
    }))
    const bought = (one: number): number => popularity(one, day)
    const best = Math.max(...matches.map(({ text }) => text))
    const most = Math.max(1e-9, ...matches.map((one) => bought(one.item)))
    const keenest = Math.max(1e-9, ...matches.map((one) => taste[one.item] ?? 0))
    const scored = matches.map((one) => {
      const parts: RankParts = {
        text: one.text / best,
        popularity: bought(one.item) / most,
        clicks: 0,
        history: habitPart(history.items.filter((own) => own === one.item).length),
        taste: Math.max(0, taste[one.item] ?? 0) / keenest,
        brand: 0,
        price: 0,
      }
      return { item: one.item, words: one.text, all: rankScore(parts, RANK_WEIGHTS) }
    })
    const own = scored.find((one) => one.item === item)
    if (own === undefined) return { words: Infinity, all: Infinity }
    const placeBy = (key: 'words' | 'all'): number =>
      1 + scored.filter((one) => one[key] > own[key] || (one[key] === own[key] && one.item < item)).length
    return { words: placeBy('words'), all: placeBy('all') }
  })
}

const reciprocal = (places: readonly number[]): number =>
  places.reduce((sum, place) => sum + (place <= K ? 1 / place : 0), 0) / places.length
const hits = (places: readonly number[]): number => places.filter((place) => place <= K).length / places.length

/**
 * A customer's last invoice, its first five things each searched for by the longest word of its name. Weights were chosen on
 * the invoice before the last one.
 */
export const search: Check = {
  id: 'search',
  data: 'data/online-retail/onlineretail.csv.gz',
  run({ dataFolder, seed }) {
    const searches = retailSearches(readRetailInvoices(dataFolder))
    const places = placesOf(searches, seed)
    const words = places.map((one) => one.words)
    const all = places.map((one) => one.all)
    return Promise.resolve([
      mustEqual('searches (of 12,527: things sold before)', 12_520, places.length),
      atLeast('BM25 alone, MRR@10', 0.285, reciprocal(words), 3),
      atLeast('all parts, MRR@10', 0.504, reciprocal(all), 3),
      atLeast('all parts, hit@10', 0.811, hits(all), 3),
    ])
  },
}
