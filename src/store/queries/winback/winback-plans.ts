import type { Store } from '../../open.ts'
import { audienceMembers, audiences } from '../../schema/index.ts'

export interface StoredPlan {
  readonly id: string
  /** JSON of how it was made. */
  readonly definition: string
  readonly createdAt: number
}

export interface PlanMember {
  readonly customerId: string
  readonly isHoldout: boolean
}

/** Keeps a plan and whom it treats or leaves alone; the same id twice changes nothing. */
export function insertPlan(store: Store, plan: typeof audiences.$inferInsert, members: readonly PlanMember[]): void {
  store.sqlite
    .transaction(() => {
      const { changes } = store.db.insert(audiences).values(plan).onConflictDoNothing().run()
      if (changes === 0) return
      for (const { customerId, isHoldout } of members) {
        store.db
          .insert(audienceMembers)
          .values({ audienceId: plan.id, customerId, isHoldout: isHoldout ? 1 : 0 })
          .run()
      }
    })
    .immediate()
}

export const readPlan = (store: Store, id: string): StoredPlan | undefined =>
  store.sqlite
    .prepare<[string], StoredPlan>('SELECT id, definition, created_at AS createdAt FROM audiences WHERE id = ?')
    .get(id)

export const readPlanMembers = (store: Store, id: string): PlanMember[] =>
  store.sqlite
    .prepare<[string], [string, number]>(
      'SELECT customer_id, is_holdout FROM audience_members WHERE audience_id = ? ORDER BY customer_id',
    )
    .raw()
    .all(id)
    .map(([customerId, isHoldout]) => ({ customerId, isHoldout: isHoldout === 1 }))
