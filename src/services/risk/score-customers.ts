import { scoreCustomer, type CustomerRisk, type CustomerRiskMeasures } from '../../compute/anomaly/score-customers.ts'
import { readVoiceCounts, type VoiceCounts } from '../../store/queries/risk/read-voice-counts.ts'
import { riskThresholds, type RiskThresholds } from './risk-thresholds.ts'
import type { RiskFrame } from './order-baseline.ts'
import { scorePeriod, type ScoredPeriod } from './score-period.ts'

export interface ScoredCustomer extends CustomerRisk {
  readonly customerId: string
  readonly measures: CustomerRiskMeasures
}

export const RISK_DAYS = 365

type Counts = { -readonly [Name in keyof CustomerRiskMeasures]: CustomerRiskMeasures[Name] }

/** Everybody who ordered within the year, with what speaks against the account. */
export async function scoreCustomers(ctx: RiskFrame): Promise<readonly ScoredCustomer[]> {
  const toDay = ctx.asOf.day + 1
  const fromDay = toDay - RISK_DAYS
  const period = await scorePeriod(ctx, { fromDay, toDay })
  const voices = readVoiceCounts(ctx.store, ctx.shop.zone.startOfDay(fromDay), ctx.asOf.until)
  return tallyCustomers(period, riskThresholds(ctx), voices)
}

/** Sums scored orders of a year up by customer, and scores the accounts. */
export function tallyCustomers(
  { orders, scored, rows, reviews }: Pick<ScoredPeriod, 'orders' | 'scored' | 'rows' | 'reviews'>,
  { medium, high }: RiskThresholds,
  voices: ReadonlyMap<string, VoiceCounts>,
): readonly ScoredCustomer[] {
  const counts = new Map<string, Counts>()
  for (const row of rows) {
    const id = orders.customerIds[row]
    if (id === null || id === undefined) continue
    const voice = voices.get(id) ?? { complaints: 0, reviews: 0, lowReviews: 0 }
    const own = counts.get(id) ?? {
      orders: 0,
      highOrders: 0,
      mediumOrders: 0,
      confirmed: 0,
      returnShare: orders.columns.returnShare[row] ?? 0,
      couponOrders: 0,
      ...voice,
    }
    counts.set(id, own)
    const decision = reviews.get(orders.ids[row] ?? '')?.decision
    const score = scored.score[row] ?? 0
    own.orders += 1
    own.couponOrders += orders.columns.hasCoupon[row] ?? 0
    if (decision === 'fraud' || decision === 'abuse') own.confirmed += 1
    // What a review found to be ordinary speaks against nobody any more.
    else if (decision !== 'legitimate' && score >= high) own.highOrders += 1
    else if (decision !== 'legitimate' && score >= medium) own.mediumOrders += 1
  }
  return [...counts].map(([customerId, measures]) => ({ customerId, measures, ...scoreCustomer(measures) }))
}
