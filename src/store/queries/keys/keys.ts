import { and, asc, count, eq, gt, inArray, isNull, or } from 'drizzle-orm'
import type { Store } from '../../open.ts'
import { apiKeys } from '../../schema/index.ts'

export type KeyRow = typeof apiKeys.$inferSelect

export const insertKey = (store: Store, row: typeof apiKeys.$inferInsert): void => {
  store.db.insert(apiKeys).values(row).run()
}

/** API keys that were created and not revoked: the people and programs that this shop knows. */
export const countActiveKeys = (store: Store): number =>
  store.db
    .select({ n: count() })
    .from(apiKeys)
    .where(and(eq(apiKeys.kind, 'key'), isNull(apiKeys.revokedAt)))
    .get()?.n ?? 0

/** The row of a token's hash, unless revoked or expired. */
export const findLiveKey = (store: Store, tokenHash: Buffer, now: number): KeyRow | undefined =>
  store.db
    .select()
    .from(apiKeys)
    .where(
      and(
        eq(apiKeys.tokenHash, tokenHash),
        isNull(apiKeys.revokedAt),
        or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now)),
      ),
    )
    .get()

export const touchKey = (store: Store, id: string, now: number): void => {
  store.db.update(apiKeys).set({ lastUsedAt: now }).where(eq(apiKeys.id, id)).run()
}

/** Revokes once; false when there is no such live key. */
export const revokeKeyRow = (store: Store, id: string, now: number): boolean =>
  store.db
    .update(apiKeys)
    .set({ revokedAt: now })
    .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
    .run().changes === 1

export const listKeyRows = (store: Store): KeyRow[] =>
  store.db
    .select()
    .from(apiKeys)
    .where(inArray(apiKeys.kind, ['key', 'write']))
    .orderBy(asc(apiKeys.createdAt))
    .all()

export const readKeyRow = (store: Store, id: string): KeyRow | undefined =>
  store.db.select().from(apiKeys).where(eq(apiKeys.id, id)).get()
