import type { Store } from '../../open.ts'
import { validAsOf } from '../customers/valid-as-of.ts'

/** Categories that customers of a campaign had bought before `until` (exclusive UTC ms). */
export const readBoughtCategories = (
  store: Store,
  campaignId: string,
  until: number,
): [customerId: string, category: string][] =>
  store.sqlite
    .prepare<[{ campaignId: string; until: number }], [string, string]>(
      `SELECT DISTINCT o.customer_id, p.category FROM campaign_exposures e JOIN orders o ON o.customer_id = e.customer_id
       JOIN order_lines l ON l.order_id = o.id AND l.kind = 'sale' JOIN products p ON p.id = l.product_id
       WHERE e.campaign_id = @campaignId AND p.category IS NOT NULL AND ${validAsOf('o')}`,
    )
    .raw()
    .all({ campaignId, until })
