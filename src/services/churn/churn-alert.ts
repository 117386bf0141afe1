import type { ValueTier } from '../../compute/segments/value-tiers.ts'
import { readStampedRow } from '../../store/queries/customers/read-stamped-row.ts'
import type { ServiceContext } from '../context.ts'
import type { RescoredCustomer } from './rescore-customers.ts'

/** "Tell me when a VIP passes 70 %": a probability that is crossed upwards, by customers of these value tiers. */
export interface ChurnAlertRule {
  readonly id: string
  /** Empty: everybody. */
  readonly valueTiers: readonly ValueTier[]
  /** 0..1 */
  readonly threshold: number
}

export interface FiredAlert extends RescoredCustomer {
  readonly ruleId: string
}

/**
 * The alerts that new scores fire. A rule fires when a customer crosses its threshold from below, once: who stays above is
 * not told again, and who had no score yet counts as having been below.
 */
export const firedAlerts = (
  { store, defaultAsOf }: Pick<ServiceContext, 'store' | 'defaultAsOf'>,
  customers: readonly RescoredCustomer[],
  rules: readonly ChurnAlertRule[],
): readonly FiredAlert[] =>
  rules.flatMap(({ id, valueTiers, threshold }) =>
    customers
      .filter(({ before, after }) => after >= threshold && (before ?? 0) < threshold)
      .filter(({ customerId }) => {
        if (valueTiers.length === 0) return true
        const tier = readStampedRow(store, customerId, defaultAsOf.until)?.valueTier
        return valueTiers.some((wanted) => wanted === tier)
      })
      .map((customer) => ({ ...customer, ruleId: id })),
  )
