import type { Store } from '../../open.ts'
import type { Decay } from './read-purchase-marks.ts'
import { validAsOf } from './valid-as-of.ts'

type Text = string | null

/** Attention that the whole shop's products drew, by category, brand, price band and style together. */
export interface AttentionRow {
  readonly category: Text
  readonly brand: Text
  readonly priceBand: Text
  readonly style: Text
  readonly weight: number
}

/**
 * Decayed views, carts and sold lines of the whole shop on days before `toDay`. Streams two covering indexes: no row of
 * an event or a line is read.
 */
export function* readShopAttention(
  store: Store,
  until: number,
  toDay: number,
  { asOfDay, halfLifeDays }: Decay,
): Generator<AttentionRow> {
  const rows = store.sqlite
    .prepare<[Record<string, number>], [Text, Text, Text, Text, number]>(
      `SELECT p.category, p.brand, p.price_band, p.style, sum(d.weight) FROM (
         SELECT product_id, count(*) * pow(0.5, (@asOfDay - ordered_day) / @halfLifeDays) AS weight
         FROM order_lines
         WHERE kind = 'sale' AND ordered_day < @toDay AND order_id NOT IN (
           SELECT id FROM orders WHERE (has_sale = 0 OR flag IS NOT NULL OR cancelled_at IS NOT NULL)
             AND (has_sale = 0 OR flag IS NOT NULL OR cancelled_at < @until))
         GROUP BY product_id, ordered_day
         UNION ALL
         SELECT product_id, count(*) * pow(0.5, (@asOfDay - occurred_day) / @halfLifeDays)
         FROM events
         WHERE product_id IS NOT NULL AND name IN ('product_view', 'add_to_cart') AND occurred_day < @toDay
         GROUP BY product_id, occurred_day
       ) d LEFT JOIN products p ON p.id = d.product_id
       GROUP BY d.product_id`,
    )
    .raw()
    .iterate({ until, toDay, asOfDay, halfLifeDays })
  for (const [category, brand, priceBand, style, weight] of rows) yield { category, brand, priceBand, style, weight }
}

/** Valid orders that name a customer, and what they brought, as of an instant. */
export const readNamedOrders = (
  store: Store,
  until: number,
): { readonly orders: number; readonly grossMinor: number } => {
  const [orders, grossMinor] = store.sqlite
    .prepare<[{ until: number }], [number, number]>(
      `SELECT count(*), coalesce(sum(o.gross_minor), 0) FROM orders o INDEXED BY orders_customer_idx
       WHERE o.customer_id IS NOT NULL AND ${validAsOf('o')}`,
    )
    .raw()
    .get({ until }) ?? [0, 0]
  return { orders, grossMinor }
}

/**
 * A text that changes with every import of a file, and with streams of events whenever they have grown by a fifth: figures
 * of the whole shop are kept until then.
 */
export function readImportMark(store: Store): string {
  const [imports, records, streamed] = store.sqlite
    .prepare<[], [number, number, number]>(
      `SELECT count(*), coalesce(sum(checkpoint) FILTER (WHERE fingerprint NOT LIKE 'events/%'), 0),
         coalesce(sum(checkpoint) FILTER (WHERE fingerprint LIKE 'events/%'), 0) FROM imports`,
    )
    .raw()
    .get() ?? [0, 0, 0]
  return `${imports}.${records}.${Math.floor(4 * Math.log2(1 + streamed))}`
}
