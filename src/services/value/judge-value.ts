import { reliabilityBins } from '../../compute/evaluation/calibration-error.ts'
import { forecastBgNbd } from '../../compute/lifetime/bg-nbd-forecast.ts'
import { fitBgNbd } from '../../compute/lifetime/fit-bg-nbd.ts'
import type { CustomerFeatures } from '../../features/customer-features.ts'
import type { CandidateScores, ModelScores } from '../models/report-card.ts'
import { DAYS_PER_MONTH, forecastValue } from './forecast-value.ts'
import { buyerHistories } from './value-histories.ts'
import type { ValueParameters } from './value-parameters.ts'
import { scoreHoldOut, type HoldOutTruth } from './value-report-card.ts'

/** How well the parameters of a cut-off told what came after it. */
export interface Judgement {
  readonly customers: number
  readonly outOfTime: ModelScores
  readonly baseline: ModelScores
  readonly candidates: readonly CandidateScores[]
  readonly reliability: ReturnType<typeof reliabilityBins>
}

/** Most customers that the comparison with BG/NBD is made on. */
const MOST_COMPARED = 25_000

/** Holds predictions from the facts before a cut-off against the facts after it, and a baseline that needs no model. */
export function judgeValue(parameters: ValueParameters, cut: CustomerFeatures, later: CustomerFeatures): Judgement {
  const days = later.asOf.day - cut.asOf.day
  const buyers = buyerHistories(cut)
  const n = buyers.positions.length
  const truth = truthAfter(cut, later, buyers.positions)
  const forecast = forecastValue(parameters, buyers, { months: days / DAYS_PER_MONTH, discount: 0 })
  const ratios = buyers.positions
  const carried = {
    n,
    any: Float64Array.from(ratios, (i) => ((cut.frequency[i] ?? 0) + 1) / ((cut.recencyDays[i] ?? 0) + 1)),
    calibrated: false,
    orders: null,
    netMinor: Float64Array.from(ratios, (i) => (Math.max(0, cut.yearNetMinor[i] ?? 0) * days) / 365),
  }
  const model = { n, any: forecast.any, calibrated: true, orders: forecast.orders, netMinor: forecast.netMinor }
  const outOfTime = scoreHoldOut(model, truth)
  const candidates: CandidateScores[] = [{ name: 'pareto_nbd', chosen: true, scores: outOfTime }]
  if (n <= MOST_COMPARED) {
    const { parameters: bg } = fitBgNbd(buyers)
    const { alive, expected } = forecastBgNbd(buyers, bg, days)
    const money = expected.map((orders, i) => {
      const own = forecast.orders[i] ?? 0
      return own > 0 ? (orders * (forecast.netMinor[i] ?? 0)) / own : 0
    })
    candidates.push({
      name: 'bg_nbd',
      chosen: false,
      scores: scoreHoldOut({ n, any: alive, calibrated: false, orders: expected, netMinor: money }, truth),
    })
  }
  return {
    customers: n,
    outOfTime,
    baseline: scoreHoldOut(carried, truth),
    candidates,
    reliability: reliabilityBins(truth.bought, forecast.any),
  }
}

function truthAfter(cut: CustomerFeatures, later: CustomerFeatures, positions: Int32Array): HoldOutTruth {
  const now = Int32Array.from(positions, (i) => later.positionOf(cut.customerIds[i] ?? ''))
  const { days, offsets } = later.purchases
  const purchases = Float64Array.from(now, (position) => {
    let count = 0
    for (let at = (offsets[position + 1] ?? 0) - 1; at >= (offsets[position] ?? 0); at -= 1) {
      if ((days[at] ?? 0) <= cut.asOf.day) break
      count += 1
    }
    return count
  })
  return {
    purchases,
    bought: purchases.map((count) => (count > 0 ? 1 : 0)),
    netMinor: Float64Array.from(now, (position, i) => {
      return (later.netMinor[position] ?? 0) - (cut.netMinor[positions[i] ?? 0] ?? 0)
    }),
  }
}
