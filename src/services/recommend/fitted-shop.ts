import { recommenderFromBytes } from '../../compute/recommend/recommenders.ts'
import type { FittedRecommender } from '../../compute/recommend/recommender.ts'
import type { Gate } from '../../lib/tool-result.ts'
import { MS_PER_DAY } from '../../lib/time-zone.ts'
import type { ServiceContext } from '../context.ts'
import { loadModel } from '../models/load-model.ts'
import { readModel, type ModelRun } from '../models/read-model.ts'
import { FRESH_DAYS } from '../models/staleness.ts'
import { recommendModel } from './recommend-model.ts'
import type { RecommendParameters } from './recommend-parameters.ts'

/** The fitted part, decoded: what every list is made with besides the customer's own facts. */
export interface FittedShop {
  readonly run: ModelRun<RecommendParameters>
  readonly parameters: RecommendParameters
  /** Null while popularity alone serves. */
  readonly recommender: FittedRecommender | null
  /** Number of a product in the model; -1 for one that came later. */
  readonly itemOf: (productId: string) => number
  /** How many bought a product, and how many of them another one. */
  readonly alsoBought: (item: number, other: number) => { readonly count: number; readonly of: number }
  /** Whole days since the facts that it learnt from. */
  readonly ageDays: number
  readonly stale: boolean
}

const decoded = new WeakMap<ModelRun, Omit<FittedShop, 'ageDays' | 'stale'>>()

/**
 * The fitted part that serves as of the context: whatever is stored, stale or not, so that no question waits for a refit;
 * trained now only where there is none at all.
 */
export async function fittedShop(
  ctx: ServiceContext,
): Promise<{ readonly fitted: FittedShop; readonly gate: null } | { readonly fitted: null; readonly gate: Gate }> {
  const stored = readModel<RecommendParameters>(ctx, recommendModel, ctx.asOf)
  const loaded =
    stored === null ? await loadModel<RecommendParameters>(ctx, recommendModel) : { run: stored, gate: null }
  if (loaded.run === null) return { fitted: null, gate: loaded.gate }
  const { run } = loaded
  const known = decoded.get(run) ?? decode(run)
  decoded.set(run, known)
  const ageDays = Math.max(0, Math.floor((ctx.asOf.until - run.trainedAsOf) / MS_PER_DAY))
  return { fitted: { ...known, ageDays, stale: ageDays > FRESH_DAYS }, gate: null }
}

function decode(run: ModelRun<RecommendParameters>): Omit<FittedShop, 'ageDays' | 'stale'> {
  const { parameters } = run
  const items = new Map(parameters.productIds.map((id, item) => [id, item]))
  const starts = int32(parameters.buyers.starts)
  const customers = int32(parameters.buyers.customers)
  return {
    run,
    parameters,
    recommender: parameters.model === null ? null : recommenderFromBytes(Buffer.from(parameters.model, 'base64')),
    itemOf: (productId) => items.get(productId) ?? -1,
    alsoBought: (item, other) => {
      const from = starts[item] ?? 0
      const to = starts[item + 1] ?? from
      let next = starts[other] ?? 0
      const end = starts[other + 1] ?? next
      let count = 0
      for (let at = from; at < to; at++) {
        const customer = customers[at] as number
        while (next < end && (customers[next] as number) < customer) next += 1
        if (next < end && customers[next] === customer) count += 1
      }
      return { count, of: to - from }
    },
  }
}

function int32(base64: string): Int32Array {
  const bytes = Uint8Array.from(Buffer.from(base64, 'base64'))
  return new Int32Array(bytes.buffer, 0, bytes.byteLength / 4)
}
