import { sql } from 'drizzle-orm'
import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * One row per order with the sums of its lines (kept by importing in the transaction that writes the lines), so that
 * questions about orders never read lines. Money in the shop's currency.
 */
export const orders = sqliteTable(
  'orders',
  {
    id: text('id').primaryKey(),
    /** Null when the source names nobody: counts in shop figures and in no customer's. */
    customerId: text('customer_id'),
    orderedAt: integer('ordered_at').notNull(),
    /** Local day number of `ordered_at` in the shop's zone. */
    orderedDay: integer('ordered_day').notNull(),
    status: text('status').notNull(),
    /** A cancelled order counts until this instant for questions as of an earlier one. */
    cancelledAt: integer('cancelled_at'),
    /** 1 = at least one line with quantity > 0 and positive lines after discount > 0 (cancellation is apart: `cancelled_at`). */
    hasSale: integer('has_sale').notNull(),
    /** Why the order is left out although it is not cancelled: test, zero, negative, incomplete (its date is not known yet); null otherwise. */
    flag: text('flag'),
    /** Positive lines x price - line and order discounts. */
    grossMinor: integer('gross_minor').notNull(),
    units: integer('units').notNull(),
    lineCount: integer('line_count').notNull(),
    orderDiscountMinor: integer('order_discount_minor').notNull().default(0),
    shippingMinor: integer('shipping_minor'),
    taxMinor: integer('tax_minor'),
    /** Sum of quantity x unit cost where costs are known, and the gross of those lines. */
    costMinor: integer('cost_minor'),
    costedGrossMinor: integer('costed_gross_minor'),
    originalCurrency: text('original_currency'),
    country: text('country'),
    region: text('region'),
    city: text('city'),
    channel: text('channel'),
    device: text('device'),
    source: text('source'),
    campaign: text('campaign'),
    coupon: text('coupon'),
    payment: text('payment'),
    /** Who carried the parcel, and which warehouse it left. */
    carrier: text('carrier'),
    warehouse: text('warehouse'),
    shippedAt: integer('shipped_at'),
    promisedAt: integer('promised_at'),
    deliveredAt: integer('delivered_at'),
    importId: text('import_id'),
    /** 1 = a file of orders described it: its instant no longer follows its earliest line. */
    hasHeader: integer('has_header').notNull().default(0),
  },
  (table) => [
    // "When and for how much did each customer buy?": features, RFM, cohorts and periods by customer, without the table.
    index('orders_customer_idx').on(
      table.customerId,
      table.orderedAt,
      table.hasSale,
      table.cancelledAt,
      table.grossMinor,
      table.units,
      table.orderedDay,
      table.flag,
      table.lineCount,
    ),
    // "Was anything cancelled after as-of?": whether rollups may stand in for the orders.
    index('orders_cancelled_idx')
      .on(table.cancelledAt)
      .where(sql`${table.cancelledAt} IS NOT NULL`),
    // "What was ordered in this period?"; rate and count questions by day.
    index('orders_day_idx').on(
      table.orderedDay,
      table.hasSale,
      table.cancelledAt,
      table.customerId,
      table.grossMinor,
      table.units,
      table.flag,
    ),
    // "How many orders of this period were left out, and why?"
    index('orders_left_out_idx')
      .on(table.orderedDay, table.cancelledAt, table.flag)
      .where(sql`${table.hasSale} = 0 OR ${table.flag} IS NOT NULL OR ${table.cancelledAt} IS NOT NULL`),
  ],
)

/** Lines of orders, sold ones only; returned and negative ones are in `returns`. */
export const orderLines = sqliteTable(
  'order_lines',
  {
    orderId: text('order_id').notNull(),
    /** 4-byte big-endian seconds of the order + 12 bytes of hash: exact dedupe. */
    lineKey: blob('line_key', { mode: 'buffer' }).notNull(),
    lineId: text('line_id'),
    productId: text('product_id').notNull(),
    orderedDay: integer('ordered_day').notNull(),
    quantity: integer('quantity').notNull(),
    /** Price of one unit in millionths of the major unit, for sources that price below the minor unit. */
    unitPriceMicro: integer('unit_price_micro').notNull(),
    discountMinor: integer('discount_minor').notNull().default(0),
    /** quantity x unit price - discount, rounded to the minor unit. */
    amountMinor: integer('amount_minor').notNull(),
    /** sale, zero (price 0), adjustment (negative price) */
    kind: text('kind').notNull(),
  },
  (table) => [
    // "What is in this order?" Lines are stored by order (WITHOUT ROWID), so that their key is the only tree beside the
    // index of products.
    primaryKey({ columns: [table.orderId, table.lineKey] }),
    // "What was sold of this product, when, to whom?" The day leads, so that lines which come in order of time go to its
    // end: the product first made an import of a million lines touch the whole index again and again. A question about one
    // product walks the days (`ORDER_DAYS`), one short seek each.
    index('order_lines_day_idx').on(table.orderedDay, table.productId, table.kind, table.quantity, table.amountMinor),
  ],
)

/** Each change of an order's state, at its own instant. */
export const orderStatusChanges = sqliteTable(
  'order_status_changes',
  {
    orderId: text('order_id').notNull(),
    changedAt: integer('changed_at').notNull(),
    status: text('status').notNull(),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.changedAt, table.status] })],
)

/** Returned lines and credit notes; they count on their own date. */
export const returns = sqliteTable(
  'returns',
  {
    returnKey: blob('return_key', { mode: 'buffer' }).primaryKey(),
    returnId: text('return_id'),
    /** The order that the goods came from, when the source says so. */
    orderId: text('order_id'),
    customerId: text('customer_id'),
    productId: text('product_id'),
    returnedAt: integer('returned_at').notNull(),
    returnedDay: integer('returned_day').notNull(),
    /** Units that came back, positive. */
    quantity: integer('quantity').notNull(),
    /** Money given back, positive. */
    amountMinor: integer('amount_minor').notNull(),
    reason: text('reason'),
    country: text('country'),
    importId: text('import_id'),
  },
  (table) => [
    // "How much did this customer send back?"; net revenue by customer and period.
    index('returns_customer_idx').on(table.customerId, table.returnedAt, table.amountMinor, table.quantity),
    // "What came back in this period?"
    index('returns_day_idx').on(
      table.returnedDay,
      table.customerId,
      table.amountMinor,
      table.quantity,
      table.productId,
    ),
    // "Which products come back?"
    index('returns_product_idx').on(table.productId, table.returnedDay, table.quantity, table.amountMinor),
    // "Is anything of this order returned?"
    index('returns_order_idx').on(table.orderId),
  ],
)

/** Units of `currency` per one unit of `base` from a day on. */
export const exchangeRates = sqliteTable(
  'exchange_rates',
  {
    base: text('base').notNull(),
    currency: text('currency').notNull(),
    validFrom: integer('valid_from').notNull(),
    /** Decimal text, so that a rate is kept as it was written. */
    rate: text('rate').notNull(),
  },
  (table) => [primaryKey({ columns: [table.base, table.currency, table.validFrom] })],
)
