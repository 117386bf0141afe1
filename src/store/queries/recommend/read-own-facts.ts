import { ownedEvents } from '../customers/event-owner.ts'
import { validAsOf } from '../customers/valid-as-of.ts'
import type { Store } from '../../open.ts'

/** One product in one valid order of a customer. */
export interface OwnPurchase {
  readonly productId: string
  /** UTC ms */
  readonly at: number
  /** Local day. */
  readonly day: number
  readonly units: number
}

/** Everything that one customer bought before `until` (exclusive UTC ms), oldest first. */
export const readOwnPurchases = (store: Store, customerId: string, until: number): OwnPurchase[] =>
  store.sqlite
    .prepare<[{ customerId: string; until: number }], OwnPurchase>(
      `SELECT l.product_id AS productId, o.ordered_at AS at, o.ordered_day AS day, sum(l.quantity) AS units
       FROM orders o INDEXED BY orders_customer_idx CROSS JOIN order_lines l ON l.order_id = o.id
       WHERE o.customer_id = @customerId AND l.kind = 'sale' AND ${validAsOf('o')}
       GROUP BY o.ordered_at, o.id, l.product_id ORDER BY o.ordered_at, l.product_id`,
    )
    .all({ customerId, until })

/** What a customer did with a product on the site. */
export interface OwnLook {
  readonly productId: string
  /** product_view, favourite, add_to_cart, remove_from_cart, not_interested, ... */
  readonly name: string
  readonly at: number
  readonly receivedAt: number
}

/** The latest events of one customer that name a product, newest first. */
export const readOwnLooks = (store: Store, customerId: string, until: number, limit: number): OwnLook[] =>
  store.sqlite
    .prepare<[{ customerId: string; until: number; limit: number }], OwnLook>(
      `SELECT product AS productId, name, at, received AS receivedAt FROM (${ownedEvents(
        'one',
        'e.product_id AS product, e.name AS name, e.occurred_at AS at, e.received_at AS received',
      )}) WHERE product IS NOT NULL ORDER BY at DESC LIMIT @limit`,
    )
    .all({ customerId, until, limit })
