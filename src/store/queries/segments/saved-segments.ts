import { desc, eq } from 'drizzle-orm'
import type { Store } from '../../open.ts'
import { segmentMembers, segments } from '../../schema/index.ts'

export type SegmentRow = typeof segments.$inferSelect

/** All saved segments, newest first. */
export const listSegmentRows = (store: Store): SegmentRow[] =>
  store.db.select().from(segments).orderBy(desc(segments.createdAt), desc(segments.id)).all()

export const readSegmentRow = (store: Store, id: string): SegmentRow | undefined =>
  store.db.select().from(segments).where(eq(segments.id, id)).get()

/** Writes a segment with its fixed members, if it has any; inside the caller's transaction. */
export function insertSegment(store: Store, row: SegmentRow, customerIds: readonly string[]): void {
  store.db.insert(segments).values(row).run()
  const insert = store.sqlite.prepare('INSERT OR IGNORE INTO segment_members (segment_id, customer_id) VALUES (?, ?)')
  for (const customerId of customerIds) insert.run(row.id, customerId)
}

/** False when there was none. */
export function deleteSegment(store: Store, id: string): boolean {
  store.db.delete(segmentMembers).where(eq(segmentMembers.segmentId, id)).run()
  return store.db.delete(segments).where(eq(segments.id, id)).run().changes > 0
}
