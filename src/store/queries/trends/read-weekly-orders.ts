import type { Store } from '../../open.ts'
import { rememberLatest } from '../customers/remember-latest.ts'
import { validAsOf } from '../customers/valid-as-of.ts'

export const TREND_DIMENSIONS = ['category', 'product', 'brand', 'price_band', 'region'] as const
export type TrendDimension = (typeof TREND_DIMENSIONS)[number]

export interface WeeklyRequest {
  readonly by: TrendDimension
  /** UTC ms, exclusive. */
  readonly until: number
  /** First local day of week 0, and of the week behind the last. */
  readonly firstDay: number
  readonly endDay: number
}

const GROUPS: Readonly<Record<TrendDimension, string>> = {
  category: 'p.category',
  product: 'l.product_id',
  brand: 'p.brand',
  price_band: 'p.price_band',
  region: 'c.region',
}

/** Valid orders that hold something of a group, by group and week, for weeks of seven days from `firstDay` on; groups without a name are left out. */
export const readWeeklyOrders: (
  store: Store,
  request: WeeklyRequest,
) => readonly (readonly [group: string, week: number, orders: number])[] = rememberLatest(
  ({ by, until, firstDay, endDay }) => `${by}|${until}|${firstDay}|${endDay}`,
  (store, { by, until, firstDay, endDay }: WeeklyRequest) =>
    store.sqlite
      .prepare<[Record<string, number>], [string, number, number]>(
        // Bound numbers are real ones to SQLite: the division needs its cast.
        `SELECT ${GROUPS[by]} AS grouped, CAST((o.ordered_day - @firstDay) / 7 AS INTEGER) AS week, count(DISTINCT o.id)
         FROM orders o INDEXED BY sqlite_autoindex_orders_1 CROSS JOIN order_lines l ON l.order_id = o.id
         LEFT JOIN products p ON p.id = l.product_id
         ${by === 'region' ? 'LEFT JOIN customers c ON c.id = o.customer_id' : ''}
         WHERE l.kind = 'sale' AND ${validAsOf('o')} AND o.ordered_day >= @firstDay AND o.ordered_day < @endDay
           AND grouped IS NOT NULL AND grouped <> ''
         GROUP BY grouped, week`,
      )
      .raw()
      .all({ until, firstDay, endDay }),
)

/** Customers whose orders tell how far habits make weeks alike: more of them tell it no better. */
const SAMPLED = 2000

/** The same of an even sample of customers, each for themselves. */
export const readWeeklyOrdersOfSome: (
  store: Store,
  request: WeeklyRequest,
) => readonly (readonly [customer: string, group: string, week: number, orders: number])[] = rememberLatest(
  ({ by, until, firstDay, endDay }) => `${by}|${until}|${firstDay}|${endDay}`,
  (store, { by, until, firstDay, endDay }: WeeklyRequest) =>
    store.sqlite
      .prepare<[Record<string, number>], [string, string, number, number]>(
        `WITH numbered AS (SELECT id, region, row_number() OVER (ORDER BY id) AS place, count(*) OVER () AS people FROM customers)
         SELECT c.id, ${GROUPS[by]} AS grouped, CAST((o.ordered_day - @firstDay) / 7 AS INTEGER) AS week, count(DISTINCT o.id)
         FROM numbered c CROSS JOIN orders o INDEXED BY orders_customer_idx ON o.customer_id = c.id
         CROSS JOIN order_lines l ON l.order_id = o.id
         LEFT JOIN products p ON p.id = l.product_id
         WHERE c.place % max(1, c.people / @sampled) = 0 AND l.kind = 'sale' AND ${validAsOf('o')}
           AND o.ordered_day >= @firstDay AND o.ordered_day < @endDay AND grouped IS NOT NULL AND grouped <> ''
         GROUP BY c.id, grouped, week`,
      )
      .raw()
      .all({ until, firstDay, endDay, sampled: SAMPLED }),
)
