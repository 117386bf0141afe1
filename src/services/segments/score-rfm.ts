import { scoreRfm as computeScores } from '../../compute/segments/rfm-scores.ts'
import { RFM_SEGMENTS, rfmSegmentCodes, type RfmSegment } from '../../compute/segments/rfm-segments.ts'
import { loadRfmTotals } from '../../features/load-rfm-totals.ts'
import type { Filter, PeriodInput } from '../../lib/filters.ts'
import { resolvePeriod } from '../../lib/periods.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { resolvePopulation } from '../population/resolve-population.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { filteredPopulationNote, segmentDefinition } from './definitions.ts'
import { rfmFacts, rfmTable } from './rfm-facts.ts'
import { summariseRfm, type RfmSegmentSummary } from './summarise-rfm.ts'

export interface ScoreRfmInput {
  readonly revenue?: 'net' | 'gross' | undefined
  /** Count orders and returns of this period only; recency still runs to the as-of day. */
  readonly period?: PeriodInput | undefined
  readonly filters?: readonly Filter[] | undefined
  /** Customers to list, best first; segments always count all. */
  readonly limit?: number | undefined
}

export interface RfmCustomer {
  readonly customer_id: string
  readonly recency_days: number
  readonly frequency: number
  readonly monetary_minor: number
  readonly r: number
  readonly f: number
  readonly m: number
  readonly segment: RfmSegment
}

export interface ScoreRfmData {
  readonly revenue: 'net' | 'gross'
  readonly customers: readonly RfmCustomer[]
  readonly total_customers: number
  readonly segments: readonly RfmSegmentSummary[]
  /** The 20/40/60/80 % quantiles; null when nobody has an order. */
  readonly cut_points: {
    readonly recency_days: readonly number[]
    readonly frequency: readonly number[]
    readonly monetary_minor: readonly number[]
  } | null
}

const LISTED = 10_000

/** Recency, frequency and monetary scores of every buyer, and the segments that they make. */
export function scoreRfm({ ctx, input }: { ctx: ServiceContext; input: ScoreRfmInput }): ServiceResult<ScoreRfmData> {
  authorise(ctx, 'read:customers')
  const { revenue = 'net', filters = [], limit = LISTED } = input
  const period = input.period === undefined || input.period === 'all' ? null : resolvePeriod(input.period, ctx.frame)
  const { customerIds, totals, source } = loadRfmTotals(ctx.store, { asOf: ctx.asOf, shop: ctx.shop, period, revenue })
  const scores = computeScores(totals, ctx.asOf.day)
  const codes = rfmSegmentCodes(scores)
  const population = resolvePopulation(ctx, filters)
  const chosen = population.customerIds
  const counted: number[] = []
  for (let i = 0; i < customerIds.length; i++) {
    if (chosen === null || chosen.has(customerIds[i] ?? '')) counted.push(i)
  }
  const segments = summariseRfm({ totals, recencyDays: scores.recencyDays, codes }, counted)
  const listed = ctx.actor.sharedChannel ? [] : bestFirst(counted, codes, totals.monetaryMinor, limit)
  const { cutPoints } = scores
  const figures = {
    segments,
    cutPoints,
    currency: ctx.shop.currency,
    revenue,
    period,
    asOf: ctx.asOf,
    customers: counted.length,
    language: ctx.language,
  }
  return {
    data: {
      revenue,
      customers: listed.map((i) => ({
        customer_id: customerIds[i] ?? '',
        recency_days: scores.recencyDays[i] ?? 0,
        frequency: totals.frequency[i] ?? 0,
        monetary_minor: totals.monetaryMinor[i] ?? 0,
        r: scores.recency[i] ?? 0,
        f: scores.frequency[i] ?? 0,
        m: scores.monetary[i] ?? 0,
        segment: RFM_SEGMENTS[codes[i] ?? -1] ?? 'lost',
      })),
      total_customers: counted.length,
      segments,
      cut_points:
        cutPoints === null
          ? null
          : { recency_days: cutPoints.recency, frequency: cutPoints.frequency, monetary_minor: cutPoints.monetary },
    },
    facts: rfmFacts(figures),
    table: rfmTable(figures),
    chart: { type: 'bar', x: 'segment', y: ['customers'] },
    evidence: {
      period:
        period === null ? null : { from: dateOfDay(period.fromDay), to: dateOfDay(period.toDay), name: period.name },
      population: population.description,
      rows_used: counted.length,
      rows_left_out: population.leftOut,
      definition: [
        ...segmentDefinition('rfm', ctx.language),
        ...(filters.length === 0 ? [] : [filteredPopulationNote[ctx.language]]),
      ],
      method: say(
        ctx,
        `quintile scores on ${revenue} revenue, read from ${source}`,
        `按${revenue === 'net' ? '净' : '总'}销售额打五分位分，读取自 ${source}`,
      ),
      model: null,
      sql: [],
    },
    warnings:
      listed.length < counted.length && !ctx.actor.sharedChannel
        ? [
            say(
              ctx,
              `the best ${listed.length} of ${counted.length} customers are listed; segments count all of them`,
              `共 ${counted.length} 位客户，只列出得分最高的 ${listed.length} 位；各分群人数按全部客户统计`,
            ),
          ]
        : [],
  }
}

/** Positions by segment (best segment first), then by revenue; only as many as wanted are put in order. */
function bestFirst(
  positions: readonly number[],
  codes: Int8Array,
  monetaryMinor: Float64Array,
  limit: number,
): readonly number[] {
  const groups: number[][] = RFM_SEGMENTS.map(() => [])
  for (const position of positions) groups[codes[position] ?? -1]?.push(position)
  const listed: number[] = []
  for (const group of groups) {
    if (listed.length >= limit) break
    group.sort((a, b) => (monetaryMinor[b] ?? 0) - (monetaryMinor[a] ?? 0) || a - b)
    for (const position of group.slice(0, limit - listed.length)) listed.push(position)
  }
  return listed
}
