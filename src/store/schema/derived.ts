import { blob, index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Per customer, all history, as of every fact in the store; kept in the transaction that writes the facts. */
export const customerRollups = sqliteTable('customer_rollups', {
  customerId: text('customer_id').primaryKey(),
  orders: integer('orders').notNull(),
  grossMinor: integer('gross_minor').notNull(),
  returnsMinor: integer('returns_minor').notNull(),
  units: integer('units').notNull(),
  returnedUnits: integer('returned_units').notNull(),
  /** Instants of the first and last valid order; null when there is none. */
  firstOrderAt: integer('first_order_at'),
  lastOrderAt: integer('last_order_at'),
})

/** Per customer and calendar month (months counted from 1970-01), for distinct-customer questions and cohorts. */
export const customerMonths = sqliteTable(
  'customer_months',
  {
    month: integer('month').notNull(),
    customerId: text('customer_id').notNull(),
    orders: integer('orders').notNull(),
    grossMinor: integer('gross_minor').notNull(),
    returnsMinor: integer('returns_minor').notNull(),
    units: integer('units').notNull(),
  },
  (table) => [
    // "How many customers bought in these months?" The month leads, so that an import in the order of time works at the
    // end of the tree.
    primaryKey({ columns: [table.month, table.customerId] }),
  ],
)

/**
 * Per local day and one dimension's value: `dimension` is all, country, region, city, category, brand, channel, device,
 * source, campaign or product; `value` is '' for all and for rows that lack the dimension. Sums of a product are of a
 * month, on its first day: a day and a product have hardly more than one line, which their index answers from.
 */
export const dailyRollups = sqliteTable(
  'daily_rollups',
  {
    dimension: text('dimension').notNull(),
    day: integer('day').notNull(),
    value: text('value').notNull(),
    orders: integer('orders').notNull(),
    grossMinor: integer('gross_minor').notNull(),
    returnsMinor: integer('returns_minor').notNull(),
    units: integer('units').notNull(),
    returnedUnits: integer('returned_units').notNull(),
    /** Orders that name no customer. */
    anonymousOrders: integer('anonymous_orders').notNull(),
    costMinor: integer('cost_minor').notNull(),
    costedGrossMinor: integer('costed_gross_minor').notNull(),
  },
  (table) => [primaryKey({ columns: [table.dimension, table.day, table.value] })],
)

/** One typed row per customer at the default as-of, stamped by refresh. `features` is JSON of the catalogue. */
export const customerFeatures = sqliteTable('customer_features', {
  customerId: text('customer_id').primaryKey(),
  asOf: integer('as_of').notNull(),
  computedAt: integer('computed_at').notNull(),
  recencyDays: integer('recency_days'),
  frequency: integer('frequency').notNull(),
  purchaseDays: integer('purchase_days').notNull(),
  monetaryMinor: integer('monetary_minor').notNull(),
  grossMinor: integer('gross_minor').notNull(),
  tenureDays: integer('tenure_days'),
  meanGapDays: real('mean_gap_days'),
  medianGapDays: real('median_gap_days'),
  lifecycle: text('lifecycle').notNull(),
  /** growing or mature when lifecycle is active. */
  valueTier: text('value_tier'),
  r: integer('r'),
  f: integer('f'),
  m: integer('m'),
  rfmSegment: text('rfm_segment'),
  features: text('features').notNull(),
})

/** Tags and interests that customers have, as stamped by refresh at the default as-of. */
export const customerMarks = sqliteTable(
  'customer_marks',
  {
    /** tag, category, brand or price_band; the last three are interests. */
    kind: text('kind').notNull(),
    value: text('value').notNull(),
    customerId: text('customer_id').notNull(),
  },
  // "Who has this tag?", "Who is drawn to this?"
  (table) => [primaryKey({ columns: [table.kind, table.value, table.customerId] })],
)

/** RFM cut points as stamped by refresh: four per measure. */
export const rfmCutPoints = sqliteTable(
  'rfm_cut_points',
  {
    asOf: integer('as_of').notNull(),
    revenue: text('revenue').notNull(),
    measure: text('measure').notNull(),
    position: integer('position').notNull(),
    value: real('value').notNull(),
  },
  (table) => [primaryKey({ columns: [table.asOf, table.revenue, table.measure, table.position] })],
)

/** Every model that was trained, newest version last; the newest whose training as-of is visible serves. */
export const modelRuns = sqliteTable(
  'model_runs',
  {
    /** `churn-v3` */
    id: text('id').primaryKey(),
    model: text('model').notNull(),
    version: integer('version').notNull(),
    /** Version of the code's definition: a run of another one is not read any more. */
    definition: integer('definition').notNull(),
    trainedAsOf: integer('trained_as_of').notNull(),
    trainedAt: integer('trained_at').notNull(),
    /** Valid orders that were there to learn from: a late import of history makes a run stale. */
    ordersSeen: integer('orders_seen').notNull(),
    seed: text('seed').notNull(),
    /** JSON in UTF-8: the same facts, as-of and seed give the same bytes. */
    parameters: blob('parameters', { mode: 'buffer' }).notNull(),
    reportCard: text('report_card').notNull(),
  },
  // "Which is the newest run of this model that an as-of may use?"
  (table) => [index('model_runs_model_idx').on(table.model, table.trainedAsOf, table.version)],
)

export const predictions = sqliteTable(
  'predictions',
  {
    model: text('model').notNull(),
    customerId: text('customer_id').notNull(),
    runId: text('run_id').notNull(),
    asOf: integer('as_of').notNull(),
    value: real('value').notNull(),
    low: real('low'),
    high: real('high'),
    details: text('details'),
  },
  (table) => [primaryKey({ columns: [table.model, table.customerId] })],
)

/**
 * Under which name in `predictions` a model's own name is served: scores of everybody are written beside those that
 * serve, a little at a time, and take their place by one row of this table.
 */
export const predictionSlots = sqliteTable('prediction_slots', {
  /** `churn` */
  model: text('model').primaryKey(),
  /** `churn` or `churn~` */
  servedAs: text('served_as').notNull(),
  /** Version of the run whose scores were written last or are being written: whoever finds another one here stops. */
  claimedVersion: integer('claimed_version').notNull(),
})

/**
 * Every list of recommendations that was handed out, one row an item, so that what was shown can be held against what was
 * bought. `customer_id` is null for a visitor nobody knows.
 */
export const recommendationImpressions = sqliteTable(
  'recommendation_impressions',
  {
    /** One list: the instant and a counter within it. */
    listId: text('list_id').notNull(),
    /** Rank in the list, from 1. */
    position: integer('position').notNull(),
    /** UTC ms by the clock, not by as-of. */
    shownAt: integer('shown_at').notNull(),
    customerId: text('customer_id'),
    /** The strategy that made the list: auto, similar, ..., or popular where the list was not personal. */
    strategy: text('strategy').notNull(),
    /** 1 = made from the customer's own history. */
    personalised: integer('personalised').notNull(),
    productId: text('product_id').notNull(),
    /** The fitted model behind it; null where none was used. */
    runId: text('run_id'),
  },
  (table) => [
    primaryKey({ columns: [table.listId, table.position] }),
    // "What was shown in this time, by which strategy?"
    index('recommendation_impressions_time_idx').on(table.shownAt, table.strategy),
    // "What has this customer been shown?"; also what an erasure takes.
    index('recommendation_impressions_customer_idx').on(table.customerId, table.shownAt),
  ],
)

/** Saved segments: a rule (filters as JSON) or a fixed list in `segment_members`. */
export const segments = sqliteTable('segments', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  filters: text('filters'),
  /** JSON of the way into one group of discovered ones, within the rule; null for a plain rule or a list. */
  classifier: text('classifier'),
  refresh: text('refresh').notNull(),
  createdBy: text('created_by').notNull(),
  createdAt: integer('created_at').notNull(),
  asOf: integer('as_of').notNull(),
  size: integer('size').notNull(),
})

export const segmentMembers = sqliteTable(
  'segment_members',
  {
    segmentId: text('segment_id').notNull(),
    customerId: text('customer_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.segmentId, table.customerId] }),
    // "Which segments is this customer in?"
    index('segment_members_customer_idx').on(table.customerId),
  ],
)

export const audiences = sqliteTable('audiences', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  definition: text('definition').notNull(),
  channel: text('channel'),
  createdBy: text('created_by').notNull(),
  createdAt: integer('created_at').notNull(),
  size: integer('size').notNull(),
  holdout: integer('holdout').notNull(),
  leftOutForConsent: integer('left_out_for_consent').notNull(),
})

export const audienceMembers = sqliteTable(
  'audience_members',
  {
    audienceId: text('audience_id').notNull(),
    customerId: text('customer_id').notNull(),
    isHoldout: integer('is_holdout').notNull(),
  },
  (table) => [primaryKey({ columns: [table.audienceId, table.customerId] })],
)
