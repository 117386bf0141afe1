import { loadCustomerFeatures } from '../../features/load-customer-features.ts'
import { defineModel, type ModelDefinition, type Prediction } from '../models/model-definition.ts'
import { learntOf, type ChurnParameters } from './churn-parameters.ts'
import { buyerPositions, churnSource } from './churn-source.ts'
import { scoreChurn } from './score-churn.ts'
import { trainChurn } from './train-churn.ts'

/** Days without an order that count as churn unless asked otherwise. */
export const CHURN_HORIZON_DAYS = 90

/** Raised with every change of features, candidates or parameters. */
const DEFINITION = 5

/** The name under which a horizon's runs and predictions are kept: `churn` for 90 days, `churn_30` for 30. */
export const churnModelName = (horizonDays: number): string =>
  horizonDays === CHURN_HORIZON_DAYS ? 'churn' : `churn_${horizonDays}`

/** The churn model of a horizon. */
export const churnModel = (horizonDays: number): ModelDefinition => {
  const name = churnModelName(horizonDays)
  return defineModel<ChurnParameters>({
    name,
    definition: DEFINITION,
    predicts: [name],
    train: (frame) => trainChurn(frame, horizonDays),
    score: async ({ store, shop, asOf }, parameters) => {
      const features = loadCustomerFeatures(store, { asOf, shop })
      const source = churnSource(store, features, learntOf(parameters))
      const { positions, probability } = scoreChurn(parameters, source, buyerPositions(source, true))
      return predictions(name, features.customerIds, positions, probability)
    },
  })
}

function* predictions(
  model: string,
  customerIds: readonly string[],
  positions: Int32Array,
  probability: Float64Array,
): Generator<Prediction> {
  for (const [row, position] of positions.entries()) {
    const customerId = customerIds[position]
    if (customerId === undefined) continue
    yield { model, customerId, value: probability[row] as number, low: null, high: null, details: null }
  }
}

/** A horizon by the name of its model; null for another model's name. */
export function churnHorizonOf(name: string): number | null {
  if (name === 'churn') return CHURN_HORIZON_DAYS
  const days = /^churn_(\d{1,3})$/.exec(name)?.[1]
  return days === undefined ? null : Number(days)
}
