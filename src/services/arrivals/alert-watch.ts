import { setTimeout as pause } from 'node:timers/promises'
import type { RescoredCustomer } from '../churn/rescore-customers.ts'
import type { ServiceContext } from '../context.ts'
import { fireAlerts } from './follow-arrivals.ts'

/** At most this share of the server's time goes into alerts: a stream of events must not keep questions waiting. */
const SHARE = 0.2
/** However long a look took, the next one is not later than this. */
const LONGEST_PAUSE_MS = 700

export interface AlertWatch {
  /** Facts of these customers have changed. */
  changed(customerIds: readonly string[], rescored: readonly RescoredCustomer[]): void
  settled(): Promise<void>
}

/**
 * Holds alert rules against what arrives, soon after it has: what comes while one look is under way, or too soon after it,
 * is looked at together.
 */
export function createAlertWatch(contextFor: () => ServiceContext): AlertWatch {
  const owed = new Set<string>()
  const scores = new Map<string, RescoredCustomer>()
  let isOwed = false
  let looking: Promise<void> | null = null

  const look = async (): Promise<void> => {
    while (isOwed) {
      await pause(0)
      const ctx = contextFor()
      const changed = [...owed]
      const rescored = new Map(scores)
      owed.clear()
      scores.clear()
      isOwed = false
      const from = performance.now()
      try {
        fireAlerts(ctx, rescored, changed)
      } catch (error) {
        ctx.log.error({ err: error }, 'alert rules could not be looked at')
      }
      const took = performance.now() - from
      if (isOwed) await pause(Math.min(LONGEST_PAUSE_MS, took / SHARE))
    }
    looking = null
  }
  return {
    changed(customerIds, rescored) {
      isOwed = true
      for (const id of customerIds) owed.add(id)
      // The score before the first of several changes is the one that was passed.
      for (const one of rescored) {
        scores.set(one.customerId, { ...one, before: scores.get(one.customerId)?.before ?? one.before })
      }
      looking ??= look()
    },
    settled: async () => {
      while (looking !== null) await looking
    },
  }
}
