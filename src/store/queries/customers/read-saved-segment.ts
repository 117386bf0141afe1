import type { Store } from '../../open.ts'

export interface SavedSegment {
  readonly id: string
  readonly name: string
  /** JSON of the rule; null for a fixed list of members. */
  readonly filters: string | null
  /** JSON of the way into a discovered group, within the rule. */
  readonly classifier: string | null
}

/** A saved segment by id or by name, ASCII case aside. */
export const readSavedSegment = (store: Store, idOrName: string): SavedSegment | undefined =>
  store.sqlite
    .prepare<[{ word: string }], SavedSegment>(
      `SELECT id, name, filters, classifier FROM segments WHERE id = @word OR name = @word COLLATE NOCASE
       ORDER BY id <> @word, created_at DESC LIMIT 1`,
    )
    .get({ word: idOrName })

export const readSegmentMembers = (store: Store, segmentId: string): string[] =>
  store.sqlite
    .prepare<[string], string>('SELECT customer_id FROM segment_members WHERE segment_id = ?')
    .pluck()
    .all(segmentId)

export const readSegmentNames = (store: Store): string[] =>
  store.sqlite.prepare<[], string>('SELECT name FROM segments ORDER BY name').pluck().all()
