import { startWorker, workerBeside } from '../../../jobs/start-worker.ts'
import type { Store } from '../../../store/open.ts'
import { readFactVersion } from '../../../store/queries/features/read-fact-version.ts'
import type { ClusterOutcome, ClusterRequest } from './cluster-request.ts'
import { findClusters } from './find-clusters.ts'

/** So few are clustered faster than a thread starts. */
const ROWS_IN_THIS_THREAD = 600

/** Kept per store: a question, its follow-ups and one more. */
const MOST_ENTRIES = 4

const caches = new WeakMap<Store, Map<string, Promise<ClusterOutcome>>>()

/**
 * Finds clusters without holding up the event loop: in a thread of its own when there are many customers. The same
 * question about the same facts is answered from the last few.
 *
 * @param key - what the request was made from: as-of, conditions, method, measures
 */
export function runClusters(
  { store, signal }: { readonly store: Store; readonly signal: AbortSignal },
  key: string,
  request: () => ClusterRequest,
): Promise<ClusterOutcome> {
  const cache = caches.get(store) ?? new Map<string, Promise<ClusterOutcome>>()
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

async function start(request: ClusterRequest, signal: AbortSignal): Promise<ClusterOutcome> {
  const rows = request.now[0]?.values.length ?? 0
  if (rows <= ROWS_IN_THIS_THREAD) return findClusters(request)
  const outcome = await startWorker(workerBeside(import.meta.url, 'cluster-worker'), { data: request, signal })
  return outcome as ClusterOutcome
}
