import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { chooseForecaster } from '../../src/compute/forecast/choose-forecaster.ts'
import { dampedTrend } from '../../src/compute/forecast/smoothing.ts'
import { atMost, mustEqual, type Check } from './check.ts'

/** Mean change of a history from step to step: what errors are divided by. */
function scaleOf(history: Float64Array): number {
  let sum = 0
  for (let t = 1; t < history.length; t += 1) sum += Math.abs((history[t] as number) - (history[t - 1] as number))
  return sum / Math.max(1, history.length - 1)
}

const M4_HORIZON = 13
/** Naive2 of the competition on its weekly series, which OWA is relative to. */
const NAIVE2 = { smape: 9.161, mase: 2.777 }

type Forecast = (history: Float64Array, horizon: number) => Float64Array

/** sMAPE, MASE and OWA as the M4 competition defines them. */
function m4Scores(train: readonly Float64Array[], test: readonly Float64Array[], forecast: Forecast) {
  let smape = 0
  let mase = 0
  for (const [at, history] of train.entries()) {
    const came = test[at] ?? new Float64Array()
    const path = forecast(history, M4_HORIZON)
    const scale = scaleOf(history)
    for (const [step, value] of came.entries()) {
      const error = Math.abs(value - (path[step] ?? 0))
      smape += (200 * error) / (Math.abs(value) + Math.abs(path[step] ?? 0)) / M4_HORIZON / train.length
      mase += error / scale / M4_HORIZON / train.length
    }
  }
  return { smape, mase, owa: (smape / NAIVE2.smape + mase / NAIVE2.mase) / 2 }
}

const rowsOf = (text: string): Float64Array[] =>
  text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) =>
      Float64Array.from(
        line
          .replaceAll('"', '')
          .split(',')
          .slice(1)
          .filter((cell) => cell !== '' && cell !== 'NA'),
        Number,
      ),
    )

/** Weekly series of the M4 competition by the way that the product chooses for each. */
export const m4Weekly: Check = {
  id: 'm4-weekly',
  data: 'm4',
  run({ dataFolder }) {
    const folder = join(dataFolder, 'data/m4')
    const train = rowsOf(gunzipSync(readFileSync(join(folder, 'Weekly-train.csv.gz'))).toString())
    const test = rowsOf(readFileSync(join(folder, 'Weekly-test.csv'), 'utf8'))
    const chosen = m4Scores(train, test, (history, horizon) =>
      chooseForecaster(history, { horizon, season: 52 }).forecaster(history, horizon),
    )
    const damped = m4Scores(train, test, dampedTrend)
    return Promise.resolve([
      mustEqual('series', 359, train.length),
      atMost('OWA, chosen per series', 0.916, chosen.owa, 3),
      atMost('sMAPE', 8.867, chosen.smape, 3),
      atMost('MASE', 2.4, chosen.mase, 3),
      { metric: 'OWA of our damped trend alone', target: 'reported', ours: damped.owa.toFixed(3), ok: true },
    ])
  },
}

const ORIGINS = [44, 46, 48] as const
const SKU_HORIZON = 4

/** Weekly units of a real shop's products, by the way that the product chooses for each. */
export const skuDemand: Check = {
  id: 'sku-demand',
  data: 'splits/retail-weekly',
  run({ dataFolder }) {
    const rows = rowsOf(gunzipSync(readFileSync(join(dataFolder, 'splits/retail-weekly.csv.gz'))).toString())
    let errors = 0
    let came = 0
    let foreseen = 0
    const scaled: number[] = []
    for (const row of rows) {
      for (const origin of ORIGINS) {
        const history = row.slice(0, origin)
        const { forecaster } = chooseForecaster(history, { horizon: SKU_HORIZON, season: 52 })
        const path = forecaster(history, SKU_HORIZON)
        let error = 0
        for (let step = 0; step < SKU_HORIZON; step += 1) {
          const expected = Math.max(0, path[step] ?? 0)
          error += Math.abs((row[origin + step] ?? 0) - expected)
          came += row[origin + step] ?? 0
          foreseen += expected
        }
        errors += error
        const scale = scaleOf(history)
        if (scale > 0) scaled.push(error / SKU_HORIZON / scale)
      }
    }
    const bias = foreseen / came - 1
    return Promise.resolve([
      mustEqual('products', 1348, rows.length),
      atMost('WAPE, origins 44, 46, 48, horizon 4', 0.5951, errors / came, 4),
      atMost('MASE', 1.2687, scaled.reduce((sum, value) => sum + value, 0) / scaled.length, 4),
      { metric: 'bias (no target; sales rise towards Christmas)', target: 'reported', ours: bias.toFixed(4), ok: true },
    ])
  },
}
