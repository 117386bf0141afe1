import type { Store } from '../../open.ts'
import { servedAs } from './prediction-slots.ts'

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

/** Whoever was erased since the scores were worked out has neither a row nor an order any more. */
const WRITE = `INSERT INTO predictions (model, customer_id, run_id, as_of, value, low, high, details)
  SELECT @slot, @customerId, @runId, @asOf, @value, @low, @high, @details
  WHERE EXISTS (SELECT 1 FROM customers WHERE id = @customerId)
    OR EXISTS (SELECT 1 FROM orders WHERE customer_id = @customerId)
  ON CONFLICT (model, customer_id) DO UPDATE SET run_id = excluded.run_id, as_of = excluded.as_of,
    value = excluded.value, low = excluded.low, high = excluded.high, details = excluded.details`

/**
 * Writes predictions over those of the same name and customer, of customers who are there still; returns how many.
 *
 * @param slots - where each name's predictions go; to those that serve unless given
 */
export function writePredictions(
  store: Store,
  rows: Iterable<StoredPrediction>,
  stamp: PredictionStamp,
  slots: ReadonlyMap<string, string> = new Map(),
): number {
  const write = store.sqlite.prepare(WRITE)
  const serving = store.sqlite.prepare<[{ name: string }], string>(`SELECT ${servedAs('@name')}`).pluck()
  let written = 0
  for (const { model, ...row } of rows) {
    written += write.run({ ...row, ...stamp, slot: slots.get(model) ?? serving.get({ name: model }) }).changes
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
    .prepare<[{ name: string; customerId: string }], PredictionStamp & { readonly value: number }>(
      `SELECT run_id AS runId, as_of AS asOf, value FROM predictions
       WHERE model = ${servedAs('@name')} AND customer_id = @customerId`,
    )
    .get({ name, customerId })

/** When everybody was last scored under a name (the as-of, UTC ms); null before that. */
export const readScoredAt = (store: Store, name: string): number | null =>
  store.sqlite
    .prepare<[{ name: string }], number>(`SELECT as_of FROM predictions WHERE model = ${servedAs('@name')} LIMIT 1`)
    .pluck()
    .get({ name }) ?? null
