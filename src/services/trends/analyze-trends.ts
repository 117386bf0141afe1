import { FEWEST_WEEKS, seasonalGrowth, type Growth } from '../../compute/trends/seasonal-growth.ts'
import { ForbiddenError } from '../../lib/errors.ts'
import type { PeriodInput } from '../../lib/filters.ts'
import { startOfGrain } from '../../lib/periods.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Gate } from '../../lib/tool-result.ts'
import { readShelf } from '../../store/queries/recommend/read-shelf.ts'
import {
  readWeeklyOrders,
  readWeeklyOrdersOfSome,
  TREND_DIMENSIONS,
  type TrendDimension,
} from '../../store/queries/trends/read-weekly-orders.ts'
import { authorise, mayRole } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { periodInData } from '../population/period-in-data.ts'
import { productName } from '../recommend/product-name.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { trendDefinitions } from './definitions.ts'
import { habitsOfCustomers } from './habits-of-customers.ts'
import { presentTrends } from './present-trends.ts'

export interface AnalyzeTrendsInput {
  readonly by?: TrendDimension | undefined
  /** The category that is asked about: its own trend is told first. */
  readonly category?: string | undefined
  readonly period?: PeriodInput | undefined
  readonly deseasonalise?: boolean | undefined
  readonly limit?: number | undefined
}

export interface TrendRow {
  readonly name: string
  /** Product id where the names are products. */
  readonly id: string
  /** Per year, of its share in what is ordered: above zero faster than the shop. */
  readonly growth: number
  readonly interval: readonly [number, number]
  readonly seasonally_adjusted: boolean
  /** `rising` or `falling` when the interval does not hold zero. */
  readonly direction: 'rising' | 'falling' | 'unclear'
  /** Per year, of the orders that hold it. */
  readonly own_growth: number
  readonly own_interval: readonly [number, number]
  readonly orders: number
  readonly share: number
}

export interface AnalyzeTrendsData {
  readonly by: TrendDimension
  readonly weeks: number
  /** Fastest first. */
  readonly rows: readonly TrendRow[]
  readonly groups_found: number
  /** Groups that are new, or with too few orders for a trend. */
  readonly left_out: number
  readonly shop_growth: number | null
}

/** Trends are looked for in so many of the latest weeks, unless a period is named. */
const MOST_WEEKS = 156
const FEWEST_ORDERS = 50
/** Groups that are fitted, most ordered first. */
const MOST_GROUPS = 500
const MOST_ROWS = 1000
/** What was not ordered by this week of the period is new. */
const NEW_WEEKS = 8

/** What grows faster than the shop and what slower, the season taken out. */
export function analyzeTrends({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: AnalyzeTrendsInput
}): ServiceResult<AnalyzeTrendsData> {
  authorise(ctx, 'read:aggregates')
  const by = input.category === undefined ? (input.by ?? 'category') : 'category'
  if (by === 'region' && !mayRole(ctx.actor.role, 'read:customers')) {
    throw new ForbiddenError(`the role ${ctx.actor.role} may see trends of the whole shop, not where customers live`, {
      hint: 'Ask for trends by category, brand or product.',
      details: { reason_code: 'forbidden', role: ctx.actor.role },
    })
  }
  const { firstDay, weeks, from, to } = weeksOf(ctx, input.period)
  const counts = new Map<string, number[]>()
  const totals = Array.from({ length: weeks }, () => 0)
  const request = { by, until: ctx.asOf.until, firstDay, endDay: firstDay + 7 * weeks }
  for (const [group, week, orders] of readWeeklyOrders(ctx.store, request)) {
    const own = counts.get(group) ?? Array.from({ length: weeks }, () => 0)
    counts.set(group, own)
    own[week] = orders
    totals[week] = (totals[week] ?? 0) + orders
  }
  const shelf = by === 'product' ? readShelf(ctx.store, ctx.asOf.until) : null
  const window = { from, to }
  const deseasonalise = input.deseasonalise !== false
  const habits = habitsOfCustomers(readWeeklyOrdersOfSome(ctx.store, request), window)
  const sold = sumOf(totals.slice(from, to))
  const candidates = [...counts]
    .map(([id, own]) => ({ id, own, orders: sumOf(own.slice(from, to)) }))
    // What is new has no trend yet: it came from nothing.
    .filter(({ own, orders }) => orders >= FEWEST_ORDERS && sumOf(own.slice(0, from + NEW_WEEKS)) > 0)
    .toSorted((a, b) => b.orders - a.orders || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_GROUPS)
  const found = candidates.flatMap(({ id, own, orders }): TrendRow[] => {
    const growth = seasonalGrowth(own, window, { totals, deseasonalise, scatterOf: habits.scatterOf(id, totals) })
    const alone = seasonalGrowth(own, window, { deseasonalise, scatterOf: habits.scatterOf(id, null) })
    if (growth === null || alone === null) return []
    const name = shelf === null ? id : productName(shelf.get(id), id, ctx.language)
    return [{ name, id, ...rowOf(growth, alone), orders, share: orders / sold }]
  })
  const rows = found.toSorted((a, b) => b.growth - a.growth || (a.id < b.id ? -1 : 1))
  const data: AnalyzeTrendsData = {
    by,
    weeks: to - from,
    rows: rows.slice(0, input.limit ?? MOST_ROWS),
    groups_found: counts.size,
    left_out: counts.size - found.length,
    shop_growth: seasonalGrowth(totals, window, { deseasonalise })?.rate ?? null,
  }
  const gate: Gate | null =
    to - from < FEWEST_WEEKS
      ? { failed: 'weeks', have: Math.max(0, to - from), need: FEWEST_WEEKS, pooled_estimate: null, opens_on: null }
      : null
  const taken = { from: dateOfDay(firstDay + 7 * from), to: dateOfDay(firstDay + 7 * to) }
  return {
    data,
    ...presentTrends(ctx, { data, asked: found.find(({ id }) => id === input.category), taken }),
    evidence: {
      period: { ...taken, name: 'whole weeks' },
      population: say(ctx, 'all valid orders', '全部有效订单'),
      rows_used: sold,
      rows_left_out: data.left_out === 0 ? {} : { groups_new_or_with_few_orders: data.left_out },
      definition: trendDefinitions[ctx.language],
      method: say(
        ctx,
        'quasi-Poisson regression of weekly orders on time, with the shop as offset and waves of the year',
        '每周订单对时间的拟泊松回归，以全店为偏移量并含年度波动',
      ),
      model: null,
      sql: [],
    },
    gate,
  }
}

/** Whole weeks of the data up to as-of, and which of them are asked about. */
function weeksOf({ frame, asOf, shop: { weekStart } }: ServiceContext, asked: PeriodInput | undefined) {
  const started = startOfGrain(frame.firstDay, 'week', weekStart)
  const firstDay = started === frame.firstDay ? started : started + 7
  const ended = startOfGrain(asOf.day + 1, 'week', weekStart)
  const weeks = Math.max(0, Math.floor((ended - firstDay) / 7))
  if (asked === undefined) return { firstDay, weeks, from: Math.max(0, weeks - MOST_WEEKS), to: weeks }
  const period = periodInData(asked, frame, 'period')
  const from = Math.max(0, Math.ceil((period.fromDay - firstDay) / 7))
  const to = Math.min(weeks, Math.floor((period.toDay - firstDay) / 7))
  return { firstDay, weeks, from: Math.min(from, weeks), to: Math.max(to, Math.min(from, weeks)) }
}

const rowOf = (growth: Growth, alone: Growth) => ({
  growth: growth.rate,
  interval: growth.interval,
  seasonally_adjusted: growth.seasonallyAdjusted,
  direction:
    growth.interval[0] > 0 ? ('rising' as const) : growth.interval[1] < 0 ? ('falling' as const) : ('unclear' as const),
  own_growth: alone.rate,
  own_interval: alone.interval,
})

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

export { TREND_DIMENSIONS }
