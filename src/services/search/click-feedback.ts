import {
  clickShare,
  countTouch,
  type ClickCounts,
  type Examination,
  type SeenTouches,
} from '../../compute/search/click-counts.ts'
import { followSearches, type OpenSearches } from '../../compute/search/follow-searches.ts'
import type { Store } from '../../store/open.ts'
import { readNewestEventRow, readSearchEvents } from '../../store/queries/search/read-search-events.ts'
import type { ServiceContext } from '../context.ts'
import type { FittedShop } from '../recommend/fitted-shop.ts'
import { CLICK_DAYS, countsFrom, noClicks, type LearntClicks } from './learn-clicks.ts'
import { asSearchEvents, queryKey } from './search-events.ts'

/** What people did behind a query. */
export interface QueryFeedback {
  /** People who searched for it. */
  readonly people: number
  /** People who turned to a product behind it. */
  readonly clicks: (productId: string) => number
  /** The part of the score, in [0, 1]. */
  readonly share: (productId: string) => number
}

interface Counted {
  readonly learnt: LearntClicks
  readonly until: number
  readonly counts: ClickCounts
  readonly examination: Examination
  readonly open: OpenSearches
  readonly seen: SeenTouches
  lastRow: number
}

/** Visitors and what they were counted for since the last training; the oldest are forgotten beyond so many. */
const MOST_REMEMBERED = 500_000

const known = new WeakMap<Store, Counted>()

/**
 * What people turned to behind a query, up to the event that has just arrived: the counts that were learnt with the model, and
 * the events since, of which only those are read that came after the last question.
 */
export function clickFeedback(
  { store, asOf }: Pick<ServiceContext, 'store' | 'asOf'>,
  fitted: FittedShop | null,
  query: string,
): QueryFeedback {
  const counted = countedUpTo(store, fitted?.parameters.clicks ?? noClicks, asOf)
  const own = counted.counts.get(queryKey(query))
  return {
    people: own?.people ?? 0,
    clicks: (id) => own?.products.get(id)?.clicks ?? 0,
    share: (id) => {
      const pair = own?.products.get(id)
      return own === undefined || pair === undefined ? 0 : clickShare(pair, own.people)
    },
  }
}

function countedUpTo(store: Store, learnt: LearntClicks, { until, day }: ServiceContext['asOf']): Counted {
  const newest = readNewestEventRow(store)
  const kept = known.get(store)
  const isGoing = kept?.learnt === learnt && kept.until === until && kept.lastRow <= newest
  const counted: Counted = isGoing
    ? kept
    : {
        learnt,
        until,
        counts: countsFrom(learnt),
        examination: learnt.examination,
        open: new Map(),
        seen: new Set(),
        // A store whose rows were taken back counts anew.
        lastRow: learnt.untilRow <= newest ? learnt.untilRow : 0,
      }
  known.set(store, counted)
  if (counted.lastRow >= newest) return counted
  const rows = readSearchEvents(store, { afterRow: counted.lastRow, fromDay: day - CLICK_DAYS + 1, until })
  for (const touch of followSearches(asSearchEvents(rows), counted.open)) {
    countTouch(counted.counts, counted.seen, touch, counted.examination)
  }
  forgetOldest(counted.seen)
  forgetOldest(counted.open)
  counted.lastRow = newest
  return counted
}

function forgetOldest(remembered: { readonly size: number; keys(): Iterable<string>; delete(key: string): boolean }) {
  let surplus = remembered.size - MOST_REMEMBERED
  if (surplus <= 0) return
  for (const key of remembered.keys()) {
    if (surplus-- <= 0) return
    remembered.delete(key)
  }
}
