import type { Store } from '../../open.ts'

export interface VoiceCounts {
  readonly complaints: number
  readonly reviews: number
  readonly lowReviews: number
}

/** Tickets opened, reviews written and those of one or two stars by customer in [from, until), UTC ms. */
export function readVoiceCounts(store: Store, from: number, until: number): ReadonlyMap<string, VoiceCounts> {
  const counts = new Map<string, VoiceCounts>()
  const of = (id: string): VoiceCounts => counts.get(id) ?? { complaints: 0, reviews: 0, lowReviews: 0 }
  const tickets = store.sqlite
    .prepare<[number, number], [string, number]>(
      `SELECT customer_id, count(*) FROM tickets
       WHERE customer_id IS NOT NULL AND opened_at >= ? AND opened_at < ? GROUP BY customer_id`,
    )
    .raw()
  for (const [id, complaints] of tickets.iterate(from, until)) counts.set(id, { ...of(id), complaints })
  const reviews = store.sqlite
    .prepare<[number, number], [string, number, number]>(
      `SELECT customer_id, count(*), sum(rating <= 2) FROM reviews
       WHERE customer_id IS NOT NULL AND rating IS NOT NULL AND written_at >= ? AND written_at < ? GROUP BY customer_id`,
    )
    .raw()
  for (const [id, written, low] of reviews.iterate(from, until)) {
    counts.set(id, { ...of(id), reviews: written, lowReviews: low })
  }
  return counts
}
