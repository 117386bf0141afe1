import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const products = sqliteTable(
  'products',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    /** The name in the shop's other language, when it has one. */
    nameAlternative: text('name_alternative'),
    category: text('category'),
    subcategory: text('subcategory'),
    brand: text('brand'),
    style: text('style'),
    /** low, medium or high: the third of its kind's prices in which its own lies, stamped by refresh. */
    priceBand: text('price_band'),
    priceMinor: integer('price_minor'),
    costMinor: integer('cost_minor'),
    currency: text('currency'),
    description: text('description'),
    status: text('status'),
    createdAt: integer('created_at'),
    isStub: integer('is_stub').notNull().default(0),
  },
  (table) => [
    // "Which products are in this category / of this brand?"
    index('products_category_idx').on(table.category, table.brand),
  ],
)

/** List price from an instant on. */
export const productPrices = sqliteTable(
  'product_prices',
  {
    productId: text('product_id').notNull(),
    validFrom: integer('valid_from').notNull(),
    priceMinor: integer('price_minor').notNull(),
    currency: text('currency').notNull(),
  },
  (table) => [primaryKey({ columns: [table.productId, table.validFrom] })],
)

/** Units on hand as counted or received at an instant. */
export const stockLevels = sqliteTable(
  'stock_levels',
  {
    productId: text('product_id').notNull(),
    location: text('location').notNull(),
    countedAt: integer('counted_at').notNull(),
    onHand: integer('on_hand').notNull(),
    received: integer('received'),
    unitCostMinor: integer('unit_cost_minor'),
  },
  (table) => [primaryKey({ columns: [table.productId, table.location, table.countedAt] })],
)

export const competitorPrices = sqliteTable(
  'competitor_prices',
  {
    productId: text('product_id').notNull(),
    competitor: text('competitor').notNull(),
    seenAt: integer('seen_at').notNull(),
    priceMinor: integer('price_minor').notNull(),
    currency: text('currency').notNull(),
    url: text('url'),
  },
  (table) => [primaryKey({ columns: [table.productId, table.competitor, table.seenAt] })],
)

export const promotions = sqliteTable('promotions', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  productId: text('product_id'),
  category: text('category'),
  startsAt: integer('starts_at').notNull(),
  endsAt: integer('ends_at').notNull(),
  /** Share off the list price, 0..1. */
  discount: integer('discount_per_mille'),
})
