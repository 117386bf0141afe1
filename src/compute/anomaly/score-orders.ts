import type { Steps } from '../../lib/in-turns.ts'
import { sigmoid } from '../linear/sigmoid.ts'
import { scoreIsolation } from './isolation-forest.ts'
import { isolationFeatures, type OrderBaseline } from './order-baseline.ts'
import type { OrderMeasures } from './order-measures.ts'

export const ORDER_SIGNALS = [
  'burst',
  'amount',
  'own_amount',
  'quantity',
  'hour',
  'new_region',
  'other_device',
  'many_payments',
  'return_abuse',
  'coupon_abuse',
  'isolation',
] as const
export type OrderSignal = (typeof ORDER_SIGNALS)[number]

/** Weight of each signal, learnt from reviews; 1 is what the rules say by themselves. */
export type SignalWeights = Readonly<Record<OrderSignal, number>>

export const RULE_WEIGHTS = Object.fromEntries(ORDER_SIGNALS.map((signal) => [signal, 1])) as SignalWeights

/** Log-odds of an order that shows nothing: one in two hundred is abnormal. */
export const BASE_LOG_ODDS = -5.3

export interface ScoredOrders {
  /** 0..1: how likely the order is abnormal, as far as rules can tell. */
  readonly score: Float64Array
  /** Log-odds that each signal adds; with the base they sum to the log-odds of the score. */
  readonly points: Readonly<Record<OrderSignal, Float64Array>>
}

/** A signal that every tenth order shows is no signal; one that one in a thousand shows counts in full. */
const rarity = (share: number): number => {
  const surprise = -Math.log(Math.max(1e-9, share))
  return Math.min(1, Math.max(0, (surprise - Math.log(10)) / Math.log(100)))
}

/** The forest adds 1.6 at most and flags no order alone: it is asked only where rules have said something. */
const WORTH_ISOLATING = 0.5

const ROWS_IN_A_TURN = 20_000
/** A hundred trees look at each of these. */
const FEATURED_IN_A_TURN = 1000

const capped = (value: number, most: number): number => Math.min(most, Math.max(0, value))

/**
 * Adds up what speaks against each order, in log-odds. What a shop sees every day counts little there: the weights of places,
 * devices and bursts fall with their share, hours count by how seldom anybody orders then.
 *
 * A high score is a reason to look, not a proof: gifts, firms and travellers look like thieves.
 *
 * @returns scores and points in the order of `measures`
 * Time O(n x signals) and the forest on the few that rules point to; memory O(n x signals).
 */
export function* scoreOrders(
  measures: OrderMeasures,
  baseline: OrderBaseline,
  { weights = RULE_WEIGHTS, base = BASE_LOG_ODDS }: { readonly weights?: SignalWeights; readonly base?: number } = {},
): Steps<ScoredOrders> {
  const n = measures.size
  const points = Object.fromEntries(ORDER_SIGNALS.map((signal) => [signal, new Float64Array(n)])) as Record<
    OrderSignal,
    Float64Array
  >
  const [common, rare] = baseline.isolationBounds
  const regionRarity = rarity(baseline.newRegionShare)
  const deviceRarity = rarity(baseline.otherDeviceShare / 10)
  const burstRarity = rarity(baseline.burstShare / 3)
  // No order is twenty times as rare at night as by day without it meaning something; small shops have empty hours by chance.
  const least = 1 / (baseline.orders + 24)
  const hourPoints = Array.from(
    baseline.hourShares,
    (share) => capped(Math.log(1 / 24 / Math.max(least, share)) - 1, 2) * (baseline.orders >= 24 * 20 ? 1 : 0),
  )
  const score = new Float64Array(n)
  const worth: number[] = []
  for (let i = 0; i < n; i += 1) {
    const burst = measures.burst[i] as number
    const own = measures.ownAmount[i] as number
    const overBound = (measures.amount[i] as number) - baseline.amountBound
    const isDear = (measures.amount[i] as number) > baseline.amountMedian
    const given: Record<OrderSignal, number> = {
      burst: burst >= 2 ? capped(3.5 + 1.2 * (burst - 1), 7) * burstRarity : burst * 0.8 * burstRarity,
      amount: capped((2.2 * overBound) / Math.LN2, 4),
      own_amount: isDear ? capped(0.8 * (own - 2), 2) : 0,
      quantity: capped(3 * Math.log2((measures.unitsPerLine[i] as number) / baseline.unitsBound), 4.5),
      hour: hourPoints[measures.hour[i] as number] ?? 0,
      new_region: 4.2 * (measures.newRegion[i] as number) * regionRarity,
      other_device:
        ((measures.otherDevice[i] as number) * 0.6 +
          (measures.newRegion[i] as number) * (measures.otherDevice[i] as number)) *
        deviceRarity,
      many_payments: capped(1.5 * ((measures.payments[i] as number) - 1), 3),
      return_abuse: capped(4 * ((measures.returnShare[i] as number) - 0.4), 1.5),
      coupon_abuse: capped(0.9 * ((measures.coupons[i] as number) - 1), 2.5),
      isolation: 0,
    }
    let sum = 0
    for (const signal of ORDER_SIGNALS) {
      const value = given[signal] * weights[signal]
      ;(points[signal] as Float64Array)[i] = value
      sum += value
    }
    score[i] = sum
    if (sum >= WORTH_ISOLATING) worth.push(i)
    if (i % ROWS_IN_A_TURN === ROWS_IN_A_TURN - 1) yield
  }
  if (baseline.forest !== null && rare > common) {
    for (let from = 0; from < worth.length; from += FEATURED_IN_A_TURN) {
      const some = worth.slice(from, from + FEATURED_IN_A_TURN)
      const unusual = scoreIsolation(baseline.forest, isolationFeatures(measures, baseline.hourShares, some))
      for (const [at, i] of some.entries()) {
        const value = capped((0.8 * ((unusual[at] as number) - common)) / (rare - common), 1.6) * weights.isolation
        points.isolation[i] = value
        score[i] = (score[i] as number) + value
      }
      yield
    }
  }
  for (let i = 0; i < n; i += 1) score[i] = sigmoid(base + (score[i] as number))
  return { score, points }
}
