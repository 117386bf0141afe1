import type { Store } from '../../open.ts'
import { addCalendarFunctions } from '../rollups/calendar-functions.ts'
import { LINE_DIMENSIONS, lineRollupPlace } from '../rollups/line-dimensions.ts'
import { ORDER_DIMENSIONS } from '../rollups/rollup-deltas.ts'
import { PERSON_TABLES } from './person-tables.ts'
import { ownRows, visitorsOf } from './read-person.ts'

/** Rows by table that were deleted, or stay without the person. */
export type ErasedRows = Readonly<Record<string, number>>

const VALID = 'has_sale = 1 AND flag IS NULL AND cancelled_at IS NULL'

/**
 * Takes a person out of every table, inside the caller's transaction: orders stay as orders of nobody, so that the shop's
 * sums do not change; what the person wrote, was called, did on the site and was predicted goes.
 *
 * @param alias - a random name for rows whose key needs somebody
 */
export function erasePerson(store: Store, customerId: string, alias: string): ErasedRows {
  const { sqlite } = store
  const bind = { customerId, visitors: JSON.stringify(visitorsOf(store, customerId)), alias }
  const erased: Record<string, number> = {}
  const run = (table: string, sql: string): void => {
    const { changes } = sqlite.prepare(sql).run(bind)
    if (changes > 0) erased[table] = (erased[table] ?? 0) + changes
  }
  countAsAnonymous(store, customerId)
  run(
    'ticket_messages',
    'DELETE FROM ticket_messages WHERE ticket_id IN (SELECT id FROM tickets WHERE customer_id = @customerId)',
  )
  for (const table of ['turns', 'tool_results']) {
    run(table, `DELETE FROM ${table} WHERE thread_id IN (SELECT id FROM threads WHERE bound_customer_id = @customerId)`)
  }
  for (const one of PERSON_TABLES) {
    const where = ownRows(one)
    if (one.erase === 'delete') run(one.table, `DELETE FROM ${one.table} WHERE ${where}`)
    else if (one.erase === 'rename') run(one.table, `UPDATE ${one.table} SET customer_id = @alias WHERE ${where}`)
    else {
      const columns = [...one.keys, ...(one.clear ?? [])].map((column) => `${column} = NULL`).join(', ')
      run(one.table, `UPDATE ${one.table} SET ${columns} WHERE ${where}`)
    }
  }
  run('alerts', 'DELETE FROM alerts WHERE subject = @customerId')
  return erased
}

/** The day's sums know how many of their orders are nobody's: the person's orders join them. */
function countAsAnonymous({ sqlite }: Store, customerId: string): void {
  const add = (dimension: string, source: string): void => {
    sqlite
      .prepare(
        `UPDATE daily_rollups SET anonymous_orders = anonymous_orders + added.n
         FROM (${source}) AS added
         WHERE dimension = @dimension AND daily_rollups.day = added.day AND daily_rollups.value = added.value`,
      )
      .run({ dimension, customerId })
  }
  for (const dimension of ['all', ...ORDER_DIMENSIONS]) {
    const value = dimension === 'all' ? "''" : `ifnull(${dimension}, '')`
    add(
      dimension,
      `SELECT ordered_day AS day, ${value} AS value, count(*) AS n FROM orders
       WHERE customer_id = @customerId AND ${VALID} GROUP BY 1, 2`,
    )
  }
  addCalendarFunctions(sqlite)
  for (const dimension of LINE_DIMENSIONS) {
    const { day, value } = lineRollupPlace(dimension, 'o.ordered_day', 'l.product_id')
    add(
      dimension,
      `SELECT ${day} AS day, ${value} AS value, count(DISTINCT o.id) AS n
       FROM orders o JOIN order_lines l ON l.order_id = o.id LEFT JOIN products p ON p.id = l.product_id
       WHERE o.customer_id = @customerId AND o.has_sale = 1 AND o.flag IS NULL AND o.cancelled_at IS NULL AND l.kind = 'sale'
       GROUP BY 1, 2`,
    )
  }
}

/** Empties the write-ahead log, whose pages still hold what was erased. */
export const forgetLog = ({ sqlite }: Store): void => {
  sqlite.pragma('wal_checkpoint(TRUNCATE)')
}
