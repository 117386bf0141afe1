import type { Store } from '../../open.ts'

export interface OrderToDecide {
  readonly id: string
  readonly customerId: string | null
  readonly orderedAt: number
  readonly status: string
  readonly grossMinor: number
}

/** Orders by id as they are known before `until` (exclusive UTC ms); unknown ids are absent. */
export const readOrdersToDecide = (store: Store, orderIds: readonly string[], until: number): OrderToDecide[] =>
  store.sqlite
    .prepare<[string, number], OrderToDecide>(
      `SELECT o.id, o.customer_id AS customerId, o.ordered_at AS orderedAt, o.status, o.gross_minor AS grossMinor
       FROM json_each(?) c JOIN orders o ON o.id = c.value WHERE o.ordered_at < ? ORDER BY o.ordered_at, o.id`,
    )
    .all(JSON.stringify(orderIds), until)
