import { startWorker, workerBeside } from '../../../jobs/start-worker.ts'
import type { Store } from '../../../store/open.ts'
import { keepLatest } from '../../models/keep-latest.ts'
import type { ClusterOutcome, ClusterRequest } from './cluster-request.ts'
import { findClusters } from './find-clusters.ts'

/** So few are clustered faster than a thread starts. */
const ROWS_IN_THIS_THREAD = 600

const keep = keepLatest<ClusterOutcome>()

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
  return keep(store, key, () => start(request(), signal))
}

async function start(request: ClusterRequest, signal: AbortSignal): Promise<ClusterOutcome> {
  const rows = request.now[0]?.values.length ?? 0
  if (rows <= ROWS_IN_THIS_THREAD) return findClusters(request)
  const outcome = await startWorker(workerBeside(import.meta.url, 'cluster-worker'), { data: request, signal })
  return outcome as ClusterOutcome
}
