import type { Store } from '../../open.ts'
import { modelRuns } from '../../schema/index.ts'

export type ModelRunRow = typeof modelRuns.$inferSelect

const SELECT = `SELECT id, model, version, definition, trained_as_of AS trainedAsOf, trained_at AS trainedAt,
  orders_seen AS ordersSeen, seed, parameters, report_card AS reportCard FROM model_runs`

/**
 * Which run of a model is the newest that learnt from nothing at or after `until` (UTC ms). Its parameters can take
 * dozens of MB and are read apart, once.
 */
export const findNewestRun = (
  store: Store,
  { model, definition, until }: { readonly model: string; readonly definition: number; readonly until: number },
): Pick<ModelRunRow, 'id' | 'trainedAt'> | undefined =>
  store.sqlite
    .prepare<[string, number, number], Pick<ModelRunRow, 'id' | 'trainedAt'>>(
      `SELECT id, trained_at AS trainedAt FROM model_runs WHERE model = ? AND definition = ? AND trained_as_of <= ?
       ORDER BY trained_as_of DESC, version DESC LIMIT 1`,
    )
    .get(model, definition, until)

export const readRun = (store: Store, id: string): ModelRunRow | undefined =>
  store.sqlite.prepare<[string], ModelRunRow>(`${SELECT} WHERE id = ?`).get(id)

/** Stores a run, inside the caller's transaction; returns its id. */
export function insertRun(store: Store, run: Omit<ModelRunRow, 'id'>): string {
  const id = runId(run.model, run.version)
  store.db
    .insert(modelRuns)
    .values({ ...run, id })
    .run()
  return id
}

export const runId = (model: string, version: number): string => `${model}-v${version}`

/** Valid orders before `until` (UTC ms): how much there is to learn from. */
export const countOrders = (store: Store, until: number): number =>
  store.sqlite
    .prepare<[number, number], number>(
      `SELECT count(*) FROM orders INDEXED BY orders_customer_idx
       WHERE customer_id IS NOT NULL AND has_sale = 1 AND flag IS NULL AND ordered_at < ?
         AND (cancelled_at IS NULL OR cancelled_at >= ?)`,
    )
    .pluck()
    .get(until, until) ?? 0
