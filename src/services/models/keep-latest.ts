import type { Store } from '../../store/open.ts'
import { readFactVersion } from '../../store/queries/features/read-fact-version.ts'

/** Kept per store: a question, its follow-ups and one more. */
const MOST_ENTRIES = 4

/**
 * Remembers the last few outcomes of heavy work by store, facts and key, so that the same question about the same facts is
 * answered at once, and two who ask at the same time wait for one computation.
 *
 * @example const keep = keepLatest<Comparison>(); keep(store, 'as-of/k10', () => compare(request))
 */
export function keepLatest<Outcome>(): (store: Store, key: string, start: () => Promise<Outcome>) => Promise<Outcome> {
  const caches = new WeakMap<Store, Map<string, Promise<Outcome>>>()
  return (store, key, start) => {
    const cache = caches.get(store) ?? new Map<string, Promise<Outcome>>()
    caches.set(store, cache)
    const dated = `${readFactVersion(store)}/${key}`
    const found = cache.get(dated) ?? start()
    cache.delete(dated)
    cache.set(dated, found)
    // What failed, or was stopped by one caller, is not the answer of the next.
    found.catch(() => cache.delete(dated))
    for (const oldest of cache.keys()) {
      if (cache.size <= MOST_ENTRIES) break
      cache.delete(oldest)
    }
    return found
  }
}
