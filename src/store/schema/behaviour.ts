import { sql } from 'drizzle-orm'
import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** What visitors did. `name` is the vocabulary of definitions: page, search, product_view, add_to_cart, pay, ... */
export const events = sqliteTable(
  'events',
  {
    /** messageId when there is one, else a key of content: 4-byte big-endian seconds + 12 bytes of hash. */
    eventKey: blob('event_key', { mode: 'buffer' }).primaryKey(),
    messageId: text('message_id'),
    customerId: text('customer_id'),
    anonymousId: text('anonymous_id'),
    name: text('name').notNull(),
    occurredAt: integer('occurred_at').notNull(),
    occurredDay: integer('occurred_day').notNull(),
    receivedAt: integer('received_at').notNull(),
    sessionId: text('session_id'),
    productId: text('product_id'),
    category: text('category'),
    orderId: text('order_id'),
    query: text('query'),
    channel: text('channel'),
    device: text('device'),
    source: text('source'),
    campaign: text('campaign'),
    placement: text('placement'),
    creative: text('creative'),
    position: integer('position'),
    url: text('url'),
    value: integer('value_minor'),
    properties: text('properties'),
  },
  (table) => [
    // "What has this customer done lately?"
    index('events_customer_idx')
      .on(table.customerId, table.occurredAt)
      .where(sql`customer_id IS NOT NULL`),
    // "What did this visitor do before we knew them?"
    index('events_anonymous_idx')
      .on(table.anonymousId, table.occurredAt)
      .where(sql`anonymous_id IS NOT NULL`),
    // "What happened on these days, and how often?"
    index('events_day_idx').on(table.occurredDay, table.name),
    // "Who looked at this product, and when?"
    index('events_product_idx')
      .on(table.productId, table.occurredDay, table.name)
      .where(sql`product_id IS NOT NULL`),
  ],
)

/** Visits cut from events (gaps <= 30 minutes); derived, rebuilt by refresh. */
export const sessions = sqliteTable(
  'sessions',
  {
    id: text('id').primaryKey(),
    customerId: text('customer_id'),
    anonymousId: text('anonymous_id'),
    startedAt: integer('started_at').notNull(),
    startedDay: integer('started_day').notNull(),
    endedAt: integer('ended_at').notNull(),
    events: integer('events').notNull(),
    pages: integer('pages').notNull(),
    dwellSeconds: integer('dwell_seconds').notNull(),
    paid: integer('paid').notNull(),
    device: text('device'),
    channel: text('channel'),
    source: text('source'),
  },
  (table) => [
    // "How many visits, and how many converted, in this period?"
    index('sessions_day_idx').on(table.startedDay, table.device, table.paid, table.pages, table.dwellSeconds),
    // "When does this customer visit?"
    index('sessions_customer_idx')
      .on(table.customerId, table.startedAt)
      .where(sql`customer_id IS NOT NULL`),
    // "Which visits did this visitor make?": new events cut them anew.
    index('sessions_anonymous_idx')
      .on(table.anonymousId)
      .where(sql`anonymous_id IS NOT NULL`),
  ],
)

export const campaigns = sqliteTable('campaigns', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  /** email, sms, push, web, app */
  channel: text('channel'),
  goal: text('goal'),
  startsAt: integer('starts_at').notNull(),
  endsAt: integer('ends_at'),
  costMinor: integer('cost_minor'),
  offer: text('offer'),
})

/** One customer's contact with a campaign: who got which variant, when it was opened, clicked, refused. */
export const campaignExposures = sqliteTable(
  'campaign_exposures',
  {
    campaignId: text('campaign_id').notNull(),
    customerId: text('customer_id').notNull(),
    variant: text('variant').notNull(),
    /** 1 = held out on purpose. */
    isControl: integer('is_control').notNull(),
    sentAt: integer('sent_at'),
    deliveredAt: integer('delivered_at'),
    openedAt: integer('opened_at'),
    clickedAt: integer('clicked_at'),
    unsubscribedAt: integer('unsubscribed_at'),
  },
  (table) => [
    primaryKey({ columns: [table.campaignId, table.customerId] }),
    // "What have we sent this customer?"
    index('campaign_exposures_customer_idx').on(table.customerId, table.sentAt),
  ],
)

/** Outside signals by date: weather, holidays, promotions of others. */
export const signals = sqliteTable(
  'signals',
  {
    day: integer('day').notNull(),
    region: text('region').notNull(),
    name: text('name').notNull(),
    /** Decimal text. */
    value: text('value').notNull(),
  },
  (table) => [primaryKey({ columns: [table.name, table.region, table.day] })],
)
