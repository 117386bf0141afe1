import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const reviews = sqliteTable(
  'reviews',
  {
    id: text('id').primaryKey(),
    customerId: text('customer_id'),
    orderId: text('order_id'),
    productId: text('product_id'),
    rating: integer('rating'),
    title: text('title'),
    body: text('body'),
    language: text('language'),
    writtenAt: integer('written_at').notNull(),
    writtenDay: integer('written_day').notNull(),
    helpfulVotes: integer('helpful_votes').notNull().default(0),
    verified: integer('verified'),
    device: text('device'),
  },
  (table) => [
    // "What do people say about this product?"
    index('reviews_product_idx').on(table.productId, table.writtenAt, table.rating),
    // "What has this customer written?"
    index('reviews_customer_idx').on(table.customerId, table.writtenAt),
    // "How satisfied were people in this period?"
    index('reviews_day_idx').on(table.writtenDay, table.rating),
  ],
)

export const tickets = sqliteTable(
  'tickets',
  {
    id: text('id').primaryKey(),
    customerId: text('customer_id'),
    orderId: text('order_id'),
    channel: text('channel'),
    subject: text('subject'),
    issue: text('issue'),
    status: text('status').notNull(),
    openedAt: integer('opened_at').notNull(),
    firstResponseAt: integer('first_response_at'),
    resolvedAt: integer('resolved_at'),
    rating: integer('rating'),
  },
  (table) => [
    // "Has this customer an open issue?"
    index('tickets_customer_idx').on(table.customerId, table.openedAt, table.status),
    // "How fast do we answer?"
    index('tickets_opened_idx').on(table.openedAt),
  ],
)

export const ticketMessages = sqliteTable(
  'ticket_messages',
  {
    ticketId: text('ticket_id').notNull(),
    sentAt: integer('sent_at').notNull(),
    author: text('author').notNull(),
    body: text('body').notNull(),
  },
  (table) => [primaryKey({ columns: [table.ticketId, table.sentAt, table.author] })],
)

/** Answers to satisfaction surveys: `kind` csat (1-5) or nps (0-10). */
export const surveys = sqliteTable(
  'surveys',
  {
    id: text('id').primaryKey(),
    customerId: text('customer_id'),
    orderId: text('order_id'),
    kind: text('kind').notNull(),
    score: integer('score'),
    comment: text('comment'),
    answeredAt: integer('answered_at').notNull(),
    answeredDay: integer('answered_day').notNull(),
  },
  (table) => [
    // "What was NPS in this period?"
    index('surveys_day_idx').on(table.kind, table.answeredDay, table.score),
    // "What did this customer answer?"
    index('surveys_customer_idx').on(table.customerId, table.answeredAt),
  ],
)

export const articles = sqliteTable('articles', {
  id: text('id').primaryKey(),
  title: text('title').notNull(),
  body: text('body').notNull(),
  language: text('language'),
  category: text('category'),
  url: text('url'),
  updatedAt: integer('updated_at').notNull(),
  approved: integer('approved').notNull().default(1),
})
