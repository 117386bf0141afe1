import type { Store } from '../../open.ts'

/** A prediction as it is kept: one of each name per customer. */
export interface StoredPrediction {
  readonly model: string
  readonly customerId: string
  readonly value: number
  readonly low: number | null
  readonly high: number | null
  readonly details: string | null
}

export interface PredictionStamp {
  readonly runId: string
  /** UTC ms */
  readonly asOf: number
}

const WRITE = `INSERT INTO predictions (model, customer_id, run_id, as_of, value, low, high, details)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (model, customer_id) DO UPDATE SET run_id = excluded.run_id, as_of = excluded.as_of,
    value = excluded.value, low = excluded.low, high = excluded.high, details = excluded.details`

/** Replaces all predictions of these names, inside the caller's transaction; returns how many were written. */
export function replacePredictions(
  store: Store,
  names: readonly string[],
  rows: Iterable<StoredPrediction>,
  stamp: PredictionStamp,
): number {
  const clear = store.sqlite.prepare('DELETE FROM predictions WHERE model = ?')
  for (const name of names) clear.run(name)
  return writePredictions(store, rows, stamp)
}

/** Writes predictions over those of the same name and customer; returns how many. */
export function writePredictions(store: Store, rows: Iterable<StoredPrediction>, stamp: PredictionStamp): number {
  const write = store.sqlite.prepare(WRITE)
  let written = 0
  for (const { model, customerId, value, low, high, details } of rows) {
    write.run(model, customerId, stamp.runId, stamp.asOf, value, low, high, details)
    written += 1
  }
  return written
}

/** The stored prediction of one name for one customer, with what it was made from; undefined when there is none. */
export const readPrediction = (
  store: Store,
  name: string,
  customerId: string,
): (PredictionStamp & { readonly value: number }) | undefined =>
  store.sqlite
    .prepare<[string, string], PredictionStamp & { readonly value: number }>(
      'SELECT run_id AS runId, as_of AS asOf, value FROM predictions WHERE model = ? AND customer_id = ?',
    )
    .get(name, customerId)

/** When everybody was last scored under a name (the as-of, UTC ms); null before that. */
export const readScoredAt = (store: Store, name: string): number | null =>
  store.sqlite.prepare<[string], number>('SELECT as_of FROM predictions WHERE model = ? LIMIT 1').pluck().get(name) ??
  null
