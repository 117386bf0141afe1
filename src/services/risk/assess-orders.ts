import { ORDER_SIGNALS, type OrderSignal } from '../../compute/anomaly/score-orders.ts'
import { LEAST_ORDERS } from '../../compute/anomaly/order-baseline.ts'
import { NotFoundError } from '../../lib/errors.ts'
import type { PeriodInput } from '../../lib/filters.ts'
import type { Period } from '../../lib/periods.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Gate } from '../../lib/tool-result.ts'
import { readOrderDay } from '../../store/queries/orders/find-orders.ts'
import { readWatchList } from '../../store/queries/risk/read-review-decisions.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { periodInData } from '../population/period-in-data.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { orderRiskDefinitions } from './definitions.ts'
import { presentOrderRisk } from './present-order-risk.ts'
import { riskThresholds } from './risk-thresholds.ts'
import { scoreDrift, type ScoreDrift } from './score-drift.ts'
import { scorePeriod, type ScoredPeriod } from './score-period.ts'

export interface AssessOrdersInput {
  readonly period?: PeriodInput | undefined
  /** This one alone, suspicious or not, among the orders of its day. */
  readonly order_id?: string | undefined
  readonly limit?: number | undefined
}

export type RiskTier = 'high' | 'medium' | 'low'

export interface FlaggedOrder {
  readonly order_id: string
  /** Null where others read along. */
  readonly customer_id: string | null
  readonly ordered_at: string
  readonly gross_minor: number
  readonly status: string
  readonly score: number
  readonly tier: RiskTier
  /** The largest first; with the base they sum to the log-odds of the score. */
  readonly reasons: readonly { readonly signal: OrderSignal; readonly points: number }[]
  /** What a review found: pending, legitimate, fraud, abuse; null before one. */
  readonly review: string | null
  /** The account is limited, or the order held, by an approved proposal. */
  readonly watched: boolean
}

export interface AssessOrdersData {
  readonly assessed: number
  readonly flagged: readonly FlaggedOrder[]
  readonly tiers: readonly {
    readonly tier: RiskTier
    readonly from: number
    readonly orders: number
    readonly value_minor: number
  }[]
  /** Share of the shop's orders of all times that score medium or higher. */
  readonly usual_share: number
  readonly flagged_share: number
  /** What reviews say of the scores; null before any. */
  readonly reviewed: {
    readonly abnormal: number
    readonly ordinary: number
    /** Of reviewed orders at the high tier, and of abnormal ones, by these scores. */
    readonly precision: number | null
    readonly recall: number | null
    /** Orders at the high tier that a review found legitimate. */
    readonly false_alarms: number
    readonly learnt: boolean
  } | null
  /** How far the scores of the period are from the usual ones; null for too few orders to tell. */
  readonly drift: ScoreDrift | null
}

const LISTED = 20
const USUAL_PERIOD = 'last_7_days'

/**
 * Orders that look abnormal, each with the signals that raised it. They are for somebody to look at: nothing is blocked, and
 * what the review finds is recorded and learnt from.
 */
export async function assessOrders({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: AssessOrdersInput
}): Promise<ServiceResult<AssessOrdersData>> {
  authorise(ctx, 'read:customers')
  const period = periodOf(ctx, input)
  const found = await scorePeriod(ctx, period)
  const thresholds = riskThresholds(ctx)
  const tierOf = (score: number): RiskTier =>
    score >= thresholds.high ? 'high' : score >= thresholds.medium ? 'medium' : 'low'
  const watch = readWatchList(ctx.store)
  const flagged = found.rows
    .filter((row) =>
      input.order_id === undefined
        ? (found.scored.score[row] ?? 0) >= thresholds.medium
        : found.orders.ids[row] === input.order_id,
    )
    .toSorted((a, b) => (found.scored.score[b] ?? 0) - (found.scored.score[a] ?? 0) || a - b)
    .map((row) => describeOrder(ctx, found, row, tierOf, watch))
  const suspicious = found.rows.filter((row) => (found.scored.score[row] ?? 0) >= thresholds.medium).length
  const data: AssessOrdersData = {
    assessed: found.rows.length,
    flagged: flagged.slice(0, input.limit ?? flagged.length),
    tiers: tiersOf(found, thresholds, tierOf),
    usual_share: shareAbove(found.shop.usualScores, thresholds.medium),
    flagged_share: found.rows.length === 0 ? 0 : suspicious / found.rows.length,
    reviewed: judgeReviews(found, thresholds.high),
    drift: scoreDrift(found),
  }
  const { orders } = found.shop.baseline
  const gate: Gate | null =
    orders >= LEAST_ORDERS
      ? null
      : {
          failed: 'orders to learn what is usual from',
          have: orders,
          need: LEAST_ORDERS,
          pooled_estimate: null,
          opens_on: null,
        }
  return {
    data,
    ...presentOrderRisk(ctx, { data, found: suspicious, listed: LISTED, thresholds, period }),
    evidence: {
      period: { from: dateOfDay(period.fromDay), to: dateOfDay(period.toDay), name: period.name },
      population: say(ctx, 'orders placed in the period, cancelled ones too', '时段内的订单，含已取消的'),
      rows_used: found.rows.length,
      rows_left_out: {},
      definition: orderRiskDefinitions[ctx.language],
      method: found.learnt.learnt
        ? say(
            ctx,
            'rules and isolation forest, weights learnt from reviews by logistic regression',
            '规则与孤立森林，权重由人工复核经逻辑回归学得',
          )
        : say(ctx, 'rules and isolation forest, weights as the rules have them', '规则与孤立森林，采用规则自带的权重'),
      model: null,
      sql: [],
    },
    gate,
    warnings: [
      ...(gate === null
        ? []
        : [
            say(
              ctx,
              'with so few orders only bursts, places and devices can stand out',
              '订单太少，只有集中下单、地点和设备方面的异常才能看出来',
            ),
          ]),
      ...(data.drift?.drifted === true
        ? [
            say(
              ctx,
              'scores are spread unlike the usual ones: what is usual in the shop may have changed',
              '评分的分布与平时不同：店铺的常态可能已经改变',
            ),
          ]
        : []),
    ],
    suggestions: [],
  }
}

/** The period asked for, or the day of the one order that is. */
function periodOf(ctx: ServiceContext, { order_id: orderId, period }: AssessOrdersInput): Period {
  if (orderId === undefined) return periodInData(period ?? USUAL_PERIOD, ctx.frame, 'period')
  const day = readOrderDay(ctx.store, orderId, ctx.asOf.until)
  if (day === undefined) throw new NotFoundError('order', orderId, { details: { reason_code: 'not_available' } })
  return periodInData(dateOfDay(day), ctx.frame, 'period')
}

function describeOrder(
  ctx: ServiceContext,
  { orders, scored, reviews }: ScoredPeriod,
  row: number,
  tierOf: (score: number) => RiskTier,
  watch: ReturnType<typeof readWatchList>,
): FlaggedOrder {
  const id = orders.ids[row] ?? ''
  const customerId = orders.customerIds[row] ?? null
  const score = scored.score[row] ?? 0
  return {
    order_id: id,
    customer_id: ctx.actor.sharedChannel ? null : customerId,
    ordered_at: new Date(orders.columns.at[row] ?? 0).toISOString(),
    gross_minor: orders.columns.grossMinor[row] ?? 0,
    status: orders.status[row] ?? '',
    score,
    tier: tierOf(score),
    reasons: ORDER_SIGNALS.map((signal) => ({ signal, points: scored.points[signal][row] ?? 0 }))
      .filter(({ points }) => points > 0)
      .toSorted((a, b) => b.points - a.points),
    review: reviews.get(id)?.decision ?? null,
    watched: watch.orderIds.has(id) || (customerId !== null && watch.customerIds.has(customerId)),
  }
}

function tiersOf(
  { rows, scored, orders }: ScoredPeriod,
  thresholds: { readonly medium: number; readonly high: number },
  tierOf: (score: number) => RiskTier,
): AssessOrdersData['tiers'] {
  const from = { high: thresholds.high, medium: thresholds.medium, low: 0 }
  const counts = { high: 0, medium: 0, low: 0 }
  const values = { high: 0, medium: 0, low: 0 }
  for (const row of rows) {
    const tier = tierOf(scored.score[row] ?? 0)
    counts[tier] += 1
    values[tier] += orders.columns.grossMinor[row] ?? 0
  }
  return (['high', 'medium', 'low'] as const).map((tier) => ({
    tier,
    from: from[tier],
    orders: counts[tier],
    value_minor: values[tier],
  }))
}

function shareAbove(ascending: Float64Array, threshold: number): number {
  let count = 0
  for (const score of ascending) if (score >= threshold) count += 1
  return ascending.length === 0 ? 0 : count / ascending.length
}

/** Precision and recall of the high tier among reviewed orders that were scored here. */
function judgeReviews({ orders, scored, reviews, learnt }: ScoredPeriod, high: number): AssessOrdersData['reviewed'] {
  const reviewed = [...reviews.values()].filter(({ decision }) => decision !== 'pending')
  if (reviewed.length === 0) return null
  let [hits, alarms, abnormal] = [0, 0, 0]
  for (const [row, id] of orders.ids.entries()) {
    const decision = reviews.get(id)?.decision
    if (decision === undefined || decision === 'pending') continue
    const isHigh = (scored.score[row] ?? 0) >= high
    if (decision !== 'legitimate') abnormal += 1
    if (isHigh) alarms += 1
    if (isHigh && decision !== 'legitimate') hits += 1
  }
  return {
    abnormal: learnt.abnormal,
    ordinary: learnt.ordinary,
    precision: alarms === 0 ? null : hits / alarms,
    recall: abnormal === 0 ? null : hits / abnormal,
    false_alarms: alarms - hits,
    learnt: learnt.learnt,
  }
}

export { ORDER_SIGNALS }
