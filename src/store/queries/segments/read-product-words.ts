import type { Store } from '../../open.ts'

/** The category of each of these products, or where it has none its name, or its id. */
export function readProductWords(store: Store, ids: readonly string[]): readonly string[] {
  const word = store.sqlite
    .prepare<[string], string | null>(
      "SELECT coalesce(nullif(category, ''), nullif(name, '')) FROM products WHERE id = ?",
    )
    .pluck()
  return ids.map((id) => word.get(id) ?? id)
}
