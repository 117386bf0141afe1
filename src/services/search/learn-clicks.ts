import {
  countTouch,
  learnExamination,
  USUAL_EXAMINATION,
  type ClickCounts,
  type Examination,
  type PairCount,
} from '../../compute/search/click-counts.ts'
import { followSearches, type SearchTouch } from '../../compute/search/follow-searches.ts'
import type { Store } from '../../store/open.ts'
import { readNewestEventRow, readSearchEvents } from '../../store/queries/search/read-search-events.ts'
import { FEWEST_PEOPLE } from './query-phrases.ts'
import { asSearchEvents } from './search-events.ts'

/** Clicks of so many days count: what people mean by a word changes. */
export const CLICK_DAYS = 180
/** Queries that are kept, most searched first. */
const MOST_QUERIES = 20_000
/** Places that the curve is learnt from. */
const MOST_PLACED = 1_000_000

/** Clicks behind searches as they are kept with the model; arrays, because there are many. */
export interface LearntClicks {
  readonly examination: Examination
  /** Whether the curve is from the shop's own lists. */
  readonly examinationLearnt: boolean
  /** Newest row of the events that were counted. */
  readonly untilRow: number
  /** Query, people who searched for it, and of each product clicks, placed, placed looks, views and looks. */
  readonly queries: readonly (readonly [query: string, people: number, products: readonly KeptPair[]])[]
}

type KeptPair = readonly [
  product: string,
  clicks: number,
  placed: number,
  placedLooks: number,
  views: number,
  viewLooks: number,
]

export const noClicks: LearntClicks = {
  examination: USUAL_EXAMINATION,
  examinationLearnt: false,
  untilRow: 0,
  queries: [],
}

/**
 * Counts who turned to what behind which search before `until`, with the chance that a place is looked at as the shop's own
 * lists tell it. Queries of few people are not kept: they could name somebody.
 */
export function learnClicks(store: Store, { asOfDay, until }: { readonly asOfDay: number; readonly until: number }) {
  const untilRow = readNewestEventRow(store)
  const touches = (): Generator<SearchTouch, void> =>
    followSearches(asSearchEvents(readSearchEvents(store, { afterRow: 0, fromDay: asOfDay - CLICK_DAYS + 1, until })))
  const learnt = learnExamination(placedRows(touches()))
  const examination = learnt ?? USUAL_EXAMINATION
  const counts: ClickCounts = new Map()
  let visitor = ''
  let seen = new Set<string>()
  for (const touch of touches()) {
    if (touch.visitor !== visitor) seen = new Set()
    visitor = touch.visitor
    countTouch(counts, seen, touch, examination)
  }
  return { examination, examinationLearnt: learnt !== null, untilRow, queries: kept(counts) } satisfies LearntClicks
}

const kept = (counts: ClickCounts): LearntClicks['queries'] =>
  [...counts]
    .filter(([, { people, products }]) => people >= FEWEST_PEOPLE && products.size > 0)
    .toSorted(([a, one], [b, other]) => other.people - one.people || (a < b ? -1 : 1))
    .slice(0, MOST_QUERIES)
    .map(([query, { people, products }]) => [
      query,
      people,
      [...products].map(([id, { clicks, placed, placedLooks, views, viewLooks }]): KeptPair => [
        id,
        clicks,
        placed,
        placedLooks,
        views,
        viewLooks,
      ]),
    ])

/** The kept counts as they are counted on with; the rows of one query are made when it is asked for. */
export function countsFrom({ queries }: LearntClicks): ClickCounts {
  return new Map(
    queries.map(([query, people, products]) => [
      query,
      {
        people,
        products: new Map(
          products.map(([id, clicks, placed, placedLooks, views, viewLooks]): [string, PairCount] => [
            id,
            { clicks, placed, placedLooks, views, viewLooks },
          ]),
        ),
      },
    ]),
  )
}

/** What was shown at which place behind a query, and whether its viewer turned to it; each visitor, query and product once. */
function placedRows(touches: Iterable<SearchTouch>) {
  const rows: { query: string; product: string; position: number; clicked: boolean }[] = []
  let visitor = ''
  let own = new Map<string, (typeof rows)[number]>()
  for (const touch of touches) {
    if (rows.length >= MOST_PLACED) break
    if (touch.visitor !== visitor) own = new Map()
    visitor = touch.visitor
    if (touch.kind === 'search') continue
    for (const { id, position } of touch.products) {
      const key = `${touch.query}\u0000${id}`
      const known = own.get(key)
      if (touch.kind === 'turn') {
        if (known !== undefined) known.clicked = true
        continue
      }
      if (known !== undefined || position === null) continue
      const row = { query: touch.query, product: id, position, clicked: false }
      own.set(key, row)
      rows.push(row)
    }
  }
  return rows
}
