import type { Store } from '../../open.ts'

/** How an account reviews, counted. */
export interface ReviewerMarks {
  readonly customerId: string
  readonly reviews: number
  readonly meanRating: number | null
  readonly fiveStars: number
  readonly helpfulVotes: number
  /** Reviews whose purchase the source vouches for; null where it never says. */
  readonly verified: number | null
  readonly products: number
  /** Categories that they review most, most first. */
  readonly categories: readonly string[]
  readonly orders: number
}

/** Marks of these accounts before `until`, in the order of ids. */
export function readReviewerMarks(store: Store, customerIds: readonly string[], until: number): ReviewerMarks[] {
  const ids = JSON.stringify(customerIds)
  const rows = store.sqlite
    .prepare<[{ ids: string; until: number }], Omit<ReviewerMarks, 'categories'> & { readonly categories: string }>(
      `SELECT r.customer_id AS customerId, count(*) AS reviews, avg(r.rating) AS meanRating,
         sum(coalesce(r.rating, 0) = 5) AS fiveStars, sum(r.helpful_votes) AS helpfulVotes, sum(r.verified) AS verified,
         count(DISTINCT r.product_id) AS products,
         (SELECT count(*) FROM orders o WHERE o.customer_id = r.customer_id AND o.ordered_at < @until AND o.has_sale = 1
            AND o.flag IS NULL AND (o.cancelled_at IS NULL OR o.cancelled_at >= @until)) AS orders,
         (SELECT json_group_array(category) FROM (SELECT p.category AS category FROM reviews b
            JOIN products p ON p.id = b.product_id
            WHERE b.customer_id = r.customer_id AND b.written_at < @until AND p.category IS NOT NULL
            GROUP BY p.category ORDER BY count(*) DESC, p.category LIMIT 3)) AS categories
       FROM json_each(@ids) wanted JOIN reviews r ON r.customer_id = wanted.value
       WHERE r.written_at < @until GROUP BY r.customer_id ORDER BY r.customer_id`,
    )
    .all({ ids, until })
  return rows.map((row) => ({ ...row, categories: JSON.parse(row.categories) as string[] }))
}
