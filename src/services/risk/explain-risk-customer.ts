import {
  CUSTOMER_BASE,
  CUSTOMER_SIGNALS,
  type CustomerRiskMeasures,
  type CustomerSignal,
} from '../../compute/anomaly/score-customers.ts'
import { NotFoundError } from '../../lib/errors.ts'
import type { ContributionRow } from '../churn/explain-churn-customer.ts'
import type { RiskFrame } from './order-baseline.ts'
import type { RiskParameters } from './risk-parameters.ts'
import { scoreOwnRisk } from './score-own-risk.ts'

/** What each signal was read from: counts, or a share of units or orders. */
const READ_FROM: Readonly<Record<CustomerSignal, (measures: CustomerRiskMeasures) => number>> = {
  orders: ({ highOrders, mediumOrders }) => highOrders + mediumOrders,
  confirmed: ({ confirmed }) => confirmed,
  returns: ({ returnShare }) => returnShare,
  coupons: ({ couponOrders, orders }) => couponOrders / orders,
  complaints: ({ complaints }) => complaints,
  reviews: ({ lowReviews, reviews }) => (reviews === 0 ? 0 : lowReviews / reviews),
}

/** What made one account's risk: base + all contributions = score in log-odds, largest first. */
export function explainRiskCustomer(
  ctx: RiskFrame,
  parameters: RiskParameters,
  customerId: string,
): {
  readonly customer_id: string
  readonly score: number
  readonly base: number
  readonly probability: number
  readonly contributions: readonly ContributionRow[]
} {
  const [scored] = scoreOwnRisk(ctx, parameters, [customerId])
  if (scored === undefined) {
    throw new NotFoundError('buyer', customerId, {
      hint: 'Only who ordered within the last 365 days is scored for risk.',
    })
  }
  const contributions = CUSTOMER_SIGNALS.map((signal) => ({
    feature: `risk_${signal}`,
    value: READ_FROM[signal](scored.measures),
    contribution: scored.points[signal],
  })).toSorted((a, b) => b.contribution - a.contribution)
  return {
    customer_id: customerId,
    score: contributions.reduce((sum, { contribution }) => sum + contribution, CUSTOMER_BASE),
    base: CUSTOMER_BASE,
    probability: scored.score,
    contributions,
  }
}
