import { both, type Bilingual } from '../../lib/bilingual.ts'
import type { FieldType } from '../kinds.ts'
import { parseWallTime, type DateOrder } from './fields/parse-wall-time.ts'
import type { DecimalMark } from './fields/parse-decimal.ts'

export interface DetectedDecimals {
  readonly mark: DecimalMark
  readonly reason: Bilingual | null
  readonly warning: Bilingual | null
}

const NUMBER = /^[^\d.,-]*\(?-?[\d.,'’\s]*\d[\d.,]*\)?[^\d.,]*$/

/**
 * Whether the file writes 1,234.50 or 1.234,50, from all its number cells: the last of two different marks is the decimal
 * one; a mark that comes twice groups thousands; a mark that no three digits follow is the decimal one.
 *
 * @param cells - cells of the columns that hold numbers
 */
export function detectDecimals(cells: readonly string[], delimiter: string | null): DetectedDecimals {
  const votes = { '.': 0, ',': 0 }
  let example = ''
  let doubtful = ''
  for (const cell of cells) {
    const text = cell.normalize('NFKC').trim()
    if (!NUMBER.test(text)) continue
    const marks = [...text.matchAll(/[.,]/g)].map((match) => match[0])
    const last = marks.at(-1)
    if (last !== '.' && last !== ',') continue
    const other = last === '.' ? ',' : '.'
    if (marks.includes(other)) votes[last]++
    else if (marks.length > 1) votes[other]++
    else if (/[.,]\d{3}$/.test(text.replaceAll(/[^\d.,]+$/g, ''))) {
      doubtful = text
      continue
    } else votes[last]++
    if (last === ',' && example === '') example = text
  }
  if (votes[','] > votes['.']) {
    return {
      mark: ',',
      reason: both(`numbers have a decimal comma (such as '${example}')`, `数字用逗号作小数点（例如“${example}”）`),
      warning: null,
    }
  }
  if (votes['.'] > 0 || doubtful === '') return { mark: '.', reason: null, warning: null }
  const mark = delimiter === ';' ? ',' : '.'
  return {
    mark,
    reason: null,
    warning: both(
      `'${doubtful}' can be read in two ways; '${mark}' was taken for the decimal mark${delimiter === ';' ? ', as files with ; have it' : ''}`,
      `“${doubtful}”有两种读法；已把“${mark}”当作小数点${delimiter === ';' ? '，以分号分隔的文件通常如此' : ''}`,
    ),
  }
}

export interface DetectedOrder {
  readonly order: DateOrder
  readonly reason: Bilingual | null
  readonly warning: Bilingual | null
}

const AMBIGUOUS = /^\s*(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/

/**
 * Whether the dates of a column put the day or the month first. A part above 12 decides; dots mean day first; a reading
 * that puts dates after `now` loses; what still stands both ways is read month first, in the order of ISO, with a warning.
 *
 * @param neighbours - cells of the file's other date columns, which decide when this column's own cannot
 */
export function detectDateOrder(
  column: string,
  cells: readonly string[],
  neighbours: readonly string[],
  now: number,
): DetectedOrder {
  const own = countOrders(cells)
  if (own.seen === 0) return { order: 'month_first', reason: null, warning: null }
  for (const { votes, whose } of [
    { votes: own, whose: both('its own values', '该列自身的值') },
    { votes: countOrders(neighbours), whose: both('the other date columns', '其他日期列') },
  ]) {
    if (votes.day !== votes.month) {
      const order = votes.day > votes.month ? 'day_first' : 'month_first'
      return {
        order,
        reason: both(
          `${column}: ${words(order).en}, by ${whose.en} (such as '${votes.example}')`,
          `${column}：${words(order).zh}，依据${whose.zh}（例如“${votes.example}”）`,
        ),
        warning: null,
      }
    }
  }
  if (own.dots > 0) {
    return {
      order: 'day_first',
      reason: both(`${column}: day first, as dates with dots are`, `${column}：日在前，带点的日期通常如此`),
      warning: null,
    }
  }
  const late = (order: DateOrder): boolean =>
    cells.some((cell) => (parseWallTime(cell, order)?.ms ?? 0) > now + 86_400_000)
  if (late('day_first') !== late('month_first')) {
    const order = late('day_first') ? 'month_first' : 'day_first'
    return {
      order,
      reason: both(
        `${column}: ${words(order).en}, since the other order gives dates in the future`,
        `${column}：${words(order).zh}，因为另一种顺序会得到未来的日期`,
      ),
      warning: null,
    }
  }
  return {
    order: 'month_first',
    reason: null,
    warning: both(
      `${column}: dates such as '${own.first}' can be read in two ways; the month was taken to come first. If the day comes first, write the dates as YYYY-MM-DD.`,
      `${column}：“${own.first}”这样的日期有两种读法；已按月在前读取。如果是日在前，请把日期写成 YYYY-MM-DD。`,
    ),
  }
}

const words = (order: DateOrder): Bilingual =>
  order === 'day_first' ? both('day first', '日在前') : both('month first', '月在前')

function countOrders(cells: readonly string[]): {
  seen: number
  day: number
  month: number
  dots: number
  example: string
  first: string
} {
  const votes = { seen: 0, day: 0, month: 0, dots: 0, example: '', first: '' }
  for (const cell of cells) {
    const match = AMBIGUOUS.exec(cell.normalize('NFKC'))
    if (match === null) continue
    const [first, second] = [Number(match[1]), Number(match[3])]
    // 31/31/2025 is no date either way, so it is no evidence either way.
    if (first > 12 && second > 12) continue
    if (votes.seen++ === 0) votes.first = cell.trim()
    if (match[2] === '.') votes.dots++
    if (first <= 12 && second <= 12) continue
    if (first > 12) votes.day++
    else votes.month++
    if (votes.example === '') votes.example = cell.trim()
  }
  return votes
}

export const isNumeric = (type: FieldType): boolean => type === 'money' || type === 'decimal' || type === 'integer'
