import type { Store } from '../../open.ts'

/** Names of a few products by their id. */
export function readProductNames(store: Store, ids: readonly string[]): ReadonlyMap<string, string> {
  const name = store.sqlite.prepare<[string], string>('SELECT name FROM products WHERE id = ?').pluck()
  return new Map(
    ids.flatMap((id) => {
      const found = name.get(id)
      return found === undefined ? [] : [[id, found] as const]
    }),
  )
}
