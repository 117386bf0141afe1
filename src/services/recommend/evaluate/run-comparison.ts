import { startWorker, workerBeside } from '../../../jobs/start-worker.ts'
import type { Store } from '../../../store/open.ts'
import { keepLatest } from '../../models/keep-latest.ts'
import { compareMethods } from './compare-methods.ts'
import type { Comparison, ComparisonRequest } from './judged-methods.ts'

/** So few purchases are judged faster than a thread starts. */
const EVENTS_IN_THIS_THREAD = 2000

const keep = keepLatest<Comparison>()

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
  return keep(store, key, () => start(request(), signal))
}

async function start(request: ComparisonRequest, signal: AbortSignal): Promise<Comparison> {
  if (request.interactions.itemIds.length <= EVENTS_IN_THIS_THREAD) {
    return compareMethods(request, { signal, seconds: () => process.cpuUsage().user / 1e6 })
  }
  return (await startWorker(workerBeside(import.meta.url, 'compare-worker'), { data: request, signal })) as Comparison
}
