import { measureOrders } from '../../compute/anomaly/order-measures.ts'
import { scoreOrders } from '../../compute/anomaly/score-orders.ts'
import { atOnce } from '../../lib/in-turns.ts'
import { readReviewDecisions } from '../../store/queries/risk/read-review-decisions.ts'
import { readReturnShares, readRiskOrdersOfCustomers } from '../../store/queries/risk/read-risk-orders.ts'
import { readVoiceCounts } from '../../store/queries/risk/read-voice-counts.ts'
import { orderColumns } from './load-order-columns.ts'
import type { RiskFrame } from './order-baseline.ts'
import { unpackBaseline, type RiskParameters } from './risk-parameters.ts'
import { riskThresholds } from './risk-thresholds.ts'
import { RISK_DAYS, tallyCustomers, type ScoredCustomer } from './score-customers.ts'

/**
 * The risk of these customers by a stored model, from their own rows alone: a few look-ups each, whatever the size of the
 * shop. Who did not order within the year is absent.
 */
export function scoreOwnRisk(
  ctx: RiskFrame,
  parameters: RiskParameters,
  customerIds: readonly string[],
): readonly ScoredCustomer[] {
  const { store, shop, asOf } = ctx
  const { add, finish } = orderColumns(shop.zone)
  add(readRiskOrdersOfCustomers(store, asOf.until, customerIds))
  const orders = finish(readReturnShares(store, asOf.until, customerIds))
  const measures = atOnce(measureOrders(orders.columns))
  const scored = atOnce(scoreOrders(measures, unpackBaseline(parameters), parameters))
  const from = shop.zone.startOfDay(asOf.day + 1 - RISK_DAYS)
  const rows = orders.ids.flatMap((_id, row) => ((orders.columns.at[row] ?? 0) >= from ? [row] : []))
  const reviews = readReviewDecisions(store, Math.max(asOf.until, ctx.clock() + 1))
  const voices = readVoiceCounts(store, from, asOf.until, customerIds)
  return tallyCustomers({ orders, scored, rows, reviews }, riskThresholds(ctx), voices)
}
