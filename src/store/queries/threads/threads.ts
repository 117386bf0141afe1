import { and, count, desc, eq, gte, isNull, sql } from 'drizzle-orm'
import type { PageRequest } from '../../../lib/page.ts'
import type { Store } from '../../open.ts'
import { threads, toolResults, turns } from '../../schema/index.ts'

export type ThreadRow = typeof threads.$inferSelect
export type TurnRow = typeof turns.$inferSelect
export type ToolResultRow = typeof toolResults.$inferSelect

export const readThreadRow = (store: Store, id: string): ThreadRow | undefined =>
  store.db.select().from(threads).where(eq(threads.id, id)).get()

/** Newest first, one actor's own. */
export const listThreadRows = (
  store: Store,
  { actorId, boundCustomerId }: { readonly actorId: string; readonly boundCustomerId: string | null },
  { limit, after }: PageRequest,
): ThreadRow[] =>
  store.db
    .select()
    .from(threads)
    .where(
      and(
        eq(threads.actorId, actorId),
        boundCustomerId === null ? isNull(threads.boundCustomerId) : eq(threads.boundCustomerId, boundCustomerId),
        after === null ? undefined : sql`(${threads.updatedAt}, ${threads.id}) < (${after.at}, ${after.id})`,
      ),
    )
    .orderBy(desc(threads.updatedAt), desc(threads.id))
    .limit(limit)
    .all()

/** The latest `limit` turns, oldest first. */
export const readTurnRows = (store: Store, threadId: string, limit: number): TurnRow[] =>
  store.db
    .select()
    .from(turns)
    .where(eq(turns.threadId, threadId))
    .orderBy(desc(turns.position))
    .limit(limit)
    .all()
    .toReversed()

export const readToolResultRow = (store: Store, threadId: string, resultId: string): ToolResultRow | undefined =>
  store.db
    .select()
    .from(toolResults)
    .where(and(eq(toolResults.threadId, threadId), eq(toolResults.resultId, resultId)))
    .get()

/** The number of the latest result of a thread: 7 when r7 is; 0 when there is none. */
export const readLastResultNumber = (store: Store, threadId: string): number =>
  store.db
    .select({ last: sql<number | null>`max(cast(substr(${toolResults.resultId}, 2) as integer))` })
    .from(toolResults)
    .where(eq(toolResults.threadId, threadId))
    .get()?.last ?? 0

/** Adds to what is kept beside a turn; false when there is no such turn. */
export const mergeTurnState = (
  store: Store,
  threadId: string,
  position: number,
  state: Readonly<Record<string, unknown>>,
): boolean =>
  store.db
    .update(turns)
    .set({ state: sql`json_patch(coalesce(${turns.state}, '{}'), ${JSON.stringify(state)})` })
    .where(and(eq(turns.threadId, threadId), eq(turns.position, position)))
    .run().changes === 1

/** Takes back a turn and all that follow it; their results stay, for whoever holds a link to one. */
export const deleteTurnsFrom = (store: Store, threadId: string, position: number): number =>
  store.db
    .delete(turns)
    .where(and(eq(turns.threadId, threadId), gte(turns.position, position)))
    .run().changes

export interface NewTurn {
  readonly thread: Pick<ThreadRow, 'id' | 'actorId' | 'boundCustomerId' | 'title' | 'identities'>
  readonly question: string
  readonly answer: string
  readonly state: string | null
  readonly results: readonly Pick<ToolResultRow, 'resultId' | 'tool' | 'args' | 'result'>[]
  readonly at: number
}

/** Writes a turn with its results, making the thread on its first turn; all of it or nothing. Returns the turn's position. */
export const insertTurn = (store: Store, { thread, question, answer, state, results, at }: NewTurn): number =>
  store.db.transaction((tx) => {
    tx.insert(threads)
      .values({ ...thread, createdAt: at, updatedAt: at })
      .onConflictDoUpdate({ target: threads.id, set: { updatedAt: at, identities: thread.identities } })
      .run()
    const position = tx.select({ n: count() }).from(turns).where(eq(turns.threadId, thread.id)).get()?.n ?? 0
    tx.insert(turns).values({ threadId: thread.id, position, question, answer, state, askedAt: at }).run()
    for (const result of results) {
      tx.insert(toolResults)
        .values({ ...result, threadId: thread.id, createdAt: at })
        .run()
    }
    return position
  })
