import type { Statement } from 'better-sqlite3'
import type { Store } from '../../open.ts'

export interface ErasureRow {
  readonly valueHash: Buffer
  readonly kind: string
  readonly erasedAt: number
}

export function insertErasures(store: Store, rows: readonly ErasureRow[]): void {
  const insert = store.sqlite.prepare(
    'INSERT INTO erasures (value_hash, kind, erased_at) VALUES (@valueHash, @kind, @erasedAt) ON CONFLICT DO NOTHING',
  )
  for (const row of rows) insert.run(row)
}

export const listErasures = (store: Store): ErasureRow[] =>
  store.sqlite
    .prepare<[], ErasureRow>(
      'SELECT value_hash AS valueHash, kind, erased_at AS erasedAt FROM erasures ORDER BY value_hash',
    )
    .all()

/** Look-ups of who was erased; `any` is cheap and is asked before the others. */
export function erasureLookup(store: Store): { any(): boolean; has(valueHash: Buffer): boolean } {
  const any: Statement<[], number> = store.sqlite.prepare<[], number>('SELECT 1 FROM erasures LIMIT 1').pluck()
  const has: Statement<[Buffer], number> = store.sqlite
    .prepare<[Buffer], number>('SELECT 1 FROM erasures WHERE value_hash = ?')
    .pluck()
  return { any: () => any.get() !== undefined, has: (valueHash) => has.get(valueHash) !== undefined }
}
