import { readModel } from './read-model.ts'
import { storePredictions } from './store-predictions.ts'
import { trainingFrame, type TrainModelInput, type TrainingOutcome } from './train-model.ts'

/**
 * Scores everybody again with a run that is fresh still, in this thread, and stores the predictions in the same way.
 *
 * @throws {KithError} CANCELLED when `signal` asked for it
 */
export async function scoreAgain(input: TrainModelInput): Promise<TrainingOutcome> {
  const { store, shop, model, asOf } = input
  const run = readModel({ store, shop }, model, asOf)
  if (run === null) return { model: model.name, runId: null, predictions: 0, gate: null }
  const frame = trainingFrame(input)
  await frame.checkpoint('scoring', 0)
  const rows = await model.score(frame, run.parameters)
  const predictions = await storePredictions({
    store,
    model,
    version: run.version,
    asOf: asOf.until,
    rows,
    pause: () => frame.checkpoint('storing', 0.8),
    finish: () => undefined,
  })
  return { model: model.name, runId: run.id, predictions, gate: null }
}
