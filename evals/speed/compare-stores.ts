import { openStore, type Store } from '../../src/store/open.ts'
import { rebuildRollups } from '../../src/store/queries/rollups/rebuild-rollups.ts'

const FACTS = ['orders', 'order_lines', 'returns'] as const
const ROLLUPS = ['customer_rollups', 'customer_months', 'daily_rollups'] as const

const rowsOf = (store: Store, table: string): string[] =>
  store.sqlite
    .prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`)
    .all()
    .map((row) => JSON.stringify({ ...row, import_id: null }))
    .sort()

export interface StoreComparison {
  /** Facts of the reference that the store lacks, and facts of the store that the reference lacks. */
  readonly lost: number
  readonly doubled: number
  readonly rollupsEqualRebuild: boolean
  readonly check: string
}

/** Holds a store against one that was filled without interruption, and its rollups against a rebuild. */
export function compareStores(path: string, referencePath: string): StoreComparison {
  const store = openStore(path)
  const reference = openStore(referencePath)
  let lost = 0
  let doubled = 0
  for (const table of FACTS) {
    const ours = rowsOf(store, table)
    const theirs = rowsOf(reference, table)
    const known = new Set(theirs)
    const present = new Set(ours)
    lost += theirs.filter((row) => !present.has(row)).length
    doubled += ours.length - present.size + ours.filter((row) => !known.has(row)).length
  }
  const kept = ROLLUPS.map((table) => rowsOf(store, table))
  rebuildRollups(store)
  const rebuilt = ROLLUPS.map((table) => rowsOf(store, table))
  const check = String(store.sqlite.pragma('quick_check', { simple: true }))
  store.close()
  reference.close()
  return { lost, doubled, rollupsEqualRebuild: JSON.stringify(kept) === JSON.stringify(rebuilt), check }
}
