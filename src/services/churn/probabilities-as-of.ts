import { loadCustomerFeatures } from '../../features/load-customer-features.ts'
import type { ServiceContext } from '../context.ts'
import { readModel } from '../models/read-model.ts'
import { CHURN_HORIZON_DAYS, churnModel } from './churn-model.ts'
import { learntOf, type ChurnParameters } from './churn-parameters.ts'
import { buyerPositions, churnSource } from './churn-source.ts'
import { scoreChurn } from './score-churn.ts'

/**
 * Everybody's probability of leaving as of an instant for which none are stored, by the newest model that had learnt from
 * nothing later; empty when there is none yet.
 */
export function churnProbabilitiesAsOf(
  ctx: Pick<ServiceContext, 'store' | 'shop' | 'asOf'>,
): ReadonlyMap<string, number> {
  const run = readModel<ChurnParameters>(ctx, churnModel(CHURN_HORIZON_DAYS), ctx.asOf)
  if (run === null) return new Map()
  const features = loadCustomerFeatures(ctx.store, { asOf: ctx.asOf, shop: ctx.shop })
  const source = churnSource(ctx.store, features, learntOf(run.parameters))
  const { positions, probability } = scoreChurn(run.parameters, source, buyerPositions(source, true))
  return new Map(
    Array.from(positions, (position, row) => [features.customerIds[position] ?? '', probability[row] ?? 0]),
  )
}
