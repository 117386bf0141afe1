import type { Store } from '../../open.ts'

const OLD_THREADS = 'SELECT id FROM threads WHERE updated_at < ?'

export const countOldThreads = ({ sqlite }: Store, before: number): number =>
  sqlite.prepare<[number], number>(`SELECT count(*) FROM (${OLD_THREADS})`).pluck().get(before) ?? 0

/** Takes conversations in which nothing was said since `before` out, with their results; returns how many. */
export function deleteOldThreads({ sqlite }: Store, before: number): number {
  for (const table of ['turns', 'tool_results']) {
    sqlite.prepare(`DELETE FROM ${table} WHERE thread_id IN (${OLD_THREADS})`).run(before)
  }
  return sqlite.prepare(`DELETE FROM threads WHERE id IN (${OLD_THREADS})`).run(before).changes
}

/** Facts that show that a customer is still there. */
const SIGNS: readonly (readonly [table: string, instant: string])[] = [
  ['orders', 'ordered_at'],
  ['events', 'occurred_at'],
  ['reviews', 'written_at'],
  ['tickets', 'opened_at'],
  ['surveys', 'answered_at'],
]

const SILENT = `SELECT id FROM customers c WHERE created_at < @before
  AND EXISTS (SELECT 1 FROM customer_identifiers i WHERE i.customer_id = c.id)
  ${SIGNS.map(([table, instant]) => `AND NOT EXISTS (SELECT 1 FROM ${table} f WHERE f.customer_id = c.id AND f.${instant} >= @before)`).join('\n  ')}`

/** Customers with identifiers who were not seen since `before`, at most `limit` of them. */
export const listSilentCustomers = ({ sqlite }: Store, before: number, limit: number): string[] =>
  sqlite
    .prepare<[{ before: number; limit: number }], string>(`${SILENT} ORDER BY id LIMIT @limit`)
    .pluck()
    .all({ before, limit })

export const countSilentCustomers = ({ sqlite }: Store, before: number): number =>
  sqlite.prepare<[{ before: number }], number>(`SELECT count(*) FROM (${SILENT})`).pluck().get({ before }) ?? 0
