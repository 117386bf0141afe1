import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Store } from '../../open.ts'
import { memories } from '../../schema/index.ts'

export type MemoryRow = typeof memories.$inferSelect

/** What somebody asked to be kept in mind, oldest first. */
export const readMemoryRows = ({ db }: Store, actorId: string): MemoryRow[] =>
  db
    .select()
    .from(memories)
    .where(eq(memories.actorId, actorId))
    .orderBy(asc(memories.createdAt), asc(memories.id))
    .all()

export const insertMemory = ({ db }: Store, row: MemoryRow): void => {
  db.insert(memories).values(row).run()
}

/** Drops memories of this actor; those of others stay, whatever the ids. */
export const deleteMemories = ({ db }: Store, actorId: string, ids: readonly string[]): number =>
  db
    .delete(memories)
    .where(and(eq(memories.actorId, actorId), inArray(memories.id, [...ids])))
    .run().changes
