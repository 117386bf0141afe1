import type { Store } from '../../open.ts'

interface Statements {
  readonly others: () => unknown
  readonly own: () => unknown
  readonly version: () => unknown
}
const statements = new WeakMap<Store, Statements>()

function statementsOf(store: Store): Statements {
  const known = statements.get(store)
  if (known !== undefined) return known
  const { sqlite } = store
  const others = sqlite.prepare('PRAGMA data_version').pluck()
  const own = sqlite.prepare('SELECT total_changes()').pluck()
  const version = sqlite
    .prepare(
      `SELECT (SELECT group_concat(name || ':' || fact_version || ':' || ifnull(as_of, '')) FROM watermarks) || '/' ||
         ifnull((SELECT group_concat(key || value) FROM settings), '')`,
    )
    .pluck()
  const made = { others: () => others.get(), own: () => own.get(), version: () => version.get() }
  statements.set(store, made)
  return made
}

/** A text that stays the same only while nobody, here or in another process, writes anything to the store. Two look-ups. */
export function readChangeStamp(store: Store): string {
  const { others, own } = statementsOf(store)
  return `${String(others())}.${String(own())}`
}

/** A text that differs whenever facts, features, predictions or settings do: what a card is made of. */
export const readCardVersion = (store: Store): string => String(statementsOf(store).version())
