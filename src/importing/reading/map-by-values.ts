import { both, type Bilingual } from '../../lib/bilingual.ts'
import { KIND_FIELDS, type ImportKind } from '../kinds.ts'
import type { ColumnMap } from './map-columns.ts'
import { parseWallTime } from './fields/parse-wall-time.ts'

/** A column found by what its cells look like. */
export interface FoundByValues {
  readonly map: ColumnMap
  readonly reasons: readonly Bilingual[]
}

/** The instant at which a fact of the kind happened: the one date that a file without names can be read by. */
const OWN_INSTANT: Partial<Readonly<Record<ImportKind, string>>> = {
  order_lines: 'ordered_at',
  orders: 'ordered_at',
  returns: 'returned_at',
  consents: 'changed_at',
  prices: 'valid_from',
  stock: 'counted_at',
  events: 'occurred_at',
  reviews: 'written_at',
  tickets: 'opened_at',
  surveys: 'answered_at',
  campaigns: 'starts_at',
  competitor_prices: 'seen_at',
  exchange_rates: 'valid_from',
  signals: 'date',
}

const ENOUGH = 0.95
const EMAIL = /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]{2,}$/
/** Digits alone may be a date, an id or an amount: they prove nothing. */
const isDate = (cell: string): boolean => /\D/.test(cell.trim()) && parseWallTime(cell, likelyOrder(cell)) !== null
const likelyOrder = (cell: string): 'day_first' | 'month_first' =>
  Number(/^\d{1,2}/.exec(cell.trim())?.[0] ?? 0) > 12 ? 'day_first' : 'month_first'

/**
 * Finds, among the columns that no name has claimed, the one column of dates and the one of e-mail addresses. Two that
 * qualify are a doubt, and a doubt maps nothing.
 */
export function mapByValues(
  kind: ImportKind,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  named: ColumnMap,
): FoundByValues {
  const map = new Map(named)
  const reasons: Bilingual[] = []
  const onlyColumnOf = (matches: (cell: string) => boolean): number | null => {
    const used = new Set(map.values())
    const found = columns.flatMap((_, index) => {
      const cells = rows.map((row) => row[index] ?? '').filter((cell) => cell.trim() !== '')
      const share = cells.filter(matches).length / Math.max(1, cells.length)
      return !used.has(index) && cells.length > 0 && share >= ENOUGH ? [index] : []
    })
    return found.length === 1 ? (found[0] ?? null) : null
  }
  const take = (field: string | undefined, what: Bilingual, matches: (cell: string) => boolean): void => {
    if (field === undefined || map.has(field)) return
    const index = onlyColumnOf(matches)
    if (index === null) return
    map.set(field, index)
    reasons.push(
      both(
        `${field} = ${columns[index] ?? ''}: the only other column of ${what.en}`,
        `${field} = ${columns[index] ?? ''}：其余列中唯一的${what.zh}列`,
      ),
    )
  }
  take(OWN_INSTANT[kind], both('dates', '日期'), isDate)
  const email = KIND_FIELDS[kind].find(({ name }) => name === 'email' || name === 'customer_email')
  take(email?.name, both('e-mail addresses', '邮箱地址'), (cell) => EMAIL.test(cell.trim()))
  const reason = emailsAsIds(kind, columns, rows, map)
  if (reason !== null) reasons.push(reason)
  return { map, reasons }
}

/**
 * Shops that know their customers by e-mail export it as the customer's id. An id is written into every table, an e-mail
 * only encrypted into one: so such a column is the e-mail, and the writer finds the customer by it.
 */
function emailsAsIds(
  kind: ImportKind,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  map: Map<string, number>,
): Bilingual | null {
  const index = map.get('customer_id')
  if (index === undefined || map.has('customer_email')) return null
  if (!KIND_FIELDS[kind].some(({ name }) => name === 'customer_email')) return null
  const cells = rows.map((row) => (row[index] ?? '').trim()).filter((cell) => cell !== '')
  if (cells.length === 0 || cells.filter((cell) => EMAIL.test(cell)).length < ENOUGH * cells.length) return null
  map.delete('customer_id')
  map.set('customer_email', index)
  return both(
    `customer_email = ${columns[index] ?? ''}: its values are e-mail addresses, which are kept encrypted and are no ids`,
    `customer_email = ${columns[index] ?? ''}：其值是邮箱地址，会加密保存，不作为编号`,
  )
}
