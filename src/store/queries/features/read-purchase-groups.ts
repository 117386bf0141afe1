import type { Store } from '../../open.ts'
import { VALID_ORDER_AS_OF } from './valid-order.ts'

/** The valid orders of one customer, added up; a plain row, for a shop has as many as customers. */
export type PurchaseGroup = [
  customerId: string,
  orders: number,
  grossMinor: number,
  units: number,
  /** Gross of orders on `yearFromDay` or later. */
  yearGrossMinor: number,
  firstOrderAt: number,
  lastOrderAt: number,
  /** Local day of each order, comma-separated: one string is far cheaper to bring over than a row for each order. */
  orderedDays: string,
]

/**
 * Valid orders as of an instant, one group for each customer who has any, by customer id. Streams the covering index.
 *
 * @param until - exclusive UTC ms
 * @param yearFromDay - first local day of the last 365
 */
export const readPurchaseGroups = (store: Store, until: number, yearFromDay: number): IterableIterator<PurchaseGroup> =>
  store.sqlite
    .prepare<[{ until: number; yearFromDay: number }], PurchaseGroup>(groupsWhere('customer_id IS NOT NULL'))
    .raw()
    .iterate({ until, yearFromDay })

/** The group of one customer; undefined without a valid order. */
export const readPurchaseGroup = (
  store: Store,
  customerId: string,
  until: number,
  yearFromDay: number,
): PurchaseGroup | undefined =>
  store.sqlite
    .prepare<[{ customerId: string; until: number; yearFromDay: number }], PurchaseGroup>(
      groupsWhere('customer_id = @customerId'),
    )
    .raw()
    .get({ customerId, until, yearFromDay })

const groupsWhere = (whose: string): string =>
  `SELECT customer_id, count(*), sum(gross_minor), sum(units),
     sum(CASE WHEN ordered_day >= @yearFromDay THEN gross_minor ELSE 0 END),
     min(ordered_at), max(ordered_at), group_concat(ordered_day)
   FROM orders INDEXED BY orders_customer_idx
   WHERE ${whose} AND ${VALID_ORDER_AS_OF}
   GROUP BY customer_id`
