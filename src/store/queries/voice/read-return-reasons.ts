import type { Store } from '../../open.ts'

/** Why something came back, in the words of its row. */
export interface ReturnReason {
  readonly id: string
  readonly customerId: string | null
  readonly productId: string | null
  readonly reason: string
  /** UTC ms and local day. */
  readonly at: number
  readonly day: number
}

/** Returns before `until` (exclusive UTC ms) that say why, by time. */
export const readReturnReasons = (store: Store, until: number): ReturnReason[] =>
  store.sqlite
    .prepare<[number], ReturnReason>(
      `SELECT coalesce(r.return_id, lower(hex(r.return_key))) AS id, coalesce(r.customer_id, o.customer_id) AS customerId,
         r.product_id AS productId, r.reason, r.returned_at AS at, r.returned_day AS day
       FROM returns r LEFT JOIN orders o ON o.id = r.order_id
       WHERE trim(coalesce(r.reason, '')) <> '' AND r.returned_at < ? ORDER BY r.returned_at, 1`,
    )
    .all(until)
