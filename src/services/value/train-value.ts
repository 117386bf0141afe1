import { fitAliveShift } from '../../compute/lifetime/fit-alive-shift.ts'
import { fitBgNbd } from '../../compute/lifetime/fit-bg-nbd.ts'
import { fitParetoNbd } from '../../compute/lifetime/fit-pareto-nbd.ts'
import { forecastPurchases } from '../../compute/lifetime/forecast-purchases.ts'
import { fitGammaGamma } from '../../compute/lifetime/gamma-gamma.ts'
import type { PurchaseHistories } from '../../compute/lifetime/purchase-histories.ts'
import type { CustomerFeatures } from '../../features/customer-features.ts'
import { loadCustomerFeatures } from '../../features/load-customer-features.ts'
import { asOfEndOfDay } from '../../lib/as-of.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Training, TrainingFrame } from '../models/model-definition.ts'
import type { ReportCard } from '../models/report-card.ts'
import { readShopCosts } from '../../store/queries/models/read-shop-costs.ts'
import { judgeValue, type Judgement } from './judge-value.ts'
import { gateValue, pooledDays } from './value-gate.ts'
import { buyerHistories, firstPurchaseDay, repeatBuyers, type BuyerHistories } from './value-histories.ts'
import type { ValueParameters } from './value-parameters.ts'

/** A hold-out shorter than this, or with fewer repeat buyers before it, judges nothing. */
const SHORTEST_HOLD_OUT = 60
const REPEAT_BUYERS_TO_JUDGE = 100
const YEAR = 365
/** Costs must be known for this share of revenue before value is counted on margin. */
const COSTED_ENOUGH = 0.8
/** Fitted on at most so many customers, evenly taken: more would move the third digit and take minutes. */
const MOST_FITTED = 25_000

/** Learns how long customers stay, how often they buy and for how much; judged on the latest year, or half of the history. */
export async function trainValue(frame: TrainingFrame): Promise<Training<ValueParameters>> {
  const { store, shop, asOf } = frame
  await frame.checkpoint('features', 0)
  const features = loadCustomerFeatures(store, { asOf, shop })
  const at = (day: number) => loadCustomerFeatures(store, { asOf: asOfEndOfDay(day, shop.zone), shop })
  const lookBack = pooledDays(features)
  const gate = gateValue(features, lookBack === null ? null : at(asOf.day - lookBack), shop.currency)
  if (gate !== null) return { fitted: false, gate }

  await frame.checkpoint('holding out', 0.2)
  const days = Math.min(YEAR, Math.floor((asOf.day - firstPurchaseDay(features)) / 2))
  const cut = days >= SHORTEST_HOLD_OUT ? at(asOf.day - days) : null
  const plain = { aliveShift: 0, totalError: 0 }
  let judged: Judgement | null = null
  let aliveShift = 0
  if (cut !== null && repeatBuyers(cut) >= REPEAT_BUYERS_TO_JUDGE) {
    const before = { ...(await fitValue(frame, cut)), ...plain }
    // Judged as it stood before the outcome was known; what the outcome teaches serves from then on.
    judged = judgeValue(before, cut, features)
    // A whole year holds every season once; less would mistake a season for customers.
    if (days === YEAR) aliveShift = shiftOf(before, cut, features, days)
  }

  await frame.checkpoint('fitting', 0.5)
  const fitted = await fitValue(frame, features)
  const missed = judged === null ? 1 : Math.abs((judged.outOfTime['revenue_ratio'] ?? 2) - 1)
  const parameters: ValueParameters = {
    ...fitted,
    aliveShift,
    totalError: Math.max(missed, 1 / Math.sqrt(repeatBuyers(features))),
  }
  return { fitted: true, parameters, reportCard: reportCardOf(features, cut, judged, parameters), gate: null }
}

/** Everything that a cut-off's own facts say. */
async function fitValue(
  frame: TrainingFrame,
  features: CustomerFeatures,
): Promise<Omit<ValueParameters, 'aliveShift' | 'totalError'>> {
  const buyers = buyerHistories(features)
  const { parameters: pareto } = fitParetoNbd(thinned(buyers))
  await frame.checkpoint('order values', 0.4)
  const repeats = Array.from(buyers.frequency, (_, i) => i).filter(
    (i) => (buyers.frequency[i] ?? 0) > 0 && (buyers.values.mean[i] ?? 0) > 0,
  )
  const step = Math.ceil(repeats.length / MOST_FITTED)
  const fitted = step <= 1 ? repeats : repeats.filter((_, i) => i % step === 0)
  const pick = (column: Float64Array) => Float64Array.from(fitted, (i) => column[i] ?? 0)
  const values = fitGammaGamma({ orders: pick(buyers.values.orders), mean: pick(buyers.values.mean) })
  const gross = sum(buyers.grossMinor)
  const costs = readShopCosts(frame.store, features.asOf.until)
  const costedShare = costs.grossMinor === 0 ? 0 : costs.costedGrossMinor / costs.grossMinor
  return {
    pareto,
    gammaGamma: values.converged && values.parameters.q > 1 ? values.parameters : null,
    meanGrossMinor: gross / Math.max(1, sum(buyers.values.orders)),
    netShare: gross === 0 ? 1 : Math.max(0, sum(buyers.netMinor) / gross),
    marginShare: costedShare >= COSTED_ENOUGH ? 1 - costs.costMinor / costs.costedGrossMinor : null,
    costedShare,
  }
}

function shiftOf(
  { pareto }: Pick<ValueParameters, 'pareto'>,
  cut: CustomerFeatures,
  features: CustomerFeatures,
  days: number,
): number {
  const buyers = buyerHistories(cut)
  const { alive, any } = forecastPurchases(buyers, pareto, days)
  const bought = Float64Array.from(buyers.positions, (position) => {
    const now = features.positionOf(cut.customerIds[position] ?? '')
    const last = features.purchases.days[(features.purchases.offsets[now + 1] ?? 0) - 1] ?? 0
    return last > cut.asOf.day ? 1 : 0
  })
  return fitAliveShift({ alive, any, bought })
}

function thinned(buyers: BuyerHistories): PurchaseHistories {
  const step = Math.ceil(buyers.frequency.length / MOST_FITTED)
  const take = (column: Float64Array) => (step <= 1 ? column : column.filter((_, i) => i % step === 0))
  return { frequency: take(buyers.frequency), recency: take(buyers.recency), age: take(buyers.age) }
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0)

function reportCardOf(
  features: CustomerFeatures,
  cut: CustomerFeatures | null,
  judged: Judgement | null,
  { pareto, gammaGamma, aliveShift, marginShare, costedShare, totalError }: ValueParameters,
): ReportCard {
  const buyers = buyerHistories(features)
  const bg = fitBgNbd(thinned(buyers))
  return {
    model: 'value',
    trained_on: [dateOfDay(features.asOf.day)],
    tested_on: judged === null || cut === null ? null : dateOfDay(cut.asOf.day),
    n_train: buyers.frequency.length,
    n_test: judged?.customers ?? 0,
    training: {},
    out_of_time: judged?.outOfTime ?? {},
    baseline: {
      name: 'last 12 months carried on; (orders + 1) / (days since last + 1)',
      out_of_time: judged?.baseline ?? {},
    },
    candidates: judged?.candidates ?? [],
    chosen: {
      name: 'pareto_nbd + gamma_gamma',
      reason: 'by definition: BG/NBD gives every one-time buyer a P(alive) of 1 and so ranks nobody',
      reason_zh: '由定义决定：BG/NBD 给所有只买过一次的客户的 P(alive) 都是 1，因此无法排序',
    },
    importance: [],
    left_out: [],
    details: {
      hold_out_days: judged === null || cut === null ? null : features.asOf.day - cut.asOf.day,
      pareto_nbd: pareto,
      bg_nbd: bg.parameters,
      gamma_gamma: gammaGamma,
      alive_shift: aliveShift,
      margin_share: marginShare,
      costed_share: costedShare,
      total_error: totalError,
      reliability: judged?.reliability ?? [],
    },
  }
}
