import { and, asc, eq, gt, lt, lte, or } from 'drizzle-orm'
import type { Store } from '../../open.ts'
import { changePosts, customerChanges } from '../../schema/index.ts'

export type ChangeRow = typeof customerChanges.$inferSelect
export type ChangePostRow = typeof changePosts.$inferSelect

export const insertChanges = (store: Store, rows: readonly Omit<ChangeRow, 'sequence'>[]): void => {
  const insert = store.sqlite.prepare(
    'INSERT INTO customer_changes (customer_id, part, changed_at) VALUES (@customerId, @part, @changedAt)',
  )
  store.sqlite.transaction(() => {
    for (const row of rows) insert.run(row)
  })()
}

/** Changes after a number, in the order in which they were noted. */
export const listChanges = (store: Store, after: number, limit: number): ChangeRow[] =>
  store.db
    .select()
    .from(customerChanges)
    .where(gt(customerChanges.sequence, after))
    .orderBy(asc(customerChanges.sequence))
    .limit(limit)
    .all()

/** The number of the last change that was ever noted. */
export const lastChange = (store: Store): number =>
  Number(store.sqlite.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'customer_changes'").pluck().get() ?? 0)

/** Forgets changes that everybody was told of, and those of before an instant. */
export const deleteChanges = (store: Store, toldToAll: number, before: number): void => {
  store.db
    .delete(customerChanges)
    .where(or(lte(customerChanges.sequence, toldToAll), lt(customerChanges.changedAt, before)))
    .run()
}

export const readChangePost = (store: Store, keyId: string): ChangePostRow | undefined =>
  store.db.select().from(changePosts).where(eq(changePosts.keyId, keyId)).get()

/** Writes how far a subscriber was told, unless another process has moved it since it was read; whether it was written. */
export function moveChangePost(store: Store, seen: ChangePostRow | undefined, next: ChangePostRow): boolean {
  if (seen === undefined) return store.db.insert(changePosts).values(next).onConflictDoNothing().run().changes === 1
  return (
    store.db
      .update(changePosts)
      .set(next)
      .where(
        and(
          eq(changePosts.keyId, seen.keyId),
          eq(changePosts.told, seen.told),
          eq(changePosts.attempts, seen.attempts),
          eq(changePosts.nextAt, seen.nextAt),
        ),
      )
      .run().changes === 1
  )
}
