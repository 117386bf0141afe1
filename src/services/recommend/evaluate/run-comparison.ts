import { startWorker, workerBeside } from '../../../jobs/start-worker.ts'
import { readFactVersion } from '../../../store/queries/features/read-fact-version.ts'
import type { Store } from '../../../store/open.ts'
import { compareMethods } from './compare-methods.ts'
import type { Comparison, ComparisonRequest } from './judged-methods.ts'

/** So few purchases are judged faster than a thread starts. */
const EVENTS_IN_THIS_THREAD = 2000

/** Kept per store: a question and its follow-ups. */
const MOST_ENTRIES = 4

const caches = new WeakMap<Store, Map<string, Promise<Comparison>>>()

/**
 * Compares methods without holding up the event loop. The same question about the same facts is answered from the last few.
 *
 * @param key - what the request was made from: as-of, methods, protocol, k
 */
export function runComparison(
  { store, signal }: { readonly store: Store; readonly signal: AbortSignal },
  key: string,
  request: () => ComparisonRequest,
): Promise<Comparison> {
  const cache = caches.get(store) ?? new Map<string, Promise<Comparison>>()
  caches.set(store, cache)
  const dated = `${readFactVersion(store)}/${key}`
  const found = cache.get(dated) ?? start(request(), signal)
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

async function start(request: ComparisonRequest, signal: AbortSignal): Promise<Comparison> {
  if (request.interactions.itemIds.length <= EVENTS_IN_THIS_THREAD) {
    return compareMethods(request, { signal, seconds: () => process.cpuUsage().user / 1e6 })
  }
  return (await startWorker(workerBeside(import.meta.url, 'compare-worker'), { data: request, signal })) as Comparison
}
