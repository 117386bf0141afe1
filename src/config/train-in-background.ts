import type { Runtime } from '../channels/runtime.ts'
import { refresh } from '../services/refresh/refresh.ts'

/** Trains the models and builds the index that are stale while questions are answered already; a question that needs one sooner waits for it. */
export async function trainInBackground(runtime: Runtime, signal: AbortSignal): Promise<void> {
  const actor = { id: 'start', role: 'admin', boundCustomerId: null, channel: 'job', sharedChannel: false } as const
  try {
    await refresh({ ctx: runtime.contextFor(actor, { signal }), input: { what: 'models', force: false } })
    await refresh({ ctx: runtime.contextFor(actor, { signal }), input: { what: 'index', force: false } })
  } catch (error) {
    if (!signal.aborted) runtime.log.error({ err: error }, 'the models or the index could not be made')
  }
}
