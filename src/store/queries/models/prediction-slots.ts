import { KithError } from '../../../lib/errors.ts'
import type { Store } from '../../open.ts'

/** SQL for the name under which a model's predictions stand in `predictions`, from an expression for the model's name. */
export const servedAs = (name: string): string =>
  `coalesce((SELECT served_as FROM prediction_slots WHERE model = ${name}), ${name})`

/** The place beside the serving one, by predicted name, for the scores of one run. */
export interface ClaimedSlots {
  readonly version: number
  readonly slots: ReadonlyMap<string, string>
}

/** The version that the next run of a model gets: no run has it, and none that is being written. */
export const nextVersion = (store: Store, model: string, names: readonly string[]): number =>
  1 +
  Math.max(
    newest(store, 'SELECT max(version) FROM model_runs WHERE model = ?', model),
    ...names.map((name) => newest(store, 'SELECT claimed_version FROM prediction_slots WHERE model = ?', name)),
  )

const newest = (store: Store, sql: string, name: string): number =>
  store.sqlite.prepare<[string], number | null>(sql).pluck().get(name) ?? 0

/**
 * Takes the place beside the serving one for the scores of a run, inside the caller's transaction. Whoever was writing
 * there finds out at its next batch.
 */
export function claimSlots(store: Store, names: readonly string[], version: number): ClaimedSlots {
  const read = store.sqlite.prepare<[string], string>('SELECT served_as FROM prediction_slots WHERE model = ?').pluck()
  const claim = store.sqlite.prepare(
    `INSERT INTO prediction_slots (model, served_as, claimed_version) VALUES (?, ?, ?)
     ON CONFLICT (model) DO UPDATE SET claimed_version = excluded.claimed_version`,
  )
  const slots = new Map<string, string>()
  for (const name of names) {
    const serving = read.get(name) ?? name
    slots.set(name, serving === name ? `${name}~` : name)
    claim.run(name, serving, version)
  }
  return { version, slots }
}

/**
 * Makes sure that these slots are still the caller's, inside its transaction.
 *
 * @throws {KithError} CONFLICT when a later run has taken them
 */
export function keepSlots(store: Store, { version, slots }: ClaimedSlots): void {
  const claimed = store.sqlite
    .prepare<[string], number>('SELECT claimed_version FROM prediction_slots WHERE model = ?')
    .pluck()
  for (const name of slots.keys()) {
    if (claimed.get(name) !== version) {
      throw new KithError('CONFLICT', `predictions of ${name} are being made by a later training`, {
        hint: 'Wait for the later training; its predictions will serve.',
      })
    }
  }
}

/** Lets what stands in these slots serve, inside the caller's transaction. */
export function serveSlots(store: Store, { slots }: ClaimedSlots): void {
  const serve = store.sqlite.prepare('UPDATE prediction_slots SET served_as = ? WHERE model = ?')
  for (const [name, slot] of slots) serve.run(slot, name)
}

/** Deletes up to `most` predictions that stand in a slot; returns how many. */
export const emptySlot = (store: Store, slot: string, most: number): number =>
  store.sqlite
    .prepare<[string, number]>(
      'DELETE FROM predictions WHERE rowid IN (SELECT rowid FROM predictions WHERE model = ? LIMIT ?)',
    )
    .run(slot, most).changes
