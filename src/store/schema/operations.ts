import { sql } from 'drizzle-orm'
import { blob, index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** A conversation. Turns are kept as they were answered; identifiers are never in here, only customer ids. */
export const threads = sqliteTable('threads', {
  id: text('id').primaryKey(),
  actorId: text('actor_id').notNull(),
  /** Set for a service bot: the one customer that the thread may speak of. */
  boundCustomerId: text('bound_customer_id'),
  title: text('title'),
  /** Who the ⟦person-1⟧ of the stored texts are: JSON, encrypted like identifiers, so that erasing cuts the tie. */
  identities: blob('identities', { mode: 'buffer' }),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
})

export const turns = sqliteTable(
  'turns',
  {
    threadId: text('thread_id').notNull(),
    position: integer('position').notNull(),
    question: text('question').notNull(),
    answer: text('answer').notNull(),
    /** What the planner remembers between turns (last tool, arguments, result ids), JSON. */
    state: text('state'),
    askedAt: integer('asked_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.threadId, table.position] })],
)

/** What a user asked to be kept in mind: a way of counting, a scope, a form of figures, a note. Identifiers are never in here. */
export const memories = sqliteTable(
  'memories',
  {
    id: text('id').primaryKey(),
    /** Whose it is: nobody else's answers heed it. */
    actorId: text('actor_id').notNull(),
    /** As it was said. */
    words: text('words').notNull(),
    /** What it changes, JSON: the arguments that the user could have given instead. */
    effect: text('effect').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [
    // "What do you remember about me?"
    index('memories_actor_idx').on(table.actorId, table.createdAt),
  ],
)

/** Every result that an answer may refer to, whole, so that "how was this computed" opens years later. */
export const toolResults = sqliteTable(
  'tool_results',
  {
    threadId: text('thread_id').notNull(),
    resultId: text('result_id').notNull(),
    tool: text('tool').notNull(),
    args: text('args').notNull(),
    result: text('result').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.threadId, table.resultId] })],
)

/** Proposed actions: nothing with an effect happens without one that was approved; each has at most one effect. */
export const proposals = sqliteTable(
  'proposals',
  {
    id: text('id').primaryKey(),
    action: text('action').notNull(),
    /** Canonical JSON of the arguments; `hash` covers actor, action and these. */
    args: text('args').notNull(),
    hash: text('hash').notNull(),
    preview: text('preview').notNull(),
    proposedBy: text('proposed_by').notNull(),
    proposedRole: text('proposed_role').notNull(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    /** proposed, approved, rejected, expired, executed, failed */
    status: text('status').notNull(),
    decidedBy: text('decided_by'),
    decidedAt: integer('decided_at'),
    /** Why it was rejected, or how a single user's second step was recorded. */
    decisionNote: text('decision_note'),
    executedAt: integer('executed_at'),
    outcome: text('outcome'),
  },
  (table) => [
    // "What waits for a decision?"
    index('proposals_status_idx').on(table.status, table.createdAt),
  ],
)

/** Append-only; each row's hash covers the one before, so a row that was changed, dropped or moved shows. */
export const auditLog = sqliteTable(
  'audit_log',
  {
    sequence: integer('sequence').primaryKey(),
    at: integer('at').notNull(),
    actorId: text('actor_id').notNull(),
    role: text('role').notNull(),
    /** read, propose, approve, reject, execute, import, refresh, login, ... */
    action: text('action').notNull(),
    subject: text('subject').notNull(),
    /** JSON without personal data; customers by keyed hash. */
    details: text('details').notNull(),
    previousHash: text('previous_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [
    // "Who looked at or did this?"
    index('audit_log_subject_idx').on(table.subject, table.sequence),
  ],
)

/** API keys and sign-ins: only a SHA-256 of the random token is kept. */
export const apiKeys = sqliteTable('api_keys', {
  id: text('id').primaryKey(),
  /** key (Authorization header), write (sends events, reads nothing), link (one-time sign-in), session (cookie) */
  kind: text('kind').notNull(),
  tokenHash: blob('token_hash', { mode: 'buffer' }).notNull().unique(),
  /** First characters, to recognise it by. */
  hint: text('hint').notNull(),
  name: text('name').notNull(),
  role: text('role').notNull(),
  createdAt: integer('created_at').notNull(),
  expiresAt: integer('expires_at'),
  lastUsedAt: integer('last_used_at'),
  revokedAt: integer('revoked_at'),
})

/** One row per file of an import; the checkpoint moves in the transaction that writes the rows it covers. */
export const imports = sqliteTable(
  'imports',
  {
    id: text('id').primaryKey(),
    /** Groups the files of one command. */
    batchId: text('batch_id').notNull(),
    file: text('file').notNull(),
    /** SHA-256 of the first MiB and the size: the same file resumes, another of its name does not. */
    fingerprint: text('fingerprint').notNull(),
    kind: text('kind').notNull(),
    preset: text('preset'),
    mapping: text('mapping').notNull(),
    /** running, done, failed, cancelled */
    status: text('status').notNull(),
    startedAt: integer('started_at').notNull(),
    finishedAt: integer('finished_at'),
    /** Records of the file that are settled; a resumed import replays from the start and skips this many. */
    checkpoint: integer('checkpoint').notNull(),
    read: integer('read').notNull(),
    imported: integer('imported').notNull(),
    updated: integer('updated').notNull(),
    duplicates: integer('duplicates').notNull(),
    quarantined: integer('quarantined').notNull(),
    /** JSON: imported rows that analyses leave out, by reason. */
    leftOut: text('left_out').notNull(),
    /** JSON: quarantined rows by reason. */
    reasons: text('reasons').notNull(),
    quarantineFile: text('quarantine_file'),
    warnings: text('warnings').notNull(),
    error: text('error'),
    seconds: integer('seconds_milli').notNull(),
  },
  (table) => [
    // "How did the latest import of orders go?"
    index('imports_started_idx').on(table.startedAt),
  ],
)

/** Rows that could not become facts, with the reason; the file for mending is written from here. */
export const quarantine = sqliteTable(
  'quarantine',
  {
    importId: text('import_id').notNull(),
    line: integer('line').notNull(),
    column: text('column'),
    value: text('value'),
    reason: text('reason').notNull(),
    /** The record as it was read, encrypted like identifiers because it may hold them. */
    record: blob('record', { mode: 'buffer' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.importId, table.line] })],
)

/** Stored replies to writes that carried an Idempotency-Key. */
export const idempotencyKeys = sqliteTable('idempotency_keys', {
  key: text('key').primaryKey(),
  requestHash: text('request_hash').notNull(),
  status: integer('status').notNull(),
  body: text('body').notNull(),
  createdAt: integer('created_at').notNull(),
})

/** What somebody wants to be told of: a figure that passes a bound, or something that a customer does. */
export const alertRules = sqliteTable('alert_rules', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  /** customer_metric, shop_metric, event */
  kind: text('kind').notNull(),
  /** JSON: metric or event, condition, filters, period. */
  rule: text('rule').notNull(),
  /** Where it is told: web, email, slack. */
  channel: text('channel').notNull(),
  createdBy: text('created_by').notNull(),
  createdAt: integer('created_at').notNull(),
  stoppedAt: integer('stopped_at'),
})

/**
 * Each time a rule began to hold: for a customer, for the shop (subject '') or for one event. What holds already when the
 * rule is made has no `fired_at`: nobody is told of it, and it must end before it can fire.
 */
export const alerts = sqliteTable(
  'alerts',
  {
    id: integer('id').primaryKey(),
    ruleId: text('rule_id').notNull(),
    subject: text('subject').notNull(),
    /** Key of the event that fired it; '' for a figure. */
    factKey: text('fact_key').notNull(),
    since: integer('since').notNull(),
    firedAt: integer('fired_at'),
    /** The as-of at which it held. */
    asOf: integer('as_of').notNull(),
    /** The figure when it fired, and before where that is known. */
    value: real('value'),
    before: real('before_value'),
    clearedAt: integer('cleared_at'),
  },
  (table) => [
    // "Does this rule hold for this customer already?" At most one open row answers.
    uniqueIndex('alerts_open_idx')
      .on(table.ruleId, table.subject, table.factKey)
      .where(sql`cleared_at IS NULL`),
    // "What fired lately?"
    index('alerts_fired_idx').on(table.firedAt),
  ],
)

/** What changed about whom, until every subscriber was told: which part, and no value. Numbers are never used again. */
export const customerChanges = sqliteTable('customer_changes', {
  sequence: integer('sequence').primaryKey({ autoIncrement: true }),
  /** Empty where a file changed more customers than it pays to name. */
  customerId: text('customer_id').notNull(),
  /** orders, visits, reviews, tickets, consents, profile, predictions, erased, file */
  part: text('part').notNull(),
  changedAt: integer('changed_at').notNull(),
})

/** How far each subscriber was told of changes. */
export const changePosts = sqliteTable('change_posts', {
  keyId: text('key_id').primaryKey(),
  /** Sequence of the last change that arrived there. */
  told: integer('told').notNull(),
  /** Since the last one that arrived. */
  attempts: integer('attempts').notNull(),
  nextAt: integer('next_at').notNull(),
  problem: text('problem'),
})
