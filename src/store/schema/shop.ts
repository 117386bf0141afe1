import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** One row: what the shop is. Environment variables only seed it. */
export const shop = sqliteTable('shop', {
  id: integer('id').primaryKey(),
  name: text('name').notNull(),
  timeZone: text('time_zone').notNull(),
  currency: text('currency').notNull(),
  /** ISO weekday on which a week begins: 1 = Monday. */
  weekStart: integer('week_start').notNull(),
  createdAt: integer('created_at').notNull(),
  /** Instant of the newest order or event; the default as-of is the end of its local day. */
  newestFactAt: integer('newest_fact_at'),
})

/** Thresholds and choices that the shop may change through an approved proposal. Values are JSON. */
export const settings = sqliteTable('settings', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
  updatedAt: integer('updated_at').notNull(),
})

/** What each derived table was last computed from: `fact_version` moves with every write of facts. */
export const watermarks = sqliteTable('watermarks', {
  name: text('name').primaryKey(),
  factVersion: integer('fact_version').notNull(),
  asOf: integer('as_of'),
  updatedAt: integer('updated_at').notNull(),
})
