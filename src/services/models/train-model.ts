import { setImmediate } from 'node:timers/promises'
import type { AsOf } from '../../lib/as-of.ts'
import { KithError } from '../../lib/errors.ts'
import type { Gate } from '../../lib/tool-result.ts'
import type { Store } from '../../store/open.ts'
import { countOrders, insertRun } from '../../store/queries/models/model-runs.ts'
import { nextVersion } from '../../store/queries/models/prediction-slots.ts'
import type { Shop } from '../context.ts'
import type { ModelDefinition, TrainingFrame } from './model-definition.ts'
import { storePredictions } from './store-predictions.ts'

export interface TrainingProgress {
  readonly model: string
  readonly step: string
  /** 0..1 */
  readonly done: number
}

export interface TrainModelInput {
  readonly store: Store
  readonly shop: Shop
  readonly model: ModelDefinition
  /** Facts from here on do not exist for the model. */
  readonly asOf: AsOf
  readonly seed: string
  /** UTC ms */
  readonly now: number
  /** Keep everybody's predictions too: only at the default as-of, for of each name a customer has one. */
  readonly keepPredictions: boolean
  readonly report?: ((progress: TrainingProgress) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

export interface TrainingOutcome {
  readonly model: string
  /** Null when the data does not carry the model; `gate` says why. */
  readonly runId: string | null
  readonly predictions: number
  readonly gate: Gate | null
}

/**
 * Trains a model in this thread. The run and everybody's predictions begin to serve in one transaction at the end: whatever
 * stops it before leaves the run that serves, and its predictions, as they were.
 *
 * @throws {KithError} CANCELLED when `signal` asked for it
 */
export async function trainModel(input: TrainModelInput): Promise<TrainingOutcome> {
  const { store, model, asOf, seed, now, keepPredictions } = input
  const frame = trainingFrame(input)
  const training = await model.train(frame)
  if (!training.fitted) return { model: model.name, runId: null, predictions: 0, gate: training.gate }
  const { parameters, reportCard } = training
  await frame.checkpoint('scoring', 0.8)
  const rows = keepPredictions ? await model.score(frame, parameters) : null
  await frame.checkpoint('storing', 0.95)
  const ordersSeen = countOrders(store, asOf.until)
  const keep = (version: number): string =>
    insertRun(store, {
      model: model.name,
      version,
      definition: model.definition,
      trainedAsOf: asOf.until,
      trainedAt: now,
      ordersSeen,
      seed,
      parameters: Buffer.from(JSON.stringify(parameters)),
      reportCard: JSON.stringify(reportCard),
    })
  if (rows === null) {
    const runId = store.sqlite.transaction(() => keep(nextVersion(store, model.name, model.predicts))).immediate()
    return { model: model.name, runId, predictions: 0, gate: null }
  }
  let runId: string | null = null
  const predictions = await storePredictions({
    store,
    model,
    version: null,
    asOf: asOf.until,
    rows,
    pause: () => frame.checkpoint('storing', 0.95),
    finish: (version) => {
      runId = keep(version)
    },
  })
  return { model: model.name, runId, predictions, gate: null }
}

/** The frame that training and scoring work in. */
export function trainingFrame({
  store,
  shop,
  asOf,
  seed,
  model,
  report,
  signal,
}: Pick<TrainModelInput, 'store' | 'shop' | 'asOf' | 'seed' | 'model' | 'report' | 'signal'>): TrainingFrame {
  return {
    store,
    shop,
    asOf,
    seed,
    checkpoint: async (step, done) => {
      report?.({ model: model.name, step, done })
      // A wish to stop arrives as a message, and messages are only read between turns of the event loop.
      await setImmediate()
      if (signal?.aborted === true) {
        throw new KithError('CANCELLED', `training of the ${model.name} model was stopped at ${step}`, {
          hint: 'The model that served before goes on serving; start the training again when it suits.',
        })
      }
    },
  }
}
