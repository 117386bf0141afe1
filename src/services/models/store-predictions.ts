import { setTimeout } from 'node:timers/promises'
import type { Store } from '../../store/open.ts'
import {
  claimSlots,
  emptySlot,
  keepSlots,
  nextVersion,
  serveSlots,
  type ClaimedSlots,
} from '../../store/queries/models/prediction-slots.ts'
import { runId } from '../../store/queries/models/model-runs.ts'
import { writePredictions } from '../../store/queries/models/predictions.ts'
import type { ModelDefinition, Prediction } from './model-definition.ts'

/** Predictions that one transaction writes: about 30 ms, for which another writer may have to wait. */
const BATCH = 4000
/** Between two transactions, so that whoever waits to write gets a turn. */
const PAUSE_MS = 20

export interface StorePredictionsInput {
  readonly store: Store
  readonly model: Pick<ModelDefinition, 'name' | 'predicts'>
  /** Null: that of the run that is stored at the end. */
  readonly version: number | null
  readonly asOf: number
  readonly rows: Iterable<Prediction>
  /** Called before each batch; what it throws leaves the predictions that serve. */
  readonly pause: () => Promise<void>
  /** Done in the transaction that lets the predictions serve. */
  readonly finish: (version: number) => void
}

/**
 * Stores everybody's predictions a little at a time beside those that serve, lets them serve in one transaction with
 * `finish`, and removes what served before. A conversation that writes meanwhile waits for one batch, and whatever
 * stops the storing leaves the earlier predictions as they were.
 *
 * @returns how many were written
 * @throws {KithError} CONFLICT when a later training of the model has begun to store
 */
export async function storePredictions(input: StorePredictionsInput): Promise<number> {
  const { store, model, asOf, rows, finish, pause } = input
  const { sqlite } = store
  const claimed: ClaimedSlots = sqlite
    .transaction(() => {
      const version = input.version ?? nextVersion(store, model.name, model.predicts)
      return claimSlots(store, model.predicts, version)
    })
    .immediate()
  const inTurn = async (work: () => number): Promise<number> => {
    const done = sqlite
      .transaction(() => {
        keepSlots(store, claimed)
        return work()
      })
      .immediate()
    await setTimeout(PAUSE_MS)
    return done
  }
  const empty = async (slots: Iterable<string>): Promise<void> => {
    for (const slot of slots) while ((await inTurn(() => emptySlot(store, slot, BATCH))) === BATCH);
  }
  // What a storing that never ended has left behind.
  await empty(claimed.slots.values())
  const stamp = { runId: runId(model.name, claimed.version), asOf }
  let written = 0
  for (const batch of batches(rows)) {
    await pause()
    written += await inTurn(() => writePredictions(store, batch, stamp, claimed.slots))
  }
  sqlite
    .transaction(() => {
      keepSlots(store, claimed)
      finish(claimed.version)
      serveSlots(store, claimed)
    })
    .immediate()
  await empty([...claimed.slots].map(([name, slot]) => (slot === name ? `${name}~` : name)))
  return written
}

function* batches(rows: Iterable<Prediction>): Generator<readonly Prediction[]> {
  let batch: Prediction[] = []
  for (const row of rows) {
    batch.push(row)
    if (batch.length === BATCH) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}
