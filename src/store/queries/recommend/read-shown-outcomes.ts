import type { Store } from '../../open.ts'
import { validAsOf } from '../customers/valid-as-of.ts'

/** One list that was shown to a known customer, and what of it was bought in the days after. */
export interface ShownOutcome {
  readonly listId: string
  readonly strategy: string
  readonly customerId: string
  readonly items: number
  /** Listed products that the customer bought within the window. */
  readonly bought: number
}

export interface ShownRange {
  /** Lists shown at or after this and before `to`, UTC ms. */
  readonly from: number
  readonly to: number
  /** How long after a list a purchase counts. */
  readonly windowMs: number
  /** Facts before this instant are visible. */
  readonly until: number
}

/** Lists whose window has passed with what was bought of them, by list. */
export const readShownOutcomes = (store: Store, range: ShownRange): readonly ShownOutcome[] =>
  store.sqlite
    .prepare<[ShownRange], ShownOutcome>(
      `SELECT i.list_id AS listId, i.strategy, i.customer_id AS customerId, count(*) AS items,
         sum(EXISTS (
           SELECT 1 FROM orders o JOIN order_lines l ON l.order_id = o.id
           WHERE o.customer_id = i.customer_id AND o.ordered_at >= i.shown_at AND o.ordered_at < i.shown_at + @windowMs
             AND ${validAsOf('o')} AND l.kind = 'sale' AND l.product_id = i.product_id
         )) AS bought
       FROM recommendation_impressions i
       WHERE i.shown_at >= @from AND i.shown_at < @to AND i.shown_at + @windowMs <= @until AND i.customer_id IS NOT NULL
       GROUP BY i.list_id ORDER BY i.list_id`,
    )
    .all(range)

/** Lists shown in a range that cannot be read out: to nobody known, or with a window that still runs. */
export function countUnreadLists(
  store: Store,
  range: ShownRange,
): { readonly nobodyKnown: number; readonly stillRunning: number } {
  const row = store.sqlite
    .prepare<[ShownRange], { nobodyKnown: number; stillRunning: number }>(
      `SELECT count(DISTINCT CASE WHEN customer_id IS NULL THEN list_id END) AS nobodyKnown,
         count(DISTINCT CASE WHEN customer_id IS NOT NULL AND shown_at + @windowMs > @until THEN list_id END) AS stillRunning
       FROM recommendation_impressions WHERE shown_at >= @from AND shown_at < @to`,
    )
    .get(range)
  return { nobodyKnown: row?.nobodyKnown ?? 0, stillRunning: row?.stillRunning ?? 0 }
}
