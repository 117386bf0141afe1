import type { Store } from '../../open.ts'
import { rememberLatest } from '../customers/remember-latest.ts'

/**
 * Orders and lines that figures leave out as of an instant, by reason; reasons without any are absent. Counted once for
 * one version of the facts.
 */
export const readLeftOut = rememberLatest(String, countLeftOut)

function countLeftOut(store: Store, until: number): Readonly<Record<string, number>> {
  const rows = store.sqlite
    .prepare<[{ until: number }], [string, number]>(
      `SELECT CASE WHEN cancelled_at < @until THEN 'cancelled_orders'
           WHEN flag IS NOT NULL THEN flag || '_orders' ELSE 'orders_without_sale' END, count(*)
       FROM orders
       WHERE (has_sale = 0 OR flag IS NOT NULL OR cancelled_at IS NOT NULL)
         AND (has_sale = 0 OR flag IS NOT NULL OR cancelled_at < @until) AND ordered_at < @until
       GROUP BY 1
       UNION ALL
       SELECT 'orders_without_customer', count(*) FROM orders
       WHERE customer_id IS NULL AND has_sale = 1 AND flag IS NULL AND ordered_at < @until
         AND (cancelled_at IS NULL OR cancelled_at >= @until)`,
    )
    .raw()
    .all({ until })
  return Object.fromEntries(rows.filter(([, count]) => count > 0))
}
