import { createLastingWorker } from '../../jobs/lasting-worker.ts'
import { workerBeside } from '../../jobs/start-worker.ts'
import type { AsOf } from '../../lib/as-of.ts'
import type { Store } from '../../store/open.ts'
import type { ServiceContext, Shop } from '../context.ts'
import type { ModelDefinition } from './model-definition.ts'
import { scoreAgain } from './score-again.ts'
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
  /** Learn first, or only score everybody by the run that serves. */
  readonly task: keyof typeof WORK
}

export interface RunTrainingOptions {
  readonly onProgress?: ((progress: TrainingProgress) => void) | undefined
  /** Null trains in this thread: for callers that are a worker already. */
  readonly thread?: 'worker' | 'own' | undefined
  /** A signal stops the training unless it is to end the waiting only, as of a question that ran out of time. */
  readonly onAbort?: 'stop' | 'leave' | undefined
}

/** What is done in the thread. */
export const WORK = { train: trainModel, score: scoreAgain } as const

/** Every training of a shop starts from the same seed, so that the same facts give the same model. */
export const MODEL_SEED = 'kith'

type Context = Pick<ServiceContext, 'store' | 'shop' | 'clock' | 'defaultAsOf' | 'signal'>

export interface Running {
  readonly model: string
  readonly task: TrainWorkerData['task']
  readonly asOf: AsOf
  /** UTC ms */
  readonly startedAt: number
  /** The latest that was told; null before the first step. */
  readonly progress: () => TrainingProgress | null
  readonly outcome: Promise<TrainingOutcome>
  readonly stop: AbortController
}

const trainer = createLastingWorker(workerBeside(import.meta.url, 'train-worker'))

const running = new WeakMap<Store, Map<string, Running>>()

/** What is being trained or scored for a store in this process, those that were told to stop not among them. */
export const runningTrainings = (store: Store): readonly Running[] =>
  [...(running.get(store)?.values() ?? [])].filter(({ stop }) => !stop.signal.aborted)

/**
 * Trains a model as of an instant in a worker thread with a connection of its own (a store in memory has only one, so it
 * trains here). Who asks for a training that is under way waits for that one.
 *
 * @throws {KithError} CANCELLED when the context's signal asked for it; INTERNAL when the thread died, which changes nothing
 */
export const runTraining = (
  ctx: Context,
  model: ModelDefinition,
  asOf: AsOf,
  options: RunTrainingOptions = {},
): Promise<TrainingOutcome> => once(ctx, 'train', model, asOf, options)

/** Scores everybody again as of the default instant by the run that serves, in the same kind of thread. */
export const runScoring = (
  ctx: Context,
  model: ModelDefinition,
  options: RunTrainingOptions = {},
): Promise<TrainingOutcome> => once(ctx, 'score', model, ctx.defaultAsOf, options)

function once(
  ctx: Context,
  task: TrainWorkerData['task'],
  model: ModelDefinition,
  asOf: AsOf,
  options: RunTrainingOptions,
): Promise<TrainingOutcome> {
  const trainings = running.get(ctx.store) ?? new Map<string, Running>()
  running.set(ctx.store, trainings)
  const key = `${task}/${model.name}/${asOf.until}`
  const known = trainings.get(key)
  // One that was told to stop ends soon and serves nobody: whoever comes now begins another.
  if (known !== undefined && !known.stop.signal.aborted) return waitFor(known, ctx.signal, options)
  const stop = new AbortController()
  let latest: TrainingProgress | null = null
  const onProgress = (progress: TrainingProgress): void => {
    latest = progress
    options.onProgress?.(progress)
  }
  const training: Running = {
    model: model.name,
    task,
    asOf,
    startedAt: ctx.clock(),
    progress: () => latest,
    stop,
    outcome: start({ ...ctx, signal: stop.signal }, task, model, asOf, { ...options, onProgress }).finally(() => {
      if (trainings.get(key) === training) trainings.delete(key)
    }),
  }
  trainings.set(key, training)
  return waitFor(training, ctx.signal, options)
}

/** Waits for a training until the signal; what becomes of the training then, the options say. */
function waitFor(
  { outcome, stop }: Running,
  signal: AbortSignal,
  { onAbort = 'stop' }: RunTrainingOptions,
): Promise<TrainingOutcome> {
  return new Promise((resolve, reject) => {
    const aborted = (): void => {
      if (onAbort === 'stop') stop.abort()
      else reject(signal.reason instanceof Error ? signal.reason : new Error('nobody waits any more'))
    }
    if (signal.aborted) aborted()
    signal.addEventListener('abort', aborted, { once: true })
    outcome.then(resolve, reject).finally(() => signal.removeEventListener('abort', aborted))
  })
}

async function start(
  { store, shop, clock, defaultAsOf, signal }: Context,
  task: TrainWorkerData['task'],
  model: ModelDefinition,
  asOf: AsOf,
  { onProgress, thread = 'worker' }: RunTrainingOptions,
): Promise<TrainingOutcome> {
  const common = { asOf, seed: MODEL_SEED, now: clock(), keepPredictions: asOf.until === defaultAsOf.until }
  if (thread === 'own' || store.path === ':memory:') {
    return WORK[task]({ ...common, store, shop, model, report: onProgress, signal })
  }
  const data: TrainWorkerData = {
    ...common,
    task,
    path: store.path,
    shop: { ...shop, zone: shop.zone.name },
    model: model.name,
  }
  const outcome = await trainer.run({
    data,
    signal,
    onProgress: (progress) => onProgress?.(progress as TrainingProgress),
  })
  return outcome as TrainingOutcome
}
