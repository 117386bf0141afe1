import type { Store } from '../../open.ts'
import { VALID_ORDER_AS_OF } from './valid-order.ts'

export interface OwnOrder {
  /** Local day number. */
  readonly day: number
  readonly grossMinor: number
  readonly units: number
  readonly lines: number
}

/** What one customer bought, sent back and looked at before an instant. */
export interface OwnHistory {
  readonly orders: readonly OwnOrder[]
  readonly returnsMinor: number
  readonly returnedUnits: number
  readonly yearReturnsMinor: number
  /** Days with an event from `visitsFromDay` on; null when not asked for. */
  readonly activeDays: number | null
}

export interface OwnWindow {
  /** Exclusive UTC ms. */
  readonly until: number
  /** First local day of the last 365, and the instant at which it begins. */
  readonly yearFromDay: number
  readonly yearFrom: number
  readonly visitsFromDay: number | null
}

interface Bound {
  readonly customerId: string
  readonly until: number
}

const prepare = ({ sqlite }: Store) => ({
  orders: sqlite.prepare<[Bound], OwnOrder>(
    `SELECT ordered_day AS day, gross_minor AS grossMinor, units, line_count AS lines
     FROM orders INDEXED BY orders_customer_idx
     WHERE customer_id = @customerId AND ${VALID_ORDER_AS_OF}`,
  ),
  returns: sqlite
    .prepare<[Bound & { readonly yearFrom: number }], [number, number, number]>(
      `SELECT coalesce(sum(amount_minor), 0), coalesce(sum(quantity), 0),
         coalesce(sum(CASE WHEN returned_at >= @yearFrom THEN amount_minor ELSE 0 END), 0)
       FROM returns INDEXED BY returns_customer_idx
       WHERE customer_id = @customerId AND returned_at < @until`,
    )
    .raw(),
  activeDays: sqlite
    .prepare<[Bound & { readonly visitsFromDay: number }], number>(
      `SELECT count(DISTINCT occurred_day) FROM (
         SELECT e.occurred_day FROM events e
         WHERE e.customer_id = @customerId AND e.occurred_day >= @visitsFromDay AND e.occurred_at < @until
         UNION ALL
         SELECT e.occurred_day FROM visitor_identities v JOIN events e ON e.anonymous_id = v.anonymous_id
         WHERE v.customer_id = @customerId AND v.identified_at < @until AND e.customer_id IS NULL
           AND e.occurred_day >= @visitsFromDay AND e.occurred_at < @until)`,
    )
    .pluck(),
})

/** A sample of a large shop asks tens of thousands of times. */
const statements = new WeakMap<Store, ReturnType<typeof prepare>>()

/** Reads one customer's history by the indexes that begin with the customer. */
export function readOwnHistory(store: Store, customerId: string, window: OwnWindow): OwnHistory {
  const { until, yearFrom, visitsFromDay } = window
  const own = statements.get(store) ?? prepare(store)
  statements.set(store, own)
  const orders = own.orders.all({ customerId, until })
  const [returnsMinor, returnedUnits, yearReturnsMinor] = own.returns.get({ customerId, until, yearFrom }) ?? [0, 0, 0]
  const activeDays = visitsFromDay === null ? null : (own.activeDays.get({ customerId, until, visitsFromDay }) ?? 0)
  return { orders, returnsMinor, returnedUnits, yearReturnsMinor, activeDays }
}
