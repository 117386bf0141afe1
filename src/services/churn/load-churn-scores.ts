import { setImmediate } from 'node:timers/promises'
import type { CustomerFeatures } from '../../features/customer-features.ts'
import { loadCustomerFeatures } from '../../features/load-customer-features.ts'
import type { ServiceContext } from '../context.ts'
import type { ModelRun } from '../models/load-model.ts'
import type { ChurnParameters } from './churn-parameters.ts'
import { buyerPositions, churnSource, type ChurnSource } from './churn-source.ts'
import { scoreChurn, type ChurnScores } from './score-churn.ts'

/** Scores of every buyer as of an instant; row i is the customer at `positions[i]`. */
export interface LoadedChurn extends ChurnScores {
  readonly features: CustomerFeatures
  readonly source: ChurnSource
  /** Row of a customer; -1 for one without a valid order. */
  readonly rowOf: (customerId: string) => number
}

const BLOCK = 10_000
const MOST_KEPT = 3

const kept = new WeakMap<CustomerFeatures, Map<string, LoadedChurn>>()

/**
 * Scores of everybody, computed once for the same facts and run. Other requests are let through between blocks of
 * customers.
 */
export async function loadChurnScores(
  ctx: Pick<ServiceContext, 'store' | 'shop' | 'asOf'>,
  run: ModelRun<ChurnParameters>,
): Promise<LoadedChurn> {
  const features = loadCustomerFeatures(ctx.store, { asOf: ctx.asOf, shop: ctx.shop })
  const cache = kept.get(features) ?? new Map<string, LoadedChurn>()
  kept.set(features, cache)
  const key = `${run.id}/${run.trainedAt}`
  const known = cache.get(key)
  if (known !== undefined) return known
  const source = churnSource(ctx.store, features, run.parameters.setup.withEvents)
  const positions = buyerPositions(source, true)
  const probability = new Float64Array(positions.length)
  const valueIfStaysMinor = new Float64Array(positions.length)
  for (let from = 0; from < positions.length; from += BLOCK) {
    if (from > 0) await setImmediate()
    const block = scoreChurn(run.parameters, source, positions.subarray(from, from + BLOCK))
    probability.set(block.probability, from)
    valueIfStaysMinor.set(block.valueIfStaysMinor, from)
  }
  const rowAt = new Int32Array(features.size).fill(-1)
  positions.forEach((position, row) => {
    rowAt[position] = row
  })
  const loaded: LoadedChurn = {
    features,
    source,
    positions,
    probability,
    valueIfStaysMinor,
    rowOf: (customerId) => rowAt[features.positionOf(customerId)] ?? -1,
  }
  const [oldest] = cache.keys()
  if (cache.size >= MOST_KEPT && oldest !== undefined) cache.delete(oldest)
  cache.set(key, loaded)
  return loaded
}
