import { and, count, desc, eq, gt, lte, sql } from 'drizzle-orm'
import type { PageRequest } from '../../../lib/page.ts'
import type { Store } from '../../open.ts'
import { proposals } from '../../schema/index.ts'

export type ProposalRow = typeof proposals.$inferSelect
export type ProposalStatus = 'proposed' | 'approved' | 'rejected' | 'expired' | 'executed' | 'failed'

export const insertProposal = (store: Store, row: typeof proposals.$inferInsert): void => {
  store.db.insert(proposals).values(row).run()
}

export const readProposal = (store: Store, id: string): ProposalRow | undefined =>
  store.db.select().from(proposals).where(eq(proposals.id, id)).get()

export const listProposalRows = (
  store: Store,
  status: ProposalStatus | null,
  { limit, after }: PageRequest,
): ProposalRow[] =>
  store.db
    .select()
    .from(proposals)
    .where(
      and(
        status === null ? undefined : eq(proposals.status, status),
        after === null ? undefined : sql`(${proposals.createdAt}, ${proposals.id}) < (${after.at}, ${after.id})`,
      ),
    )
    .orderBy(desc(proposals.createdAt), desc(proposals.id))
    .limit(limit)
    .all()

/** Carried out, with a file that is on its way to the webhook; oldest first. */
export const listPostedProposals = (store: Store): ProposalRow[] =>
  store.db
    .select()
    .from(proposals)
    .where(
      and(eq(proposals.status, 'executed'), sql`json_extract(${proposals.outcome}, '$.webhook.status') = 'waiting'`),
    )
    .orderBy(proposals.createdAt, proposals.id)
    .limit(100)
    .all()

/** Writes what became of a proposal over what it was: false when another process has written since. */
export const moveOutcome = (store: Store, id: string, from: string, to: string): boolean =>
  store.db
    .update(proposals)
    .set({ outcome: to })
    .where(and(eq(proposals.id, id), eq(proposals.outcome, from)))
    .run().changes === 1

/** How many wait for a decision and can still get one. */
export const countWaitingProposals = (store: Store, now: number): number =>
  store.db
    .select({ n: count() })
    .from(proposals)
    .where(and(eq(proposals.status, 'proposed'), gt(proposals.expiresAt, now)))
    .get()?.n ?? 0

/**
 * Moves a proposal from one status to another, once: false when it was no longer in `from`, so of two callers exactly one
 * goes on.
 */
export function moveProposal(
  store: Store,
  id: string,
  from: ProposalStatus,
  change: Partial<typeof proposals.$inferInsert> & { readonly status: ProposalStatus },
): boolean {
  const result = store.db
    .update(proposals)
    .set(change)
    .where(and(eq(proposals.id, id), eq(proposals.status, from)))
    .run()
  return result.changes === 1
}

/** Marks what was not decided in time. */
export const expireProposals = (store: Store, now: number): void => {
  store.db
    .update(proposals)
    .set({ status: 'expired' })
    .where(and(eq(proposals.status, 'proposed'), lte(proposals.expiresAt, now)))
    .run()
}

/** Runs `work` in one immediate transaction of the store. */
export const inTransaction = <Result>(store: Store, work: () => Result): Result =>
  store.db.transaction(() => work(), { behavior: 'immediate' })
