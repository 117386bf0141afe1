import { sigmoid } from '../../compute/linear/sigmoid.ts'
import { readPrediction, writePredictions } from '../../store/queries/models/predictions.ts'
import type { ServiceContext } from '../context.ts'
import { readModel } from '../models/read-model.ts'
import { churnTable } from './churn-features.ts'
import { CHURN_HORIZON_DAYS, churnModel, churnModelName } from './churn-model.ts'
import { learntOf, type ChurnParameters } from './churn-parameters.ts'
import { scoreRows } from './churn-scorer.ts'
import { readOwnSource } from './read-own-source.ts'

/** One customer's probability of leaving before and after new facts. */
export interface RescoredCustomer {
  readonly customerId: string
  /** Null when there was no score yet. */
  readonly before: number | null
  readonly after: number
}

/**
 * Scores these customers again with the fitted model, from their own rows alone. What an
 * import or an event calls for, for the customers whom it touched: a few look-ups each, whatever the size of the shop. Nothing
 * happens before a model was trained; scores are kept where everybody's are of the same as-of.
 */
export function rescoreCustomers(
  ctx: Pick<ServiceContext, 'store' | 'shop' | 'defaultAsOf'>,
  customerIds: readonly string[],
): readonly RescoredCustomer[] {
  const { store, shop, defaultAsOf: asOf } = ctx
  const run = readModel<ChurnParameters>(ctx, churnModel(CHURN_HORIZON_DAYS), asOf)
  if (run === null) return []
  const { setup, scorer } = run.parameters
  const model = churnModelName(CHURN_HORIZON_DAYS)
  const customers = [...new Set(customerIds)].flatMap((customerId): readonly RescoredCustomer[] => {
    const source = readOwnSource(store, shop, asOf, customerId, learntOf(run.parameters))
    if (source === null) return []
    const [logOdds = 0] = scoreRows(scorer, churnTable(source, Int32Array.of(0), setup))
    return [{ customerId, before: readPrediction(store, model, customerId)?.value ?? null, after: sigmoid(logOdds) }]
  })
  store.sqlite
    .transaction(() => {
      for (const { customerId, after } of customers) {
        const stored = readPrediction(store, model, customerId)
        if (stored !== undefined && stored.asOf !== asOf.until) continue
        const row = { model, customerId, value: after, low: null, high: null, details: null }
        writePredictions(store, [row], { runId: run.id, asOf: asOf.until })
      }
    })
    .immediate()
  return customers
}
