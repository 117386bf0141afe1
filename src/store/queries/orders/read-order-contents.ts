import type { Store } from '../../open.ts'

export interface OrderLineRow {
  readonly orderId: string
  readonly productId: string
  readonly name: string | null
  readonly nameAlternative: string | null
  readonly category: string | null
  readonly quantity: number
  readonly unitPriceMicro: number
  readonly amountMinor: number
}

/** Sold lines of these orders, as they stand in the order. */
export const readOrderLines = (store: Store, orderIds: readonly string[]): OrderLineRow[] =>
  store.sqlite
    .prepare<[string], OrderLineRow>(
      `SELECT l.order_id AS orderId, l.product_id AS productId, p.name, p.name_alternative AS nameAlternative, p.category, l.quantity,
         l.unit_price_micro AS unitPriceMicro, l.amount_minor AS amountMinor
       FROM json_each(?) c JOIN order_lines l ON l.order_id = c.value LEFT JOIN products p ON p.id = l.product_id
       WHERE l.kind <> 'adjustment' ORDER BY l.order_id, l.line_id, l.line_key`,
    )
    .all(JSON.stringify(orderIds))

export interface OrderReturnRow {
  readonly orderId: string
  readonly productId: string | null
  readonly returnedAt: number
  readonly quantity: number
  readonly amountMinor: number
  readonly reason: string | null
}

/** What had come back of these orders before `until`. */
export const readOrderReturns = (store: Store, orderIds: readonly string[], until: number): OrderReturnRow[] =>
  store.sqlite
    .prepare<[string, number], OrderReturnRow>(
      `SELECT r.order_id AS orderId, r.product_id AS productId, r.returned_at AS returnedAt, r.quantity,
         r.amount_minor AS amountMinor, r.reason
       FROM json_each(?) c JOIN returns r ON r.order_id = c.value WHERE r.returned_at < ? ORDER BY r.returned_at`,
    )
    .all(JSON.stringify(orderIds), until)
