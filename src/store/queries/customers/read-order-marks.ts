import type { Store } from '../../open.ts'
import { validAsOf } from './valid-as-of.ts'

/** What one valid order tells about its customer's habits. */
export interface OrderMark {
  readonly customerId: string
  readonly orderedAt: number
  readonly orderedDay: number
  readonly grossMinor: number
  readonly units: number
  /** Bought with a coupon or a discount on the order. */
  readonly discounted: boolean
  readonly device: string | null
  readonly channel: string | null
}

type Row = [string, number, number, number, number, number, string | null, string | null]

/** Valid orders as of an instant, of one customer or (null) of all, by customer and then by time. */
export function* readOrderMarks(store: Store, until: number, customerId: string | null): Generator<OrderMark> {
  const whose = customerId === null ? 'o.customer_id IS NOT NULL' : 'o.customer_id = @customerId'
  const rows = store.sqlite
    .prepare<[{ until: number; customerId?: string }], Row>(
      `SELECT o.customer_id, o.ordered_at, o.ordered_day, o.gross_minor, o.units,
         coalesce(o.coupon, '') <> '' OR o.order_discount_minor > 0, o.device, o.channel
       FROM orders o WHERE ${whose} AND ${validAsOf('o')} ORDER BY o.customer_id, o.ordered_at`,
    )
    .raw()
    .iterate({ until, ...(customerId === null ? {} : { customerId }) })
  for (const [owner, orderedAt, orderedDay, grossMinor, units, discounted, device, channel] of rows) {
    yield { customerId: owner, orderedAt, orderedDay, grossMinor, units, discounted: discounted === 1, device, channel }
  }
}
