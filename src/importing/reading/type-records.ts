import type { TimeZone } from '../../lib/time-zone.ts'
import { MS_PER_DAY } from '../../lib/time-zone.ts'
import type { FieldDefinition, FieldType } from '../kinds.ts'
import type { ReadRecord } from '../pipeline.ts'
import { parseBoolean } from './fields/parse-boolean.ts'
import { parseCurrency } from './fields/currencies.ts'
import { parseDecimal, type DecimalMark } from './fields/parse-decimal.ts'
import { instantParser, type InstantParser } from './fields/parse-instant.ts'
import { parseInteger } from './fields/parse-integer.ts'
import { parseMoney } from './fields/parse-money.ts'
import type { DateOrder } from './fields/parse-wall-time.ts'
import { shortened } from './tokenizer.ts'

/** One field of the kind and where its cell stands. */
export interface TypedColumn {
  readonly field: FieldDefinition
  readonly index: number
  /** What the file calls the column, for the quarantine. */
  readonly column: string
  readonly order: DateOrder
  /** Ids of this column are whole numbers that were written as 17850.0. */
  readonly dropsFraction: boolean
}

export interface TypingContext {
  readonly zone: TimeZone
  readonly currency: string
  readonly now: number
  readonly mark: DecimalMark
  /** True when the kind has a currency field that no column gives: a sign beside an amount then sets it. */
  readonly takesCurrency: boolean
}

type Value = string | number | boolean
/** Fields that speak of plans: a date to come is no mistake there. */
const PLANS: ReadonlySet<string> = new Set(['promised_at', 'starts_at', 'ends_at', 'valid_from'])

/** NUL and its like; tab, line feed and return are text. */
// oxlint-disable-next-line no-control-regex -- control characters are what this looks for
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/
// oxlint-disable-next-line no-control-regex -- and removes from texts
const ALL_CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g

/** Why a cell is no value; the mark tells it from text that is one. */
class Rejection {
  readonly reason: string
  constructor(reason: string) {
    this.reason = reason
  }
}
const REJECTIONS = new Map<string, Rejection>()
const reject = (reason: string): Rejection => {
  const known = REJECTIONS.get(reason)
  if (known !== undefined) return known
  const made = new Rejection(reason)
  REJECTIONS.set(reason, made)
  return made
}
const INVALID_DATE = reject('invalid_date')
const FUTURE_DATE = reject('future_date')
const NOT_A_NUMBER = reject('not_a_number')
const CONTROL_CHARACTER = reject('control_character')

/** Longer than any id that a system makes. */
const LONGEST_ID = 256

/** Cells that say "nothing here": database exports write NULL or \N, and nobody's name or number looks so. */
const isEmpty = (cell: string): boolean => {
  const length = cell.length
  if (length === 0) return true
  if (length === 4) return cell === 'NULL' || cell === 'null'
  return (length === 2 && cell === '\\N') || (length === 6 && cell === '(null)')
}

/** Without a call for the many cells that begin and end with a visible ASCII character. */
const trimmed = (cell: string): string => {
  const first = cell.charCodeAt(0)
  const last = cell.charCodeAt(cell.length - 1)
  return first > 32 && first < 127 && last > 32 && last < 127 ? cell : cell.trim()
}

/** A string that does not keep the read buffer alive: slices of 13 characters and more point into it. */
const detached = (text: string): string => (text.length < 13 ? text : ` ${text}`.slice(1))

export interface RecordTyper {
  type(cells: readonly string[], line: number, position: number, raw: string, damaged: boolean): ReadRecord
}

/**
 * Turns the cells of records into typed values, in one pass and without intermediate objects: this is the loop that every
 * row of every import goes through.
 *
 * Control characters are dropped from texts and reject a record when they stand in ids, numbers or dates, where two values
 * that look the same would differ. Bytes that are not of the encoding reject the record that holds them.
 */
export function recordTyper(columns: readonly TypedColumn[], context: TypingContext): RecordTyper {
  const latest = context.now + MS_PER_DAY
  const parsers: readonly (InstantParser | null)[] = columns.map(({ field, order }) =>
    field.type === 'instant' || field.type === 'date' ? instantParser(context.zone, order) : null,
  )
  let writtenCurrency: string | null = null

  const money = (cell: string): Value | Rejection => {
    const plain = parseDecimal(cell, context.mark)
    if (plain !== null) return plain
    const found = parseMoney(cell, context.mark, context.currency)
    if (found === null) return NOT_A_NUMBER
    if (found === 'unknown_currency') return reject(found)
    if (found.currency !== null) {
      if (writtenCurrency !== null && writtenCurrency !== found.currency) return reject('mixed_currencies')
      writtenCurrency = found.currency
    }
    return found.amount
  }
  const instant = (cell: string, parser: InstantParser | null, field: FieldDefinition): Value | Rejection => {
    const at = parser === null ? null : parser(cell)
    if (at === null) return INVALID_DATE
    if (at > latest && !PLANS.has(field.name)) return FUTURE_DATE
    return field.type === 'instant' ? at : context.zone.dayOf(at)
  }
  const typed = (
    cell: string,
    type: FieldType,
    field: FieldDefinition,
    parser: InstantParser | null,
  ): Value | Rejection => {
    switch (type) {
      case 'id':
        return cell.length > LONGEST_ID ? reject('id_too_long') : detached(cell)
      case 'text':
      case 'identifier':
        return detached(cell)
      case 'instant':
      case 'date':
        return instant(cell, parser, field)
      case 'money':
        return money(cell)
      case 'decimal':
        // A share may be written as 20 %; money and counts may not.
        return parseDecimal(cell.endsWith('%') ? `${cell.slice(0, -1).trim()}e-2` : cell, context.mark) ?? NOT_A_NUMBER
      case 'integer': {
        const value = parseInteger(cell, context.mark)
        return typeof value === 'number' ? value : reject(value)
      }
      case 'boolean':
        return parseBoolean(cell) ?? reject('not_a_boolean')
      case 'currency':
        return parseCurrency(cell, context.currency) ?? reject('unknown_currency')
      case 'json':
        return isJson(cell) ? detached(cell) : reject('not_json')
    }
  }

  const failed = (
    line: number,
    position: number,
    raw: string,
    at: { readonly column: string | null; readonly cell: string; readonly reason: string },
  ): ReadRecord => ({
    ok: false,
    rejected: {
      line,
      position,
      column: at.column,
      value: at.cell === '' ? null : shortened(at.cell),
      reason: at.reason,
      raw,
    },
  })

  return {
    type: (cells, line, position, raw, damaged) => {
      const values: Record<string, Value> = {}
      writtenCurrency = null
      const hasControls = CONTROLS.test(raw) || raw.includes('\\u00')
      for (let index = 0; index < columns.length; index++) {
        const plan = columns[index]
        if (plan === undefined) continue
        const { field, column } = plan
        let cell = trimmed(cells[plan.index] ?? '')
        if (isEmpty(cell) || (field.type === 'instant' && cell.startsWith('0000-00-00'))) {
          if (field.required || field.name === 'ordered_at') {
            return failed(line, position, raw, { column, cell: '', reason: 'missing_field' })
          }
          continue
        }
        if (hasControls && CONTROLS.test(cell)) {
          const isText = field.type === 'text' || field.type === 'identifier'
          if (!isText) return failed(line, position, raw, { column, cell, reason: CONTROL_CHARACTER.reason })
          cell = cell.replaceAll(ALL_CONTROLS, '').trim()
        }
        if (damaged && cell.includes('\ufffd')) {
          // Who a person is goes nowhere but into encrypted columns, not even as the value at fault.
          const shown = field.type === 'identifier' ? '' : cell
          return failed(line, position, raw, { column, cell: shown, reason: 'invalid_encoding' })
        }
        if (plan.dropsFraction) cell = cell.replace(/\.0+$/, '')
        const value = typed(cell, field.type, field, parsers[index] ?? null)
        if (value instanceof Rejection) return failed(line, position, raw, { column, cell, reason: value.reason })
        values[field.name] = value
      }
      if (writtenCurrency !== null) {
        if (context.takesCurrency) values['currency'] = writtenCurrency
        else if (writtenCurrency !== (values['currency'] ?? context.currency)) {
          // Amounts in another currency than the row or the shop says are never added up.
          return failed(line, position, raw, { column: null, cell: '', reason: 'mixed_currencies' })
        }
      }
      return { ok: true, record: { line, position, values, raw } }
    },
  }
}

function isJson(cell: string): boolean {
  try {
    JSON.parse(cell)
    return true
  } catch {
    return false
  }
}
