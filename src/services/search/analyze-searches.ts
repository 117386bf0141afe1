import { risenBy, tallySearches, type SearchTally } from '../../compute/search/tally-searches.ts'
import { wilsonInterval } from '../../compute/stats/wilson-interval.ts'
import type { PeriodInput } from '../../lib/filters.ts'
import { previousPeriod, type Period } from '../../lib/periods.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Gate } from '../../lib/tool-result.ts'
import { readShelf } from '../../store/queries/recommend/read-shelf.ts'
import { readVisits } from '../../store/queries/visits/read-visits.ts'
import type { ServiceContext } from '../context.ts'
import type { ServiceResult } from '../service-result.ts'
import { loadVisits } from '../visits/load-visits.ts'
import { say } from '../say.ts'
import { searchesDefinitions } from './definitions.ts'
import { matchProducts } from './match-products.ts'
import { presentSearches } from './present-searches.ts'
import { searchOutcomes } from './search-outcomes.ts'

export interface AnalyzeSearchesInput {
  readonly period?: PeriodInput | undefined
  /** The list that the question is about: the answer begins with it. */
  readonly show?: 'top' | 'rising' | 'zero_result' | undefined
  readonly limit?: number | undefined
}

export interface SearchedQuery {
  readonly query: string
  readonly searches: number
  readonly people: number
  readonly click_rate: number
  readonly click_interval: readonly [number, number]
  readonly order_rate: number
  /** Searches in the period of equal length before. */
  readonly before: number
  /** Searches now over searches before, less 1; null where nobody searched for it before. */
  readonly change: number | null
  /** Products in stock that it finds now, as it stands. */
  readonly products: number
}

export interface AnalyzeSearchesData {
  readonly searches: number
  readonly people: number
  readonly queries: number
  readonly visits: number
  readonly click_rate: number | null
  readonly order_rate: number | null
  readonly top: readonly SearchedQuery[]
  /** Searched for more often than before, by more than chance. */
  readonly rising: readonly SearchedQuery[]
  /** That find nothing in stock as they stand, most searched first. */
  readonly zero_result: readonly SearchedQuery[]
  /** Share of searches that find nothing in stock. */
  readonly zero_share: number | null
}

const PERIOD = 'last_30_days'
const LISTED = 10
const NEEDED = 30
/** Queries that are tried on the catalogue, most searched first. */
const MOST_TRIED = 2000

/** What people search for, what rises, what finds nothing, and what comes of it. */
export function analyzeSearches({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: AnalyzeSearchesInput
}): ServiceResult<AnalyzeSearchesData> {
  const { visits, period } = loadVisits(ctx, { period: input.period ?? PERIOD })
  const outcomes = visits.flatMap(searchOutcomes)
  const tallies = tallySearches(outcomes)
  const earlier = searchesBefore(ctx, period)
  const shelf = readShelf(ctx.store, ctx.asOf.until)
  const productsFor = (query: string): number => {
    if (!/[\p{L}\p{N}]/u.test(query)) return 0
    const { available, words } = matchProducts(ctx, query, shelf)
    return words.some(({ dropped }) => dropped) ? 0 : available.length
  }
  const rowOf = (tally: SearchTally): SearchedQuery => {
    const before = earlier.counts.get(tally.query) ?? 0
    return {
      query: tally.query,
      searches: tally.searches,
      people: tally.people,
      click_rate: tally.clicked / tally.searches,
      click_interval: wilsonInterval(tally.clicked, tally.searches),
      order_rate: tally.ordered / tally.searches,
      before,
      change: before === 0 ? null : tally.searches / before - 1,
      products: productsFor(tally.query),
    }
  }
  const limit = input.limit ?? LISTED
  const rising = tallies
    .map((tally) => ({
      tally,
      growth: risenBy(tally.searches, earlier.counts.get(tally.query) ?? 0, earlier.lengths),
    }))
    .filter(({ growth }) => growth > 1)
    .toSorted((a, b) => b.growth - a.growth || b.tally.searches - a.tally.searches)
  const tried = tallies.slice(0, MOST_TRIED).map(rowOf)
  const zero = tried.filter(({ products }) => products === 0)
  const share = (count: number): number | null => (outcomes.length === 0 ? null : count / outcomes.length)
  const data: AnalyzeSearchesData = {
    searches: outcomes.length,
    people: new Set(outcomes.map(({ person }) => person)).size,
    queries: tallies.length,
    visits: visits.length,
    click_rate: share(outcomes.filter(({ clicked }) => clicked).length),
    order_rate: share(outcomes.filter(({ ordered }) => ordered).length),
    top: tried.slice(0, limit),
    rising: earlier.known ? rising.slice(0, limit).map(({ tally }) => rowOf(tally)) : [],
    zero_result: zero.slice(0, limit),
    zero_share: share(zero.reduce((sum, { searches }) => sum + searches, 0)),
  }
  const gate: Gate | null =
    outcomes.length < NEEDED
      ? { failed: 'searches', have: outcomes.length, need: NEEDED, pooled_estimate: null, opens_on: null }
      : null
  return {
    data,
    ...presentSearches(ctx, data, { period, show: input.show ?? 'top' }),
    evidence: {
      period: { from: dateOfDay(period.fromDay), to: dateOfDay(period.toDay), name: period.name },
      population: say(ctx, 'all visits', '全部访问'),
      rows_used: outcomes.length,
      rows_left_out: tallies.length > MOST_TRIED ? { queries_not_tried: tallies.length - MOST_TRIED } : {},
      definition: searchesDefinitions[ctx.language],
      method: say(
        ctx,
        'counted searches of visits; rises by the lower end of the Wilson interval; each query searched for now',
        '对访问中的搜索计数；上升按 Wilson 区间下限判断；每个搜索词现在重新搜索一次',
      ),
      model: null,
      sql: [],
    },
    gate,
  }
}

/** Searches of the period before, by query; unknown where the data does not reach back so far. */
function searchesBefore(
  { store, asOf, shop, frame }: ServiceContext,
  period: Period,
): { readonly counts: ReadonlyMap<string, number>; readonly lengths: number; readonly known: boolean } {
  const { fromDay, toDay } = previousPeriod(period, shop.weekStart)
  const counts = new Map<string, number>()
  for (const visit of readVisits(store, { fromDay, toDay, until: asOf.until })) {
    for (const { query } of searchOutcomes(visit)) counts.set(query, (counts.get(query) ?? 0) + 1)
  }
  // Days after as-of do not exist: a period that still runs is as long as it has run.
  const days = Math.min(period.toDay, asOf.day + 1) - period.fromDay
  return { counts, lengths: days / (toDay - fromDay), known: fromDay >= frame.firstDay }
}
