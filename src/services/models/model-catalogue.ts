import { InvalidInputError } from '../../lib/errors.ts'
import { churnHorizonOf, churnModel } from '../churn/churn-model.ts'
import { nextActionModel } from '../next-action/next-action-model.ts'
import { tasteModel } from '../segments/learnt/taste-model.ts'
import { visitStatesModel } from '../segments/learnt/visit-states-model.ts'
import { recommendModel } from '../recommend/recommend-model.ts'
import { reviewModel } from '../reviews/model/review-model.ts'
import { riskModel } from '../risk/risk-model.ts'
import { valueModel } from '../value/value-model.ts'
import type { ModelDefinition } from './model-definition.ts'

/** The models that refresh keeps fresh, in the order of training; each domain adds its own line. */
export const MODELS: readonly ModelDefinition[] = [
  churnModel(90),
  churnModel(30),
  valueModel,
  recommendModel,
  nextActionModel,
  visitStatesModel,
  tasteModel,
  reviewModel,
  riskModel,
]

/**
 * A model by its name, kept fresh or asked for at another horizon.
 *
 * @throws {InvalidInputError} when there is none
 */
export function modelNamed(name: string): ModelDefinition {
  const model = MODELS.find((one) => one.name === name)
  if (model !== undefined) return model
  const horizonDays = churnHorizonOf(name)
  if (horizonDays !== null) return churnModel(horizonDays)
  throw new InvalidInputError(`there is no model '${name}'`, {
    field: 'model',
    hint: `Models are: ${MODELS.map((one) => one.name).join(', ')}.`,
  })
}
