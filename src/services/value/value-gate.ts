import type { CustomerFeatures } from '../../features/customer-features.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import { toMajor } from '../../lib/money.ts'
import type { Gate } from '../../lib/tool-result.ts'
import { firstPurchaseDay, repeatBuyers } from './value-histories.ts'

/** Buyers with a second purchase day, without whom rates and order values are guesses. */
export const REPEAT_BUYERS_NEEDED = 500
/** Days of history in which a rhythm can show. */
export const HISTORY_NEEDED = 180
/** A shop that took no order for so long has no next one to predict. */
export const SILENT_DAYS = 90
const RATE_DAYS = 90
const FURTHEST_DAYS = 3650
const YEAR = 365
const Z95 = 1.959964

/**
 * Why the facts do not carry predictions of value as of the features' instant; null when they do. Says what is there
 * instead, and when that should change at the present rate.
 *
 * @param earlier - features of an earlier day, for the pooled estimate: what its buyers brought since
 */
export function gateValue(features: CustomerFeatures, earlier: CustomerFeatures | null, currency: string): Gate | null {
  const { asOf, purchases } = features
  const { days } = purchases
  const last = days.reduce((latest, day) => Math.max(latest, day), Number.NEGATIVE_INFINITY)
  const estimate = earlier === null ? null : pooledEstimate(features, earlier, currency)
  if (days.length > 0 && asOf.day - last >= SILENT_DAYS) {
    const failed = `orders_in_the_last_${SILENT_DAYS}_days`
    const nothing = { value: 0, unit: currency, interval: [0, 0] } as const
    return { failed, have: 0, need: 1, pooled_estimate: nothing, opens_on: null }
  }
  const history = days.length === 0 ? 0 : asOf.day - firstPurchaseDay(features) + 1
  const repeat = repeatBuyers(features)
  const enoughHistory = history === 0 ? null : asOf.day + Math.max(0, HISTORY_NEEDED - history)
  const gate = (failed: string, have: number, need: number, opens: number | null): Gate => ({
    failed,
    have,
    need,
    pooled_estimate: estimate,
    opens_on: opens === null || opens - asOf.day > FURTHEST_DAYS ? null : dateOfDay(opens),
  })
  if (repeat < REPEAT_BUYERS_NEEDED) {
    const rate = newRepeatBuyers(features) / Math.min(RATE_DAYS, Math.max(1, history))
    const wait = rate > 0 ? Math.ceil((REPEAT_BUYERS_NEEDED - repeat) / rate) : null
    const opens = wait === null || enoughHistory === null ? null : Math.max(asOf.day + wait, enoughHistory)
    return gate('buyers_with_two_orders', repeat, REPEAT_BUYERS_NEEDED, opens)
  }
  return history < HISTORY_NEEDED ? gate('days_of_history', history, HISTORY_NEEDED, enoughHistory) : null
}

/** Customers whose second purchase day lies within the last days. */
function newRepeatBuyers({ asOf, purchases: { days, offsets } }: CustomerFeatures): number {
  let count = 0
  for (let i = 0; i + 1 < offsets.length; i += 1) {
    const second = (offsets[i] ?? 0) + 1
    if (second < (offsets[i + 1] ?? 0) && (days[second] ?? 0) > asOf.day - RATE_DAYS) count += 1
  }
  return count
}

/** How far back the pooled estimate looks: a year, or half of a shorter history; null when that is under a month. */
export function pooledDays(features: CustomerFeatures): number | null {
  if (features.purchases.days.length === 0) return null
  const days = Math.min(YEAR, Math.floor((features.asOf.day - firstPurchaseDay(features)) / 2))
  return days >= 30 ? days : null
}

/** Net revenue of 12 months per buyer of an earlier day, with the 95 % interval of that mean. */
function pooledEstimate(
  features: CustomerFeatures,
  earlier: CustomerFeatures,
  currency: string,
): Gate['pooled_estimate'] {
  const days = features.asOf.day - earlier.asOf.day
  let [n, sum, squares] = [0, 0, 0]
  for (let i = 0; i < earlier.size; i += 1) {
    if ((earlier.purchaseDays[i] ?? 0) === 0) continue
    const position = features.positionOf(earlier.customerIds[i] ?? '')
    const brought = (((features.netMinor[position] ?? 0) - (earlier.netMinor[i] ?? 0)) * YEAR) / days
    n += 1
    sum += brought
    squares += brought * brought
  }
  if (n < 2) return null
  const mean = sum / n
  const margin = Z95 * Math.sqrt(Math.max(0, squares / n - mean * mean) / (n - 1))
  return {
    value: toMajor(mean, currency),
    unit: currency,
    interval: [toMajor(Math.max(0, mean - margin), currency), toMajor(mean + margin, currency)],
  }
}
