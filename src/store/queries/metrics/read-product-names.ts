import type { Store } from '../../open.ts'

/** Names of products by id; unknown ids are absent. */
export function readProductNames(store: Store, ids: readonly string[]): Map<string, string> {
  return new Map(
    store.sqlite
      .prepare<[string], { id: string; name: string }>(
        'SELECT id, name FROM products WHERE id IN (SELECT value FROM json_each(?))',
      )
      .all(JSON.stringify(ids))
      .map(({ id, name }) => [id, name]),
  )
}
