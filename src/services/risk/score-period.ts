import { setImmediate } from 'node:timers/promises'
import { measureOrders } from '../../compute/anomaly/order-measures.ts'
import { scoreOrders, type ScoredOrders } from '../../compute/anomaly/score-orders.ts'
import { inTurns } from '../../lib/in-turns.ts'
import type { DayRange } from '../../store/queries/customers/valid-as-of.ts'
import { readReviewDecisions, type ReviewDecisionRow } from '../../store/queries/risk/read-review-decisions.ts'
import { readRiskOrders, readRiskOrdersOf } from '../../store/queries/risk/read-risk-orders.ts'
import { learnWeights, type LearntWeights } from './learn-weights.ts'
import { loadOrderColumns, type LoadedOrders } from './load-order-columns.ts'
import { shopBaseline, type FreshOrders, type RiskFrame, type ShopBaseline } from './order-baseline.ts'

export interface ScoredPeriod {
  readonly orders: LoadedOrders
  readonly scored: ScoredOrders
  /** Rows of orders within the period. */
  readonly rows: readonly number[]
  readonly learnt: LearntWeights
  readonly reviews: ReadonlyMap<string, ReviewDecisionRow>
  readonly shop: ShopBaseline
}

/** Most of a shop's history is read as one, parts of it by customer. */
const WHOLE_DAYS = 120

/**
 * Scores the orders of a period with all that is known of their customers, against what is usual in the shop.
 *
 * @param period - half-open local days; null for all
 */
export async function scorePeriod(ctx: RiskFrame, period: DayRange | null): Promise<ScoredPeriod> {
  const shop = await shopBaseline(ctx)
  const { until } = ctx.asOf
  const reviews = readReviewDecisions(ctx.store, Math.max(until, ctx.clock() + 1))
  const teaches = [...reviews.values()].some(({ decision }) => decision !== 'pending')
  const whole = period === null || teaches || period.toDay - period.fromDay > WHOLE_DAYS
  const { orders, measures } = whole && shop.fresh !== null ? shop.fresh : await readOrders(ctx, whole ? null : period)
  const plain = await inTurns(scoreOrders(measures, shop.baseline))
  const learnt = learnWeights(plain, labelsOf(orders, reviews))
  const scored = learnt.learnt ? await inTurns(scoreOrders(measures, shop.baseline, learnt)) : plain
  const { zone } = ctx.shop
  const [from, to] =
    period === null
      ? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
      : [zone.startOfDay(period.fromDay), zone.startOfDay(period.toDay)]
  const rows: number[] = []
  const instants = orders.columns.at
  for (let row = 0; row < instants.length; row += 1) {
    const at = instants[row] as number
    if (at >= from && at < to) rows.push(row)
  }
  await setImmediate()
  return { orders, scored, rows, learnt, reviews, shop }
}

async function readOrders(ctx: RiskFrame, period: DayRange | null): Promise<FreshOrders> {
  const { until } = ctx.asOf
  const pages =
    period === null
      ? readRiskOrders(ctx.store, until)
      : [readRiskOrdersOf(ctx.store, { until, fromDay: period.fromDay, toDay: period.toDay })]
  const orders = await loadOrderColumns(ctx, pages)
  return { orders, measures: await inTurns(measureOrders(orders.columns)) }
}

function labelsOf(
  { ids }: LoadedOrders,
  reviews: ReadonlyMap<string, ReviewDecisionRow>,
): { readonly row: number; readonly abnormal: boolean }[] {
  if (reviews.size === 0) return []
  return ids.flatMap((id, row) => {
    const decision = reviews.get(id)?.decision
    if (decision === undefined || decision === 'pending') return []
    return [{ row, abnormal: decision !== 'legitimate' }]
  })
}
