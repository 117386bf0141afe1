import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** A customer by id. Who the person is lives encrypted in `customer_identifiers` and nowhere else. */
export const customers = sqliteTable(
  'customers',
  {
    id: text('id').primaryKey(),
    /** Registration, or the first fact that named the customer; UTC ms. */
    createdAt: integer('created_at').notNull(),
    gender: text('gender'),
    birthYear: integer('birth_year'),
    ageBand: text('age_band'),
    country: text('country'),
    region: text('region'),
    city: text('city'),
    language: text('language'),
    source: text('source'),
    /** The customer's usual channel of purchase. */
    channel: text('channel'),
    memberLevel: text('member_level'),
    /** 1 = known only from facts of other kinds (an order that named an id). */
    isStub: integer('is_stub').notNull().default(0),
    lastReceivedAt: integer('last_received_at'),
  },
  (table) => [
    // "How many customers are in each region / who lives in X?"
    index('customers_region_idx').on(table.region, table.id),
    // "Net revenue by country" joins rollups to countries.
    index('customers_country_idx').on(table.country, table.id),
  ],
)

/** Personal identifiers, each field encrypted (AES-256-GCM) and found through keyed hashes of normalised values. */
export const customerIdentifiers = sqliteTable(
  'customer_identifiers',
  {
    customerId: text('customer_id').notNull(),
    /** name, email, phone, address, document, device, anonymous_id, external_id */
    kind: text('kind').notNull(),
    /** HMAC-SHA-256 of the normalised value, first 16 bytes. */
    valueHash: blob('value_hash', { mode: 'buffer' }).notNull(),
    cipher: blob('cipher', { mode: 'buffer' }).notNull(),
    keyVersion: integer('key_version').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.customerId, table.kind, table.valueHash] }),
    // "Whose e-mail / phone / device is this?"; also duplicates that share one.
    index('customer_identifiers_hash_idx').on(table.valueHash, table.kind),
  ],
)

/** Keyed hashes of the words of a name, so that "customers named Wang Wei" needs no decryption of the whole table. */
export const identifierTokens = sqliteTable(
  'identifier_tokens',
  {
    tokenHash: blob('token_hash', { mode: 'buffer' }).notNull(),
    kind: text('kind').notNull(),
    customerId: text('customer_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tokenHash, table.kind, table.customerId] })],
)

/** Each change of consent with its own instant; the state as of an instant is the last one before it. */
export const customerConsents = sqliteTable(
  'customer_consents',
  {
    customerId: text('customer_id').notNull(),
    /** email, sms, profiling */
    kind: text('kind').notNull(),
    changedAt: integer('changed_at').notNull(),
    granted: integer('granted').notNull(),
    source: text('source'),
  },
  (table) => [primaryKey({ columns: [table.customerId, table.kind, table.changedAt] })],
)

/** Attributes beside the fixed ones (member attributes, imported columns), each with the instant it became known. */
export const customerAttributes = sqliteTable(
  'customer_attributes',
  {
    customerId: text('customer_id').notNull(),
    name: text('name').notNull(),
    knownAt: integer('known_at').notNull(),
    value: text('value').notNull(),
  },
  (table) => [primaryKey({ columns: [table.customerId, table.name, table.knownAt] })],
)

export const customerRelations = sqliteTable(
  'customer_relations',
  {
    customerId: text('customer_id').notNull(),
    relatedId: text('related_id').notNull(),
    /** referral (customer referred related), follow, household */
    kind: text('kind').notNull(),
    since: integer('since').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.customerId, table.kind, table.relatedId] }),
    // "Who referred this customer / who is in the household?"
    index('customer_relations_related_idx').on(table.relatedId, table.kind),
  ],
)

export const memberLevels = sqliteTable(
  'member_levels',
  {
    customerId: text('customer_id').notNull(),
    changedAt: integer('changed_at').notNull(),
    level: text('level').notNull(),
  },
  (table) => [primaryKey({ columns: [table.customerId, table.changedAt] })],
)

/** An anonymous visitor became this customer at that instant; earlier events are theirs from then on, not before. */
export const visitorIdentities = sqliteTable(
  'visitor_identities',
  {
    anonymousId: text('anonymous_id').primaryKey(),
    customerId: text('customer_id').notNull(),
    identifiedAt: integer('identified_at').notNull(),
  },
  (table) => [
    // "Which visits belong to this customer?"
    index('visitor_identities_customer_idx').on(table.customerId),
  ],
)

/**
 * Who was erased, by keyed hashes of the customer id and of every identifier: what imports and restored backups bring of
 * them again is not kept. The hashes name nobody without the shop's key.
 */
export const erasures = sqliteTable('erasures', {
  valueHash: blob('value_hash', { mode: 'buffer' }).primaryKey(),
  /** customer_id, or a kind of identifier */
  kind: text('kind').notNull(),
  erasedAt: integer('erased_at').notNull(),
})
