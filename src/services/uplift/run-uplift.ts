import { startWorker, workerBeside } from '../../jobs/start-worker.ts'
import type { Store } from '../../store/open.ts'
import { keepLatest } from '../models/keep-latest.ts'
import { learnUplift, type Learnt, type UpliftRequest } from './learn-uplift.ts'

/** So few are learnt from faster than a thread starts. */
const ROWS_IN_THIS_THREAD = 600

const keep = keepLatest<Learnt>()

/**
 * Learns for whom a campaign worked without holding up the event loop: in a thread of its own where there are many
 * customers. The same question about the same facts is answered from the last few.
 *
 * @param key - what the request was made from: as-of, campaign, outcome, window, conditions, language
 */
export const runUplift = (
  { store, signal }: { readonly store: Store; readonly signal: AbortSignal },
  key: string,
  request: () => UpliftRequest,
): Promise<Learnt> => keep(store, key, () => start(request(), signal))

async function start(request: UpliftRequest, signal: AbortSignal): Promise<Learnt> {
  if (request.rows.treated.length <= ROWS_IN_THIS_THREAD) return learnUplift(request)
  return (await startWorker(workerBeside(import.meta.url, 'uplift-worker'), { data: request, signal })) as Learnt
}
