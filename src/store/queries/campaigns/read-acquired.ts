import type { Store } from '../../open.ts'
import { validAsOf } from '../customers/valid-as-of.ts'

/** A customer won in a period, with what came in the days after the first order. Money in minor units. */
export interface AcquiredRow {
  /** Null where the shop does not know. */
  readonly name: string | null
  readonly customerId: string
  readonly firstDay: number
  readonly orders: number
  /** Distinct days with a valid order. */
  readonly orderDays: number
  readonly grossMinor: number
  readonly returnedMinor: number
}

export interface AcquiredRequest {
  readonly by: 'source' | 'channel'
  /** Local days of the first order, half-open. */
  readonly fromDay: number
  readonly toDay: number
  /** Days after the first order that count, the first among them. */
  readonly days: number
  readonly until: number
}

/** Customers whose first valid order falls on the days named, by where they came from or how they buy. */
export const readAcquired = (store: Store, { by, ...rest }: AcquiredRequest): AcquiredRow[] =>
  store.sqlite
    .prepare<[Omit<AcquiredRequest, 'by'>], AcquiredRow>(
      `WITH firsts AS (
         SELECT o.customer_id AS id, min(o.ordered_day) AS first_day FROM orders o
         WHERE o.customer_id IS NOT NULL AND ${validAsOf('o')} GROUP BY o.customer_id
         HAVING first_day >= @fromDay AND first_day < @toDay)
       SELECT nullif(c.${by}, '') AS name, f.id AS customerId, f.first_day AS firstDay, count(o.id) AS orders,
         count(DISTINCT o.ordered_day) AS orderDays, coalesce(sum(o.gross_minor), 0) AS grossMinor,
         coalesce((SELECT sum(r.amount_minor) FROM returns r WHERE r.customer_id = f.id AND r.returned_at < @until
           AND r.returned_day < f.first_day + @days), 0) AS returnedMinor
       FROM firsts f JOIN customers c ON c.id = f.id
       JOIN orders o ON o.customer_id = f.id AND o.ordered_day < f.first_day + @days AND ${validAsOf('o')}
       GROUP BY f.id ORDER BY f.id`,
    )
    .all(rest)
