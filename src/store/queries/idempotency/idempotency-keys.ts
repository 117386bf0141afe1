import { and, eq, inArray, lt, ne } from 'drizzle-orm'
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

/** Every kept reply that has a body. */
export const readReplies = (store: Store): readonly Pick<IdempotencyRow, 'key' | 'body'>[] =>
  store.db
    .select({ key: idempotencyKeys.key, body: idempotencyKeys.body })
    .from(idempotencyKeys)
    .where(ne(idempotencyKeys.body, ''))
    .all()

export const deleteKeys = (store: Store, keys: readonly string[]): void => {
  if (keys.length > 0)
    store.db
      .delete(idempotencyKeys)
      .where(inArray(idempotencyKeys.key, [...keys]))
      .run()
}
