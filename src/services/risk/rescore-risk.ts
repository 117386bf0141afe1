import { readScoredAt, readPrediction, writePredictions } from '../../store/queries/models/predictions.ts'
import type { RescoredCustomer } from '../churn/rescore-customers.ts'
import type { ServiceContext } from '../context.ts'
import { refusedProfiling } from '../customers/profiling-consent.ts'
import { readModel } from '../models/read-model.ts'
import { riskModel } from './risk-model.ts'
import type { RiskParameters } from './risk-parameters.ts'
import { scoreOwnRisk } from './score-own-risk.ts'

/**
 * Scores the orders and accounts of these customers again with the stored model, from their own rows alone: what an arriving
 * order calls for. Nothing happens before everybody was scored; who refused profiling is not scored.
 */
export function rescoreRisk(
  ctx: Pick<ServiceContext, 'store' | 'shop' | 'defaultAsOf' | 'clock'>,
  customerIds: readonly string[],
): readonly RescoredCustomer[] {
  const { store, defaultAsOf: asOf } = ctx
  const scoredAt = readScoredAt(store, riskModel.name)
  const run = scoredAt === null ? null : readModel<RiskParameters>(ctx, riskModel, asOf)
  if (scoredAt === null || run === null) return []
  const own = [...new Set(customerIds)].filter((id) => !refusedProfiling({ store, asOf }, id))
  const scored = scoreOwnRisk({ ...ctx, asOf }, run.parameters, own)
  const rescored = scored.map(({ customerId, score }) => ({
    customerId,
    before: readPrediction(store, riskModel.name, customerId)?.value ?? null,
    after: score,
  }))
  store.sqlite
    .transaction(() => {
      const rows = rescored.map(({ customerId, after }) => ({
        model: riskModel.name,
        customerId,
        value: after,
        low: null,
        high: null,
        details: null,
      }))
      writePredictions(store, rows, { runId: run.id, asOf: scoredAt })
    })
    .immediate()
  return rescored
}
