import { isBusy } from '../../importing/calls/import-calls.ts'
import type { Store } from '../../store/open.ts'
import { withoutWaiting } from '../../store/queries/facts/without-waiting.ts'
import { logImpressions, type ShownList } from '../../store/queries/recommend/log-impressions.ts'

/** More than this wait for nothing: the oldest are given up. */
const MOST_WAITING = 10_000

const waiting = new WeakMap<Store, readonly ShownList[]>()

/**
 * Keeps a list that was shown. While another connection writes (a model that has just been learnt is large) nobody waits for
 * it: the list is written with the next one.
 */
export function keepImpressions(store: Store, list: ShownList): void {
  const due = [...(waiting.get(store) ?? []), list]
  let written = 0
  try {
    withoutWaiting(store, () => {
      for (const one of due) {
        logImpressions(store, one)
        written += 1
      }
    })
  } catch (error) {
    if (!isBusy(error)) throw error
  }
  waiting.set(store, due.slice(written).slice(-MOST_WAITING))
}
