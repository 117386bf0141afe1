import type { Store } from '../../open.ts'
import { PERSON_TABLES, type PersonTable } from './person-tables.ts'

export type PersonRow = Readonly<Record<string, unknown>>

export interface PersonRows {
  readonly table: string
  readonly purpose: string
  readonly rows: readonly PersonRow[]
}

/** Visitors that became this customer: their events are the customer's. */
export const visitorsOf = (store: Store, customerId: string): string[] =>
  store.sqlite
    .prepare<[string], string>('SELECT anonymous_id FROM visitor_identities WHERE customer_id = ?')
    .pluck()
    .all(customerId)

/** The condition for rows of a table that are a person's; binds `@customerId`, and `@visitors` as a JSON list. */
export const ownRows = ({ keys }: PersonTable): string =>
  keys
    .map((key) =>
      key === 'anonymous_id' ? 'anonymous_id IN (SELECT value FROM json_each(@visitors))' : `${key} = @customerId`,
    )
    .join(' OR ')

/** Everything that the store holds of a person, table by table, with what they wrote in tickets. */
export function readPerson(store: Store, customerId: string): PersonRows[] {
  const bind = { customerId, visitors: JSON.stringify(visitorsOf(store, customerId)) }
  const read = (table: string, purpose: string, where: string): PersonRows => ({
    table,
    purpose,
    rows: store.sqlite.prepare<[typeof bind], PersonRow>(`SELECT * FROM ${table} WHERE ${where}`).all(bind),
  })
  return [
    ...PERSON_TABLES.map((one) => read(one.table, one.purpose, ownRows(one))),
    read(
      'order_lines',
      'fulfilling orders and keeping accounts',
      'order_id IN (SELECT id FROM orders WHERE customer_id = @customerId)',
    ),
    read(
      'ticket_messages',
      'answering questions and complaints',
      'ticket_id IN (SELECT id FROM tickets WHERE customer_id = @customerId)',
    ),
  ].filter(({ rows }) => rows.length > 0)
}
