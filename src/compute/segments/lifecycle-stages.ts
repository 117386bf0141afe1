import type { PurchaseDays } from './purchase-gaps.ts'

/** Every customer is in exactly one; growing and mature together are `active`. */
export const LIFECYCLE_STAGES = ['prospect', 'new', 'growing', 'mature', 'at_risk', 'dormant', 'churned'] as const
export type LifecycleStage = (typeof LIFECYCLE_STAGES)[number]

/** Silence in expected gaps up to which a customer is active, at risk, dormant; beyond, churned. */
export const ACTIVE_GAPS = 1
export const AT_RISK_GAPS = 2
export const DORMANT_GAPS = 3
/** A first purchase makes a customer new for this long. */
export const NEW_DAYS = 30
/** Purchase days from which an active customer is mature. */
export const MATURE_PURCHASE_DAYS = 5
/** How long a return after a long silence counts as won back. */
export const WON_BACK_DAYS = 90
/** How many of the shop's median gaps a customer's own gaps are mixed with. */
const PRIOR_GAPS = 2
/** Used while nobody has bought twice: the month in which a customer counts as new. */
const GAP_WITHOUT_EVIDENCE = NEW_DAYS

export interface Lifecycle {
  /** Index into `LIFECYCLE_STAGES`. */
  readonly stage: Uint8Array
  /** 1 = ordered within the last 90 days after a silence beyond three expected gaps; a mark beside the stage. */
  readonly wonBack: Uint8Array
  /** Days until the next order is due, by the customer's own gaps mixed with the shop's median; NaN for a prospect. */
  readonly expectedGapDays: Float64Array
}

/**
 * Lifecycle stage of each customer: how long the silence is, measured in the customer's own expected gap.
 *
 * The expected gap is (sum of own gaps + 2 x shop median gap) / (own gaps + 2), so that one quick second order does not
 * make a customer overdue next week. Silence up to 1x is active (growing, or mature from five purchase days), up to 2x
 * at risk, up to 3x dormant, beyond churned. For "won back" the gap expected just before the silence is used: the
 * silence itself would otherwise stretch the yardstick that it is measured with.
 *
 * @param purchases - purchase days of n customers, none later than `asOfDay`
 * @param populationMedianGapDays - of the shop; null when nobody has bought on two days
 * @param asOfDay - local day number
 * @returns arrays of length n
 * @example
 * // One purchase 45 days ago where the median gap is 30: 1.5 expected gaps of silence.
 * lifecycleStages({ offsets: Int32Array.of(0, 1), days: Int32Array.of(55) }, 30, 100)
 * // => stage [4] (at_risk), wonBack [0], expectedGapDays [30]
 * Time O(purchase days), memory O(n).
 */
export function lifecycleStages(
  { offsets, days }: PurchaseDays,
  populationMedianGapDays: number | null,
  asOfDay: number,
): Lifecycle {
  const customers = offsets.length - 1
  const prior = PRIOR_GAPS * (populationMedianGapDays ?? GAP_WITHOUT_EVIDENCE)
  const stage = new Uint8Array(customers)
  const wonBack = new Uint8Array(customers)
  const expectedGapDays = new Float64Array(customers).fill(Number.NaN)
  for (let customer = 0; customer < customers; customer++) {
    const from = offsets[customer] ?? 0
    const to = offsets[customer + 1] ?? 0
    if (to === from) continue
    const first = days[from] ?? 0
    const last = days[to - 1] ?? 0
    const expected = (last - first + prior) / (to - from - 1 + PRIOR_GAPS)
    expectedGapDays[customer] = expected
    stage[customer] = LIFECYCLE_STAGES.indexOf(stageOf(to - from, asOfDay - last, expected))
    for (let i = to - 1; i > from && (days[i] ?? 0) > asOfDay - WON_BACK_DAYS; i--) {
      const before = days[i - 1] ?? 0
      const expectedBefore = (before - first + prior) / (i - 1 - from + PRIOR_GAPS)
      if ((days[i] ?? 0) - before > DORMANT_GAPS * expectedBefore) {
        wonBack[customer] = 1
        break
      }
    }
  }
  return { stage, wonBack, expectedGapDays }
}

function stageOf(purchaseDays: number, recencyDays: number, expectedGapDays: number): LifecycleStage {
  if (purchaseDays === 1 && recencyDays <= NEW_DAYS) return 'new'
  if (recencyDays <= ACTIVE_GAPS * expectedGapDays) return purchaseDays >= MATURE_PURCHASE_DAYS ? 'mature' : 'growing'
  if (recencyDays <= AT_RISK_GAPS * expectedGapDays) return 'at_risk'
  return recencyDays <= DORMANT_GAPS * expectedGapDays ? 'dormant' : 'churned'
}
