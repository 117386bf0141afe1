import { wilsonInterval } from '../../compute/stats/wilson-interval.ts'
import type { CustomerFeatures } from '../../features/customer-features.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Gate } from '../../lib/tool-result.ts'
import { POPULATION_DAYS } from './churn-source.ts'
import { daysNeeded } from './churn-cut-offs.ts'

/** Buyers with two orders that a churn model needs to learn a rhythm from. */
export const REPEAT_BUYERS_NEEDED = 500
/** Days over which the present rate of new repeat buyers is measured. */
const RATE_DAYS = 90
/** A forecast further off than this says nothing. */
const FURTHEST_DAYS = 3650
/** Beyond it the shop itself is silent, and the silence of a customer tells nothing about the customer. */
const closedAfter = (horizonDays: number): number => Math.max(30, Math.round(horizonDays / 2))

/**
 * Why the facts do not carry a churn model as of the features' instant; null when they may. Says what is there instead, and
 * when that should change at the present rate.
 */
export function gateChurn(features: CustomerFeatures, horizonDays: number): Gate | null {
  const { purchases, asOf } = features
  const { days, offsets } = purchases
  const pooled = pooledEstimate(features, asOf.day, horizonDays)
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (let i = 0; i < days.length; i++) {
    const day = days[i] as number
    if (day < first) first = day
    if (day > last) last = day
  }
  if (days.length > 0 && asOf.day - last >= closedAfter(horizonDays)) {
    const failed = `orders_in_the_last_${closedAfter(horizonDays)}_days`
    return { failed, have: 0, need: 1, pooled_estimate: pooled, opens_on: null }
  }
  const historyDays = days.length === 0 ? 0 : asOf.day - first + 1
  const need = daysNeeded(horizonDays)
  const enoughDays = historyDays === 0 ? null : asOf.day + need - historyDays
  const repeat = features.frequency.reduce((count, orders) => count + (orders >= 2 ? 1 : 0), 0)
  if (repeat < REPEAT_BUYERS_NEEDED) {
    const before = countRepeatBuyers(days, offsets, asOf.day - RATE_DAYS)
    const rate = (countRepeatBuyers(days, offsets, asOf.day) - before) / Math.min(RATE_DAYS, Math.max(1, historyDays))
    const wait = rate > 0 ? Math.ceil((REPEAT_BUYERS_NEEDED - repeat) / rate) : Number.POSITIVE_INFINITY
    const opens = wait > FURTHEST_DAYS ? null : dateOfDay(Math.max(asOf.day + wait, enoughDays ?? 0))
    return {
      failed: 'buyers_with_two_orders',
      have: repeat,
      need: REPEAT_BUYERS_NEEDED,
      pooled_estimate: pooled,
      opens_on: opens,
    }
  }
  if (historyDays >= need) return null
  return {
    failed: 'days_of_history',
    have: historyDays,
    need,
    pooled_estimate: pooled,
    opens_on: enoughDays === null ? null : dateOfDay(enoughDays),
  }
}

/** The gate of a shop in which nearly everybody does the same within the horizon: there is nothing to tell apart. */
export const gateOneOutcome = (features: CustomerFeatures, horizonDays: number, rarer: number): Gate => ({
  failed: 'customers_with_the_rarer_outcome',
  have: rarer,
  need: RARER_NEEDED,
  pooled_estimate: pooledEstimate(features, features.asOf.day, horizonDays),
  opens_on: null,
})

/** Customers who stayed, and who left, that each stage must have seen. */
export const RARER_NEEDED = 50

/** Customers whose second purchase day was no later than a day. */
function countRepeatBuyers(days: Int32Array, offsets: Int32Array, until: number): number {
  let count = 0
  for (let i = 0; i + 1 < offsets.length; i++) {
    const second = (offsets[i] as number) + 1
    if (second < (offsets[i + 1] as number) && (days[second] as number) <= until) count += 1
  }
  return count
}

/**
 * Share of the buyers of one horizon ago who have not bought since, with its 95 % interval; without anybody to count, the
 * whole range.
 */
function pooledEstimate(
  { purchases: { days, offsets } }: CustomerFeatures,
  asOfDay: number,
  horizonDays: number,
): NonNullable<Gate['pooled_estimate']> {
  const cut = asOfDay - horizonDays
  let there = 0
  let silent = 0
  for (let i = 0; i + 1 < offsets.length; i++) {
    const to = offsets[i + 1] as number
    let lastBefore = to - 1
    while (lastBefore >= (offsets[i] as number) && (days[lastBefore] as number) > cut) lastBefore -= 1
    if (lastBefore < (offsets[i] as number) || cut - (days[lastBefore] as number) > POPULATION_DAYS) continue
    there += 1
    if (lastBefore === to - 1) silent += 1
  }
  if (there === 0) return { value: 0.5, unit: 'ratio', interval: [0, 1] }
  return { value: silent / there, unit: 'ratio', interval: wilsonInterval(silent, there) }
}
