import { wilsonInterval } from '../../compute/stats/wilson-interval.ts'
import { asOfDate } from '../../lib/as-of.ts'
import type { PeriodInput } from '../../lib/filters.ts'
import { toMajor } from '../../lib/money.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Fact } from '../../lib/tool-result.ts'
import { readAcquired, type AcquiredRow } from '../../store/queries/campaigns/read-acquired.ts'
import { authorise } from '../access/authorise.ts'
import { campaignsOf } from '../campaigns/find-campaign.ts'
import type { ServiceContext } from '../context.ts'
import { periodInData } from '../population/period-in-data.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { GROWTH_DEFINITIONS } from './definitions.ts'

export interface AnalyzeChannelsInput {
  readonly by?: 'source' | 'channel' | undefined
  /** Of the first order; the last 365 days unless given. */
  readonly period?: PeriodInput | undefined
}

/** Customers won through one source. Money in minor units. */
export interface ChannelRow {
  /** `unknown` where the shop does not know. */
  readonly name: string
  readonly customers: number
  readonly share: number
  /** Those whose 90 days are over: value and retention count over them. */
  readonly complete: number
  /** Net revenue per customer in 90 days from the first order. */
  readonly value_minor: number | null
  readonly value_interval: readonly [number, number] | null
  /** Share who ordered on another day within the 90 days. */
  readonly retention: number | null
  readonly retention_interval: readonly [number, number] | null
  /** Cost of the campaigns of this name in the period; null where none is known. */
  readonly cost_minor: number | null
  /** Cost per customer won. */
  readonly acquisition_cost_minor: number | null
  /** Value in 90 days over cost per customer. */
  readonly return_ratio: number | null
}

export interface AnalyzeChannelsData {
  readonly by: 'source' | 'channel'
  readonly days: number
  readonly customers: number
  readonly channels: readonly ChannelRow[]
}

const DAYS = 90
const UNKNOWN = 'unknown'
/** Fewer customers make no ranking. */
const FEWEST = 30

/** Where new customers come from, what they bring in their first 90 days, what they cost and who comes back. */
export function analyzeChannels({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: AnalyzeChannelsInput
}): ServiceResult<AnalyzeChannelsData> {
  authorise(ctx, 'read:predictions')
  const by = input.by ?? 'source'
  const period = periodInData(input.period ?? 'last_365_days', ctx.frame, 'period')
  const toDay = Math.min(period.toDay, ctx.asOf.day + 1)
  const rows = readAcquired(ctx.store, { by, fromDay: period.fromDay, toDay, days: DAYS, until: ctx.asOf.until })
  const grouped = new Map<string, AcquiredRow[]>()
  for (const row of rows) {
    const name = row.name ?? UNKNOWN
    const own = grouped.get(name) ?? []
    grouped.set(name, own)
    own.push(row)
  }
  const costs = costsBetween(ctx, period.fromDay, toDay)
  const channels = [...grouped]
    .map(([name, own]) => channelRow(ctx, name, own, rows.length, by === 'source' ? (costs.get(name) ?? null) : null))
    .toSorted((a, b) => b.customers - a.customers || (a.name < b.name ? -1 : 1))
  const data: AnalyzeChannelsData = { by, days: DAYS, customers: rows.length, channels }
  return {
    data,
    facts: factsOf(ctx, data, { from: dateOfDay(period.fromDay), to: dateOfDay(toDay - 1) }),
    table: tableOf(ctx, data),
    chart: channels.length > 1 ? { type: 'bar', x: 'name', y: ['customers'] } : null,
    evidence: {
      period: { from: dateOfDay(period.fromDay), to: dateOfDay(toDay), name: period.name },
      population: say(ctx, 'customers whose first valid order falls in the period', '首个有效订单落在时段内的客户'),
      rows_used: rows.length,
      rows_left_out: { ninety_days_not_over: rows.length - channels.reduce((sum, { complete }) => sum + complete, 0) },
      definition: GROWTH_DEFINITIONS[ctx.language].channels,
      method: say(ctx, 'counts by first order; Wilson and normal intervals', '按首单计数；Wilson 区间和正态区间'),
      model: null,
      sql: [],
    },
    warnings:
      channels.some(({ cost_minor: cost }) => cost !== null) || by === 'channel'
        ? []
        : [
            say(
              ctx,
              'no campaign bears the name of a source, so costs are not known',
              '没有与来源同名的活动，因此不知道成本',
            ),
          ],
    suggestions: ctx.language === 'zh' ? ['各渠道的净销售额是多少？'] : ['What is the net revenue by source?'],
  }
}

/** Costs of campaigns by id, of those that ran on one of the days. */
function costsBetween(ctx: ServiceContext, fromDay: number, toDay: number): Map<string, number> {
  const { zone } = ctx.shop
  return new Map(
    campaignsOf(ctx).flatMap(({ id, costMinor, startsAt, endsAt }): [string, number][] => {
      const runs = zone.dayOf(startsAt) < toDay && zone.dayOf(endsAt ?? startsAt) >= fromDay
      return costMinor === null || costMinor < 0 || !runs ? [] : [[id, costMinor]]
    }),
  )
}

function channelRow(
  { asOf }: ServiceContext,
  name: string,
  own: readonly AcquiredRow[],
  total: number,
  cost: number | null,
): ChannelRow {
  const over = own.filter(({ firstDay }) => firstDay + DAYS <= asOf.day + 1)
  const n = over.length
  const values = over.map(({ grossMinor, returnedMinor }) => grossMinor - returnedMinor)
  const mean = n === 0 ? null : values.reduce((sum, value) => sum + value, 0) / n
  const variance = mean === null || n < 2 ? null : values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1)
  const half = variance === null ? null : 1.96 * Math.sqrt(variance / n)
  const again = over.filter(({ orderDays }) => orderDays > 1).length
  const acquisition = cost === null ? null : cost / own.length
  return {
    name,
    customers: own.length,
    share: own.length / total,
    complete: n,
    value_minor: mean,
    value_interval: mean === null || half === null ? null : [mean - half, mean + half],
    retention: n === 0 ? null : again / n,
    retention_interval: n === 0 ? null : wilsonInterval(again, n),
    cost_minor: cost,
    acquisition_cost_minor: acquisition,
    return_ratio: acquisition === null || acquisition === 0 || mean === null ? null : mean / acquisition,
  }
}

function factsOf(
  { asOf, shop: { currency } }: ServiceContext,
  data: AnalyzeChannelsData,
  period: { from: string; to: string },
): Fact[] {
  const ranked = data.channels.filter(({ complete, name }) => complete >= FEWEST && name !== UNKNOWN)
  const [most] = data.channels
  const best = ranked.toSorted((a, b) => (b.value_minor ?? 0) - (a.value_minor ?? 0))[0]
  const loyal = ranked.toSorted((a, b) => (b.retention ?? 0) - (a.retention ?? 0))[0]
  const paid = data.channels.find(({ acquisition_cost_minor: cost }) => cost !== null)
  const money = (minor: number): number => toMajor(minor, currency)
  return [
    { id: 'as_of', label: 'As of', value: asOfDate(asOf), unit: 'date' },
    { id: 'period_from', label: 'From', value: period.from, unit: 'date' },
    { id: 'period_to', label: 'To', value: period.to, unit: 'date' },
    { id: 'customers', label: 'Customers won', value: data.customers, unit: 'customers' },
    { id: 'days', label: 'Days after the first order', value: data.days, unit: 'days' },
    ...(most === undefined
      ? []
      : [
          { id: 'most', label: 'Most come from', value: most.name, unit: 'text' },
          { id: 'most_customers', label: 'Customers', value: most.customers, unit: 'customers' },
          { id: 'most_share', label: 'Share', value: most.share, unit: 'ratio', n: data.customers },
        ]),
    ...(best === undefined || best.value_minor === null
      ? []
      : [
          { id: 'best', label: 'Highest value', value: best.name, unit: 'text' },
          {
            id: 'best_value',
            label: 'Net revenue per customer',
            value: money(best.value_minor),
            unit: currency,
            n: best.complete,
          },
          ...(best.value_interval === null
            ? []
            : [
                { id: 'best_low', label: 'Lower limit (95 %)', value: money(best.value_interval[0]), unit: currency },
                { id: 'best_high', label: 'Upper limit (95 %)', value: money(best.value_interval[1]), unit: currency },
              ]),
        ]),
    ...(loyal === undefined
      ? []
      : [
          { id: 'loyal', label: 'Highest retention', value: loyal.name, unit: 'text' },
          { id: 'loyal_retention', label: 'Came back', value: loyal.retention, unit: 'ratio', n: loyal.complete },
        ]),
    ...(paid === undefined || paid.acquisition_cost_minor === null
      ? []
      : [
          { id: 'paid', label: 'With a known cost', value: paid.name, unit: 'text' },
          {
            id: 'paid_cost',
            label: 'Cost per customer',
            value: money(paid.acquisition_cost_minor),
            unit: currency,
            n: paid.customers,
          },
          ...(paid.value_minor === null
            ? []
            : [{ id: 'paid_value', label: 'Its customers bring', value: money(paid.value_minor), unit: currency }]),
        ]),
  ]
}

function tableOf({ shop: { currency } }: ServiceContext, { channels }: AnalyzeChannelsData) {
  const money = (minor: number | null): number | null => (minor === null ? null : toMajor(minor, currency))
  return {
    columns: [
      { key: 'name', label: 'Source', unit: 'text' },
      { key: 'customers', label: 'Customers won', unit: 'customers' },
      { key: 'share', label: 'Share', unit: 'ratio' },
      { key: 'value', label: 'Net revenue per customer', unit: currency },
      { key: 'retention', label: 'Came back', unit: 'ratio' },
      { key: 'low', label: 'Lower limit (95 %)', unit: 'ratio' },
      { key: 'high', label: 'Upper limit (95 %)', unit: 'ratio' },
      { key: 'cost', label: 'Cost per customer', unit: currency },
    ],
    rows: channels.map((row) => ({
      name: row.name,
      customers: row.customers,
      share: row.share,
      value: money(row.value_minor),
      retention: row.retention,
      low: row.retention_interval?.[0] ?? null,
      high: row.retention_interval?.[1] ?? null,
      cost: money(row.acquisition_cost_minor),
    })),
    total_rows: channels.length,
  }
}
