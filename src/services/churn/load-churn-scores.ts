import { setImmediate } from 'node:timers/promises'
import type { CustomerFeatures } from '../../features/customer-features.ts'
import { loadCustomerFeatures } from '../../features/load-customer-features.ts'
import { changedBetween } from '../../features/note-changed-customers.ts'
import type { Store } from '../../store/open.ts'
import { readFactVersion } from '../../store/queries/features/read-fact-version.ts'
import type { ServiceContext } from '../context.ts'
import type { ModelRun } from '../models/read-model.ts'
import { learntOf, type ChurnParameters } from './churn-parameters.ts'
import { carryDrift } from './churn-drift.ts'
import { buyerPositions, churnSource, type ChurnSource } from './churn-source.ts'
import { loadLastOrdersInTurns } from './load-last-orders.ts'
import { patchChurnScores } from './patch-churn-scores.ts'
import { scoreChurn, type ChurnScores } from './score-churn.ts'

/** Scores of every buyer as of an instant; row i is the customer at `positions[i]`. */
export interface LoadedChurn extends ChurnScores {
  readonly features: CustomerFeatures
  readonly source: ChurnSource
  /** Row of a customer; -1 for one without a valid order. */
  readonly rowOf: (customerId: string) => number
  /** Row of the customer at a position of the features; -1 for one without a valid order. */
  readonly rowAt: Int32Array
}

const BLOCK = 10_000
const MOST_KEPT = 3
/** Horizons of the default as-of. */
const MOST_LATEST = 2

const kept = new WeakMap<CustomerFeatures, Map<string, LoadedChurn>>()

/** The scores that each run gave last in a store, and for which version of the facts: new facts change few of them. */
const latest = new WeakMap<Store, Map<string, { readonly version: string; readonly loaded: LoadedChurn }>>()

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
  const version = readFactVersion(ctx.store)
  const latestKey = `${key}/${ctx.asOf.until}`
  const loaded = patchLatest(ctx, run, features, latestKey) ?? (await scoreEverybody(ctx, run, features))
  const [oldest] = cache.keys()
  if (cache.size >= MOST_KEPT && oldest !== undefined) cache.delete(oldest)
  cache.set(key, loaded)
  const ofStore = latest.get(ctx.store) ?? new Map<string, { version: string; loaded: LoadedChurn }>()
  latest.set(ctx.store, ofStore)
  ofStore.delete(latestKey)
  ofStore.set(latestKey, { version, loaded })
  const [first] = ofStore.keys()
  if (ofStore.size > MOST_LATEST && first !== undefined) ofStore.delete(first)
  return loaded
}

/** The scores of a while ago with those of the customers whose facts have changed since worked out anew; null when unknown. */
function patchLatest(
  ctx: Pick<ServiceContext, 'store' | 'shop' | 'asOf'>,
  run: ModelRun<ChurnParameters>,
  features: CustomerFeatures,
  key: string,
): LoadedChurn | null {
  const before = latest.get(ctx.store)?.get(key)
  const changed = before === undefined ? null : changedBetween(ctx.store, before.version, readFactVersion(ctx.store))
  if (before === undefined || changed === null || !startsWith(features, before.loaded.features)) return null
  const loaded = patchChurnScores(ctx, run, before.loaded, features, changed)
  carryDrift(before.loaded, loaded)
  return loaded
}

/** Whether the features hold the same customers at the same positions as earlier ones, and newcomers after them. */
const startsWith = (features: CustomerFeatures, earlier: CustomerFeatures): boolean =>
  features.size >= earlier.size && earlier.customerIds.every((id, position) => features.customerIds[position] === id)

async function scoreEverybody(
  ctx: Pick<ServiceContext, 'store' | 'shop' | 'asOf'>,
  run: ModelRun<ChurnParameters>,
  features: CustomerFeatures,
): Promise<LoadedChurn> {
  const learnt = learntOf(run.parameters)
  const lastOrders = await loadLastOrdersInTurns(ctx.store, features, learnt.products)
  const source = churnSource(ctx.store, features, { ...learnt, lastOrders })
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
  return {
    features,
    source,
    positions,
    probability,
    valueIfStaysMinor,
    rowAt,
    rowOf: (customerId) => rowAt[features.positionOf(customerId)] ?? -1,
  }
}
