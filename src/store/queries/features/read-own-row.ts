import type { Store } from '../../open.ts'
import type { CustomerRow } from './read-customer-rows.ts'
import type { ReturnGroup } from './read-return-groups.ts'

/** One customer's row and level, for one who had appeared before `until` (UTC ms); undefined for others. */
export const readOwnCustomerRow = (
  { sqlite }: Store,
  customerId: string,
  until: number,
): (CustomerRow & { readonly memberLevel: string | null }) | undefined =>
  sqlite
    .prepare<[{ customerId: string; until: number }], CustomerRow & { memberLevel: string | null }>(
      `SELECT id, region, city, country, gender, age_band AS ageBand, source, channel,
         (SELECT level FROM member_levels WHERE customer_id = @customerId AND changed_at < @until
          ORDER BY changed_at DESC LIMIT 1) AS memberLevel
       FROM customers WHERE id = @customerId AND created_at < @until`,
    )
    .get({ customerId, until })

/** What one customer sent back before `until`; undefined when nothing was. */
export const readOwnReturns = (
  { sqlite }: Store,
  customerId: string,
  until: number,
  yearFrom: number,
): ReturnGroup | undefined =>
  sqlite
    .prepare<[{ customerId: string; until: number; yearFrom: number }], ReturnGroup>(
      `SELECT customer_id AS customerId, sum(amount_minor) AS returnsMinor, sum(quantity) AS returnedUnits,
         sum(CASE WHEN returned_at >= @yearFrom THEN amount_minor ELSE 0 END) AS yearReturnsMinor
       FROM returns INDEXED BY returns_customer_idx
       WHERE customer_id = @customerId AND returned_at < @until GROUP BY customer_id`,
    )
    .get({ customerId, until, yearFrom })
