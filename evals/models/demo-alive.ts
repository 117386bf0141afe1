import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { calibrationError } from '../../src/compute/evaluation/calibration-error.ts'
import { loadModel } from '../../src/services/models/load-model.ts'
import { DISCOUNT } from '../../src/services/value/forecast-value.ts'
import { loadValueForecast } from '../../src/services/value/load-value-forecast.ts'
import { VALUE_MONTHS, valueModel } from '../../src/services/value/value-model.ts'
import type { ValueParameters } from '../../src/services/value/value-parameters.ts'
import { EVAL_ADMIN, openEvalShop } from '../agent/open-eval-shop.ts'
import { atMost, type Check } from './check.ts'

/** P(alive) of the demo shop's buyers against what was planted, which the product never reads. */
export const demoAlive: Check = {
  id: 'demo-alive',
  data: 'the demo shop and the truths beside its store',
  async run() {
    const { kith } = await openEvalShop({ home: undefined, tier: 'T0' })
    const ctx = kith.contextFor(EVAL_ADMIN)
    const { run } = await loadModel<ValueParameters>(ctx, valueModel, { thread: 'own' })
    if (run === null) throw new Error('the demo shop carries no value model')
    const { features, buyers, forecast } = await loadValueForecast(ctx, run, {
      months: VALUE_MONTHS,
      discount: DISCOUNT,
    })
    const truth = plantedAlive(ctx.home)
    const alive = Array.from(buyers.positions, (position) => truth.get(features.customerIds[position] ?? '') ?? 0)
    return [atMost('calibration error of P(alive), ten bins', 0.03, calibrationError(alive, forecast.alive), 4)]
  },
}

function plantedAlive(home: string): Map<string, number> {
  const folder = join(home, 'demo')
  const file = existsSync(folder) ? readdirSync(folder).find((name) => name.startsWith('truths-customers')) : undefined
  if (file === undefined) throw new Error(`there are no planted truths in ${folder}`)
  return new Map(
    readFileSync(join(folder, file), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { customer: string; alive_at_end: boolean })
      .map(({ customer, alive_at_end: alive }) => [customer, alive ? 1 : 0]),
  )
}
