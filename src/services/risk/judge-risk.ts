import { asOfEndOfDay } from '../../lib/as-of.ts'
import { profilingRefusers } from '../customers/profiling-consent.ts'
import type { RiskFrame } from './order-baseline.ts'
import { riskThresholds } from './risk-thresholds.ts'
import { scoreCustomers, type ScoredCustomer } from './score-customers.ts'
import { scorePeriod } from './score-period.ts'

/** Days that follow a score and tell whether it was right. */
export const RISK_JUDGED_DAYS = 90

export interface JudgedRisk {
  readonly cutDay: number
  /** Scored at the cut-off, and buyers again since. */
  readonly customers: readonly ScoredCustomer[]
  /** 1 = an order since is at risk, or was found to be fraud or abuse. */
  readonly outcome: Uint8Array
}

/** Scores of 90 days ago, by what was known then, against the orders that have followed. */
export async function judgeRisk(ctx: RiskFrame): Promise<JudgedRisk> {
  const cutDay = ctx.asOf.day - RISK_JUDGED_DAYS
  const asOf = asOfEndOfDay(cutDay, ctx.shop.zone)
  const scored = await scoreCustomers({ ...ctx, asOf, clock: () => asOf.until - 1 })
  const since = await scorePeriod(ctx, { fromDay: cutDay + 1, toDay: ctx.asOf.day + 1 })
  const { medium } = riskThresholds(ctx)
  const outcomes = new Map<string, 0 | 1>()
  for (const row of since.rows) {
    const id = since.orders.customerIds[row]
    if (id === null || id === undefined) continue
    const decision = since.reviews.get(since.orders.ids[row] ?? '')?.decision
    const isRisky =
      decision === 'fraud' ||
      decision === 'abuse' ||
      (decision !== 'legitimate' && (since.scored.score[row] ?? 0) >= medium)
    outcomes.set(id, isRisky ? 1 : (outcomes.get(id) ?? 0))
  }
  const refusers = profilingRefusers(ctx)
  const customers = scored.filter(({ customerId }) => outcomes.has(customerId) && !refusers.has(customerId))
  return { cutDay, customers, outcome: Uint8Array.from(customers, ({ customerId }) => outcomes.get(customerId) ?? 0) }
}
