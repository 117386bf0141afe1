import { startWorker, workerBeside } from '../../jobs/start-worker.ts'
import type { AsOf } from '../../lib/as-of.ts'
import type { Store } from '../../store/open.ts'
import type { ServiceContext, Shop } from '../context.ts'
import type { ModelDefinition } from './model-definition.ts'
import { trainModel, type TrainingOutcome, type TrainingProgress } from './train-model.ts'

/** What the thread is handed: everything that can be cloned, the zone by its name. */
export interface TrainWorkerData {
  readonly path: string
  readonly shop: Omit<Shop, 'zone'> & { readonly zone: string }
  readonly model: string
  readonly asOf: AsOf
  readonly seed: string
  readonly now: number
  readonly keepPredictions: boolean
}

export interface RunTrainingOptions {
  readonly onProgress?: ((progress: TrainingProgress) => void) | undefined
  /** Null trains in this thread: for callers that are a worker already. */
  readonly thread?: 'worker' | 'own' | undefined
}

/** Every training of a shop starts from the same seed, so that the same facts give the same model. */
export const MODEL_SEED = 'kith'

const running = new WeakMap<Store, Map<string, Promise<TrainingOutcome>>>()

/**
 * Trains a model as of an instant in a worker thread with a connection of its own (a store in memory has only one, so it
 * trains here). Who asks for a training that is under way waits for that one.
 *
 * @throws {KithError} CANCELLED when the context's signal asked for it; INTERNAL when the thread died, which changes nothing
 */
export function runTraining(
  ctx: Pick<ServiceContext, 'store' | 'shop' | 'clock' | 'defaultAsOf' | 'signal'>,
  model: ModelDefinition,
  asOf: AsOf,
  options: RunTrainingOptions = {},
): Promise<TrainingOutcome> {
  const trainings = running.get(ctx.store) ?? new Map<string, Promise<TrainingOutcome>>()
  running.set(ctx.store, trainings)
  const key = `${model.name}/${asOf.until}`
  const known = trainings.get(key)
  if (known !== undefined) return known
  const training = start(ctx, model, asOf, options).finally(() => trainings.delete(key))
  trainings.set(key, training)
  return training
}

async function start(
  { store, shop, clock, defaultAsOf, signal }: Parameters<typeof runTraining>[0],
  model: ModelDefinition,
  asOf: AsOf,
  { onProgress, thread = 'worker' }: RunTrainingOptions,
): Promise<TrainingOutcome> {
  const common = { asOf, seed: MODEL_SEED, now: clock(), keepPredictions: asOf.until === defaultAsOf.until }
  if (thread === 'own' || store.path === ':memory:') {
    return trainModel({ ...common, store, shop, model, report: onProgress, signal })
  }
  const data: TrainWorkerData = {
    ...common,
    path: store.path,
    shop: { ...shop, zone: shop.zone.name },
    model: model.name,
  }
  const outcome = await startWorker(workerBeside(import.meta.url, 'train-worker'), {
    data,
    signal,
    onProgress: (progress) => onProgress?.(progress as TrainingProgress),
  })
  return outcome as TrainingOutcome
}
