import { forecastBgNbd } from '../../src/compute/lifetime/bg-nbd-forecast.ts'
import { fitBgNbd } from '../../src/compute/lifetime/fit-bg-nbd.ts'
import { fitParetoNbd } from '../../src/compute/lifetime/fit-pareto-nbd.ts'
import { forecastPurchases } from '../../src/compute/lifetime/forecast-purchases.ts'
import { expectedOrderValues, fitGammaGamma } from '../../src/compute/lifetime/gamma-gamma.ts'
import { atLeast, atMost, within, type Check } from './check.ts'
import { cdnowMaster, cdnowSample } from './support/cdnow-histories.ts'
import { warmCpuSeconds } from './support/warm-cpu-seconds.ts'

const HOLDOUT_WEEKS = 39

/** BG/NBD against the paper's data: parameters, likelihood, hold-out error and time. */
export const bgNbd: Check = {
  id: 'bg-nbd',
  data: 'splits/cdnow-sample-cbs.csv.gz, data/cdnow/CDNOW_master.txt.gz',
  run({ dataFolder }) {
    const sample = cdnowSample(dataFolder)
    const master = cdnowMaster(dataFolder)
    const fit = fitBgNbd(sample)
    const whole = fitBgNbd(master)
    const { expected } = forecastBgNbd(sample, fit.parameters, HOLDOUT_WEEKS)
    return Promise.resolve([
      ...parametersWithin(fit.parameters, { r: 0.242595, alpha: 4.413602, a: 0.792922, b: 2.425907 }),
      within('log-likelihood', -9582.42921, fit.logLikelihood, 1e-4),
      atMost('hold-out error of orders (MAE)', 0.7855, absoluteError(expected, sample.laterPurchases), 4),
      atMost(
        'seconds to fit 2,357 customers',
        0.05,
        warmCpuSeconds(() => fitBgNbd(sample)),
        3,
      ),
      ...parametersWithin(whole.parameters, { r: 0.251624, alpha: 4.788943, a: 0.723433, b: 2.161087 }, 'master '),
      within('master log-likelihood', -95368.4439, whole.logLikelihood, 1e-4),
      atMost(
        'seconds to fit 23,570 customers',
        0.3,
        warmCpuSeconds(() => fitBgNbd(master)),
        3,
      ),
    ])
  },
}

/** Pareto/NBD on the same customers; what the product predicts with. */
export const paretoNbd: Check = {
  id: 'pareto-nbd',
  data: 'splits/cdnow-sample-cbs.csv.gz',
  run({ dataFolder }) {
    const sample = cdnowSample(dataFolder)
    const fit = fitParetoNbd(sample)
    const { alive, expected } = forecastPurchases(sample, fit.parameters, HOLDOUT_WEEKS)
    return Promise.resolve([
      ...parametersWithin(fit.parameters, { r: 0.553277, alpha: 10.577683, s: 0.60624, beta: 11.668742 }),
      within('log-likelihood', -9594.97618, fit.logLikelihood, 1e-4),
      atMost('hold-out error of orders (MAE)', 0.7545, absoluteError(expected, sample.laterPurchases), 4),
      atLeast('AUC of P(alive) against an order in the hold-out', 0.7262, pairsRight(alive, sample.laterPurchases), 4),
      atMost(
        'seconds to fit 2,357 customers',
        0.05,
        warmCpuSeconds(() => fitParetoNbd(sample)),
        3,
      ),
    ])
  },
}

/** Gamma-Gamma on the 946 repeat buyers, and what the predicted value of all is worth in the hold-out. */
export const gammaGamma: Check = {
  id: 'gamma-gamma',
  data: 'splits/cdnow-sample-cbs.csv.gz',
  run({ dataFolder }) {
    const sample = cdnowSample(dataFolder)
    const repeat = (column: Float64Array) => column.filter((_, i) => (sample.frequency[i] ?? 0) > 0)
    const fit = fitGammaGamma({ orders: repeat(sample.frequency), mean: repeat(sample.mean) })
    const { parameters } = fitParetoNbd(sample)
    const { expected } = forecastPurchases(sample, parameters, HOLDOUT_WEEKS)
    const values = expectedOrderValues({ orders: sample.frequency, mean: sample.mean }, fit.parameters).expected
    const predicted = expected.map((orders, i) => orders * (values[i] ?? 0))
    return Promise.resolve([
      ...parametersWithin(fit.parameters, { p: 6.249573, q: 3.744225, v: 15.44352 }, '', 1e-3),
      within('log-likelihood', -4055.9177, fit.logLikelihood, 1e-3),
      atLeast('share of hold-out revenue in the top 10 %', 0.502, topShare(predicted, sample.laterSpend), 4),
    ])
  },
}

function parametersWithin(
  ours: Readonly<Record<string, number>> | object,
  target: Readonly<Record<string, number>>,
  prefix = '',
  relative = 1e-5,
) {
  const found = new Map(Object.entries(ours))
  return Object.entries(target).map(([name, value]) =>
    within(`${prefix}${name}`, value, Number(found.get(name)), relative * Math.abs(value)),
  )
}

const absoluteError = (predicted: Float64Array, actual: Float64Array): number =>
  predicted.reduce((sum, value, i) => sum + Math.abs(value - (actual[i] ?? 0)), 0) / predicted.length

/** Share of pairs of a buyer and a non-buyer that the score puts in the right order: counted, so that nothing is shared with the product. */
function pairsRight(score: Float64Array, orders: Float64Array): number {
  let [right, pairs] = [0, 0]
  for (let i = 0; i < score.length; i += 1) {
    if ((orders[i] ?? 0) === 0) continue
    for (let j = 0; j < score.length; j += 1) {
      if ((orders[j] ?? 0) > 0) continue
      pairs += 1
      right += score[i] === score[j] ? 0.5 : (score[i] ?? 0) > (score[j] ?? 0) ? 1 : 0
    }
  }
  return right / pairs
}

function topShare(predicted: Float64Array, actual: Float64Array): number {
  const order = Array.from(predicted, (_, i) => i).toSorted((a, b) => (predicted[b] ?? 0) - (predicted[a] ?? 0))
  const total = actual.reduce((sum, value) => sum + value, 0)
  return order.slice(0, Math.round(predicted.length / 10)).reduce((sum, i) => sum + (actual[i] ?? 0), 0) / total
}
