import type { Store } from '../../open.ts'

/** 16 MiB of page cache, and a checkpoint after every 32 MiB of WAL instead of 4. */
const CACHE_KIB = 16 * 1024
const CHECKPOINT_PAGES = 8192

/**
 * Gives the store's connection more page cache and rarer checkpoints while files come in. Durability stays FULL. Sorting
 * on disk instead of in memory was measured: as fast, and no smaller.
 *
 * @returns puts the connection back as it was
 */
export function tuneForImport(store: Store): () => void {
  const { sqlite } = store
  const cache = sqlite.pragma('cache_size', { simple: true })
  const checkpoint = sqlite.pragma('wal_autocheckpoint', { simple: true })
  sqlite.pragma(`cache_size = -${CACHE_KIB}`)
  sqlite.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
  return () => {
    if (!sqlite.open) return
    sqlite.pragma(`cache_size = ${String(cache)}`)
    sqlite.pragma(`wal_autocheckpoint = ${String(checkpoint)}`)
  }
}
