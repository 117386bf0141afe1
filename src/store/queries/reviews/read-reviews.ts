import type { Store } from '../../open.ts'

/** One review as it was written. */
export interface StoredReview {
  readonly id: string
  readonly customerId: string | null
  readonly productId: string | null
  readonly rating: number | null
  readonly title: string | null
  readonly body: string | null
  /** As the source said; null where it said nothing. */
  readonly language: string | null
  /** UTC ms */
  readonly writtenAt: number
  readonly writtenDay: number
}

type Row = readonly [
  string,
  string | null,
  string | null,
  number | null,
  string | null,
  string | null,
  string | null,
  number,
  number,
]

/** Every review of the shop, in the order of writing; the caller looks at as-of. */
export function* readReviews(store: Store): Generator<StoredReview> {
  const rows = store.sqlite
    .prepare<[], Row>(
      `SELECT id, customer_id, product_id, rating, title, body, language, written_at, written_day
       FROM reviews ORDER BY written_at, id`,
    )
    .raw()
    .iterate()
  for (const [id, customerId, productId, rating, title, body, language, writtenAt, writtenDay] of rows) {
    yield { id, customerId, productId, rating, title, body, language, writtenAt, writtenDay }
  }
}

/** A text that differs whenever reviews may differ: the version that every write of facts moves, and the newest row. */
export const readReviewVersion = ({ sqlite }: Store): string =>
  (
    sqlite
      .prepare<[], (number | null)[]>(
        "SELECT (SELECT fact_version FROM watermarks WHERE name = 'facts'), max(rowid), count(*) FROM reviews",
      )
      .raw()
      .get() ?? []
  ).join('.')

/** Words and stars of one customer's reviews, as of an instant, newest first. */
export const readReviewsOf = (store: Store, customerId: string, until: number): StoredReview[] =>
  store.sqlite
    .prepare<[{ customerId: string; until: number }], StoredReview>(
      `SELECT id, customer_id AS customerId, product_id AS productId, rating, title, body, language,
         written_at AS writtenAt, written_day AS writtenDay
       FROM reviews WHERE customer_id = @customerId AND written_at < @until ORDER BY written_at DESC, id`,
    )
    .all({ customerId, until })
