import type { Store } from '../../open.ts'

export interface VoiceCounts {
  readonly complaints: number
  readonly reviews: number
  readonly lowReviews: number
}

/** Tickets opened, reviews written and those of one or two stars by customer in [from, until), UTC ms; of some customers
 * only where they are named. */
export function readVoiceCounts(
  store: Store,
  from: number,
  until: number,
  customerIds: readonly string[] | null = null,
): ReadonlyMap<string, VoiceCounts> {
  const bound = { from, until, ids: JSON.stringify(customerIds ?? []) }
  const whose =
    customerIds === null
      ? 'customer_id IS NOT NULL AND @ids IS NOT NULL'
      : 'customer_id IN (SELECT value FROM json_each(@ids))'
  const counts = new Map<string, VoiceCounts>()
  const of = (id: string): VoiceCounts => counts.get(id) ?? { complaints: 0, reviews: 0, lowReviews: 0 }
  const tickets = store.sqlite
    .prepare<[typeof bound], [string, number]>(
      `SELECT customer_id, count(*) FROM tickets
       WHERE ${whose} AND opened_at >= @from AND opened_at < @until GROUP BY customer_id`,
    )
    .raw()
  for (const [id, complaints] of tickets.iterate(bound)) counts.set(id, { ...of(id), complaints })
  const reviews = store.sqlite
    .prepare<[typeof bound], [string, number, number]>(
      `SELECT customer_id, count(*), sum(rating <= 2) FROM reviews
       WHERE ${whose} AND rating IS NOT NULL AND written_at >= @from AND written_at < @until GROUP BY customer_id`,
    )
    .raw()
  for (const [id, written, low] of reviews.iterate(bound)) {
    counts.set(id, { ...of(id), reviews: written, lowReviews: low })
  }
  return counts
}
