import { NotFoundError } from '../../lib/errors.ts'
import type { ServiceContext } from '../context.ts'
import type { ModelRun } from '../models/read-model.ts'
import type { ChurnParameters } from './churn-parameters.ts'
import { explainChurn } from './explain-churn.ts'
import { loadChurnScores } from './load-churn-scores.ts'

export interface ContributionRow {
  readonly feature: string
  /** As the model read it; money in minor units. */
  readonly value: number
  /** Added to the log-odds of leaving. */
  readonly contribution: number
}

/** What made one customer's score: base + all contributions = score, largest first. */
export async function explainChurnCustomer(
  ctx: Pick<ServiceContext, 'store' | 'shop' | 'asOf' | 'language'>,
  run: ModelRun<ChurnParameters>,
  customerId: string,
): Promise<{
  readonly customer_id: string
  readonly score: number
  readonly base: number
  readonly probability: number
  readonly contributions: readonly ContributionRow[]
}> {
  const everybody = await loadChurnScores(ctx, run)
  const row = everybody.rowOf(customerId)
  const position = everybody.positions[row]
  const [explained] =
    position === undefined ? [] : explainChurn(run.parameters, everybody.source, Int32Array.of(position), ctx.language)
  if (explained === undefined) {
    throw new NotFoundError('buyer', customerId, { hint: 'Only customers with a valid order are scored.' })
  }
  const { base, values } = explained.contributions
  const contributions = [...values]
    .map(([feature, contribution]) => ({ feature, value: explained.features[feature] ?? 0, contribution }))
    .toSorted((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
  return {
    customer_id: customerId,
    score: contributions.reduce((sum, { contribution }) => sum + contribution, base),
    base,
    probability: everybody.probability[row] ?? 0,
    contributions,
  }
}
