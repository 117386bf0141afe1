import { and, eq, lt } from 'drizzle-orm'
import type { Store } from '../../open.ts'
import { idempotencyKeys } from '../../schema/index.ts'

export type IdempotencyRow = typeof idempotencyKeys.$inferSelect

/** Takes a key for the first request that brings it; false when another request had it before. */
export const takeKey = (store: Store, row: IdempotencyRow): boolean =>
  store.db.insert(idempotencyKeys).values(row).onConflictDoNothing().run().changes === 1

export const readKey = (store: Store, key: string): IdempotencyRow | undefined =>
  store.db.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, key)).get()

/** Keeps what the request that took the key was answered. */
export const keepReply = (
  store: Store,
  key: string,
  reply: { readonly status: number; readonly body: string },
): void => {
  store.db.update(idempotencyKeys).set(reply).where(eq(idempotencyKeys.key, key)).run()
}

/** Gives a key back, so that the request may be sent again; only while it has no reply. */
export const releaseKey = (store: Store, key: string): void => {
  store.db
    .delete(idempotencyKeys)
    .where(and(eq(idempotencyKeys.key, key), eq(idempotencyKeys.status, 0)))
    .run()
}

export const deleteKeysBefore = (store: Store, instant: number): void => {
  store.db.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, instant)).run()
}
