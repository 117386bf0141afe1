import type { ResultTable } from '../../../lib/tool-result.ts'

const CONTACTS: ReadonlySet<string> = new Set(['country', 'email', 'phone'])

/** Masked contacts and a country that most share tell least of a row: they come after everything else. */
export const contactsLast = (table: ResultTable): ResultTable => ({
  ...table,
  columns: [
    ...table.columns.filter(({ key }) => !CONTACTS.has(key)),
    ...table.columns.filter(({ key }) => CONTACTS.has(key)),
  ],
})
