import { readPrediction } from '../../store/queries/models/predictions.ts'
import type { ServiceContext } from '../context.ts'
import { featuresOf } from '../population/population-frame.ts'
import type { AlertRule } from './alert-rule.ts'

const MODELS: Readonly<Record<string, string>> = {
  churn_probability: 'churn',
  probability_alive: 'alive',
  expected_value: 'value',
  risk_score: 'risk',
}

/** The figure that a rule watches, of some customers, as it is stored or follows from their orders. */
export function customerFigures(
  ctx: ServiceContext,
  metric: AlertRule['metric'],
  customerIds: readonly string[],
): ReadonlyMap<string, number> {
  const model = MODELS[metric ?? '']
  const features = model === undefined && customerIds.length > 0 ? featuresOf(ctx) : null
  return new Map(
    customerIds.flatMap((id): [string, number][] => {
      const days = features?.recencyDays[features.positionOf(id)] ?? -1
      const value = model === undefined ? (days < 0 ? undefined : days) : readPrediction(ctx.store, model, id)?.value
      return value === undefined ? [] : [[id, value]]
    }),
  )
}
