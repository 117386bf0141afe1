import { clickShare } from '../../compute/search/click-counts.ts'
import type { PastSearch } from '../../compute/search/choose-weights.ts'
import { followSearches } from '../../compute/search/follow-searches.ts'
import { MS_PER_DAY } from '../../lib/time-zone.ts'
import { refusesProfiling } from '../../store/queries/recommend/read-profiling-refusals.ts'
import type { ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'
import { readSearchEvents } from '../../store/queries/search/read-search-events.ts'
import type { TrainingFrame } from '../models/model-definition.ts'
import { shopperHistory } from '../recommend/shopper-history.ts'
import { countsFrom, learnClicks } from './learn-clicks.ts'
import { matchProducts, type MatchedProducts } from './match-products.ts'
import { rawParts } from './rank-products.ts'
import { asSearchEvents } from './search-events.ts'
import { shopperParts, type FittedTaste } from './shopper-parts.ts'

/** Searches that are looked at, evenly taken. */
const MOST_SEARCHES = 1000

/** What was fitted without the days that are judged. */
export interface EarlierTaste extends FittedTaste {
  readonly buyersOf: (productId: string) => number
}

interface MadeSearch {
  readonly visitor: string
  readonly query: string
  readonly at: number
  readonly turnedTo: Set<string>
}

/**
 * Searches made on local days [fromDay, toDay) behind which something that they find was turned to, with the parts of all that
 * they find as they stood at the time: taste, popularity and clicks of before those days, the own history up to the search.
 */
export function pastSearches(
  { store, shop, asOf }: Pick<TrainingFrame, 'store' | 'shop' | 'asOf'>,
  shelf: ReadonlyMap<string, ShelfProduct>,
  earlier: EarlierTaste,
  { fromDay, toDay }: { readonly fromDay: number; readonly toDay: number },
): readonly PastSearch[] {
  const startsAt = shop.zone.startOfDay(fromDay)
  const clicks = countsFrom(learnClicks(store, { asOfDay: fromDay - 1, until: startsAt }))
  const owners = new Map<string, string>()
  const made = madeSearches({ store, fromDay, until: Math.min(asOf.until, shop.zone.startOfDay(toDay)) }, owners)
  const step = Math.max(1, Math.ceil(made.length / MOST_SEARCHES))
  const found = new Map<string, MatchedProducts['available']>()
  const matchesOf = (query: string): MatchedProducts['available'] => {
    const known = found.get(query) ?? matched(query)
    found.set(query, known)
    return known
  }
  const matched = (query: string): MatchedProducts['available'] =>
    /[\p{L}\p{N}]/u.test(query) ? matchProducts({ store, asOf, shop }, query, shelf).available : []
  return made.flatMap((search, place): PastSearch[] => {
    if (place % step !== 0) return []
    const matches = matchesOf(search.query)
    const wanted = matches.flatMap(({ product }, at) => (search.turnedTo.has(product.id) ? [at] : []))
    if (matches.length < 2 || wanted.length === 0) return []
    const customerId = owners.get(search.visitor) ?? null
    const mayKnow = customerId !== null && !refusesProfiling(store, customerId, search.at)
    const facts = mayKnow
      ? shopperHistory(store, { customerId, session: [], until: search.at, itemOf: earlier.itemOf })
      : null
    const own = clicks.get(search.query)
    const parts = rawParts(matches, {
      buyersOf: earlier.buyersOf,
      feedback: {
        share: (id) => {
          const pair = own?.products.get(id)
          return own === undefined || pair === undefined ? 0 : clickShare(pair, own.people)
        },
      },
      shopper: facts === null ? null : shopperParts(facts, shelf, earlier),
    })
    return [{ parts, wanted }]
  })
}

/** Each visitor's searches with what was turned to behind them; of one query the first only. */
function madeSearches(
  {
    store,
    fromDay,
    until,
  }: { readonly store: TrainingFrame['store']; readonly fromDay: number; readonly until: number },
  owners: Map<string, string>,
): readonly MadeSearch[] {
  const made = new Map<string, MadeSearch>()
  const rows = function* () {
    for (const row of readSearchEvents(store, { afterRow: 0, fromDay, until })) {
      if (row.customerId !== null) owners.set(row.visitor, row.customerId)
      yield row
    }
  }
  for (const { visitor, query, at, kind, products } of followSearches(asSearchEvents(rows()))) {
    const key = `${visitor}\u0000${query}`
    const known = made.get(key)
    if (kind === 'search' && known === undefined) made.set(key, { visitor, query, at, turnedTo: new Set() })
    else if (kind === 'turn' && known !== undefined && at - known.at <= MS_PER_DAY) {
      for (const { id } of products) known.turnedTo.add(id)
    }
  }
  return [...made.values()].filter(({ turnedTo }) => turnedTo.size > 0)
}
