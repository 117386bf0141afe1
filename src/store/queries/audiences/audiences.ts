import type { Store } from '../../open.ts'
import { audiences } from '../../schema/index.ts'

/** A list of people that was drawn up to be written to or left alone; win-back plans are such lists. */
export type AudienceRow = typeof audiences.$inferSelect

export interface AudienceMember {
  readonly customerId: string
  readonly isHoldout: boolean
}

/** Keeps an audience and whom it treats or leaves alone; the same id twice changes nothing. */
export function insertAudience(
  store: Store,
  audience: typeof audiences.$inferInsert,
  members: readonly AudienceMember[],
): void {
  store.sqlite
    .transaction(() => {
      const { changes } = store.db.insert(audiences).values(audience).onConflictDoNothing().run()
      if (changes === 0) return
      const insert = store.sqlite.prepare<[string, string, number]>(
        'INSERT INTO audience_members (audience_id, customer_id, is_holdout) VALUES (?, ?, ?)',
      )
      for (const { customerId, isHoldout } of members) insert.run(audience.id, customerId, isHoldout ? 1 : 0)
    })
    .immediate()
}

export const readAudience = (store: Store, id: string): AudienceRow | undefined =>
  store.sqlite
    .prepare<[string], AudienceRow>(
      `SELECT id, name, definition, channel, created_by AS createdBy, created_at AS createdAt, size, holdout,
         left_out_for_consent AS leftOutForConsent FROM audiences WHERE id = ?`,
    )
    .get(id)

export const readAudienceMembers = (store: Store, id: string): AudienceMember[] =>
  store.sqlite
    .prepare<[string], [string, number]>(
      'SELECT customer_id, is_holdout FROM audience_members WHERE audience_id = ? ORDER BY customer_id',
    )
    .raw()
    .all(id)
    .map(([customerId, isHoldout]) => ({ customerId, isHoldout: isHoldout === 1 }))

export interface AudienceOverlap {
  readonly id: string
  readonly name: string
  readonly customers: number
}

/** Other audiences made since an instant that hold some of these customers too, the largest overlap first. */
export const readOverlaps = (
  store: Store,
  customerIds: readonly string[],
  { since, except }: { readonly since: number; readonly except: string },
): AudienceOverlap[] =>
  store.sqlite
    .prepare<[{ ids: string; since: number; except: string }], AudienceOverlap>(
      `SELECT a.id, a.name, count(*) AS customers
       FROM audiences a JOIN audience_members m ON m.audience_id = a.id
       WHERE a.created_at >= @since AND a.id <> @except AND m.customer_id IN (SELECT value FROM json_each(@ids))
       GROUP BY a.id ORDER BY customers DESC, a.created_at DESC`,
    )
    .all({ ids: JSON.stringify(customerIds), since, except })
