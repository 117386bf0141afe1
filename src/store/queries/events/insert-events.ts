import type { Database, Statement } from 'better-sqlite3'
import type { events } from '../../schema/index.ts'

export type EventRow = typeof events.$inferSelect

/** Rows per statement: beyond about twenty, one more row per statement saves nothing measurable. */
const ROWS_PER_STATEMENT = 24

const COLUMNS = [
  'event_key',
  'message_id',
  'customer_id',
  'anonymous_id',
  'name',
  'occurred_at',
  'occurred_day',
  'received_at',
  'session_id',
  'product_id',
  'category',
  'order_id',
  'query',
  'channel',
  'device',
  'source',
  'campaign',
  'placement',
  'creative',
  'position',
  'url',
  'value_minor',
  'properties',
] as const

/** Written out, because a property that is looked up by a variable name costs more than binding its value. */
const valuesOf = (row: EventRow): unknown[] => [
  row.eventKey,
  row.messageId,
  row.customerId,
  row.anonymousId,
  row.name,
  row.occurredAt,
  row.occurredDay,
  row.receivedAt,
  row.sessionId,
  row.productId,
  row.category,
  row.orderId,
  row.query,
  row.channel,
  row.device,
  row.source,
  row.campaign,
  row.placement,
  row.creative,
  row.position,
  row.url,
  row.value,
  row.properties,
]

/**
 * Writes events whose keys are new, many to a statement, and binds only the columns that some of them fill: an event
 * leaves most columns empty, and binding costs more than storing.
 */
export function eventInserter(sqlite: Database): (rows: readonly EventRow[]) => void {
  const statements = new Map<string, Statement<unknown[]>>()
  const statementFor = (filled: readonly number[], rows: number): Statement<unknown[]> => {
    const signature = `${rows}:${filled.join()}`
    let statement = statements.get(signature)
    if (statement === undefined) {
      const tuple = `(${filled.map(() => '?').join(', ')})`
      const names = filled.map((column) => COLUMNS[column]).join(', ')
      statement = sqlite.prepare(
        `INSERT INTO events (${names}) VALUES ${Array.from({ length: rows }, () => tuple).join(', ')}`,
      )
      statements.set(signature, statement)
    }
    return statement
  }
  return (rows) => {
    const all = rows.map(valuesOf)
    const filled = COLUMNS.flatMap((_, column) => (all.some((values) => values[column] !== null) ? [column] : []))
    for (let from = 0; from < all.length; from += ROWS_PER_STATEMENT) {
      const block = all.slice(from, from + ROWS_PER_STATEMENT)
      const bound: unknown[] = []
      for (const values of block) for (const column of filled) bound.push(values[column])
      // As arguments and not as one array: the driver takes an array's elements by a slower way.
      statementFor(filled, block.length).run(...bound)
    }
  }
}
