import { loadCustomerFeatures } from '../../features/load-customer-features.ts'
import { defineModel, type ModelDefinition, type Prediction } from '../models/model-definition.ts'
import { DISCOUNT, forecastValue } from './forecast-value.ts'
import { sliceHistories } from './slice-histories.ts'
import { trainValue } from './train-value.ts'
import { buyerHistories } from './value-histories.ts'
import type { ValueParameters } from './value-parameters.ts'

/** Raised with every change of method or parameters. */
const DEFINITION = 1
/** The horizon of the stored predictions. */
export const VALUE_MONTHS = 12
const BLOCK = 50_000

/** P(alive) and 12-month value of every buyer. */
export const valueModel: ModelDefinition = defineModel<ValueParameters>({
  name: 'value',
  definition: DEFINITION,
  predicts: ['alive', 'value'],
  train: trainValue,
  score: async ({ store, shop, asOf, checkpoint }, parameters) => {
    const features = loadCustomerFeatures(store, { asOf, shop })
    await checkpoint('value of everybody', 0.8)
    return predictions(features.customerIds, buyerHistories(features), parameters)
  },
})

function* predictions(
  customerIds: readonly string[],
  buyers: ReturnType<typeof buyerHistories>,
  parameters: ValueParameters,
): Generator<Prediction> {
  for (let from = 0; from < buyers.positions.length; from += BLOCK) {
    const block = sliceHistories(buyers, from, from + BLOCK)
    const forecast = forecastValue(parameters, block, { months: VALUE_MONTHS, discount: DISCOUNT })
    for (const [row, position] of block.positions.entries()) {
      const customerId = customerIds[position]
      if (customerId === undefined) continue
      yield { model: 'alive', customerId, value: forecast.alive[row] ?? 0, low: null, high: null, details: null }
      yield {
        model: 'value',
        customerId,
        value: Math.round(forecast.valueMinor[row] ?? 0),
        low: Math.round(forecast.lowMinor[row] ?? 0),
        high: Math.round(forecast.highMinor[row] ?? 0),
        details: null,
      }
    }
  }
}
