import { both, type Bilingual } from '../../lib/bilingual.ts'
import { IMPORT_KINDS, KIND_FIELDS } from '../kinds.ts'
import { PRESETS } from '../presets/registry.ts'
import { normalizeName, synonymsOf } from './field-synonyms.ts'
import { parseDecimal } from './fields/parse-decimal.ts'
import { parseWallTime } from './fields/parse-wall-time.ts'

const KNOWN_NAMES: ReadonlySet<string> = new Set([
  ...IMPORT_KINDS.flatMap((kind) =>
    KIND_FIELDS[kind].flatMap(({ name }) => [normalizeName(name), ...synonymsOf(kind, name)]),
  ),
  ...PRESETS.flatMap(({ layouts }) => layouts.flatMap((layout) => layout.signature.map(normalizeName))),
])

const isValue = (cell: string): boolean =>
  parseDecimal(cell.trim(), '.') !== null || parseWallTime(cell, 'month_first') !== null || cell.includes('@')

export interface DetectedHeader {
  readonly hasHeader: boolean
  readonly reason: Bilingual
}

/**
 * Whether the first row names the columns: it holds names that we know, or words above columns of numbers and dates. A
 * first row with a number, a date or an e-mail address in it is data.
 */
export function detectHeader(rows: readonly (readonly string[])[]): DetectedHeader {
  const first = rows[0] ?? []
  const known = first.filter((cell) => KNOWN_NAMES.has(normalizeName(cell)))
  const values = first.filter((cell) => cell.trim() !== '' && isValue(cell))
  if (known.length > 0 && values.length === 0) {
    return {
      hasHeader: true,
      reason: both(
        `the first row is a header: ${known.slice(0, 4).join(', ')} are names of columns`,
        `首行是表头：${known.slice(0, 4).join('、')} 是列名`,
      ),
    }
  }
  if (values.length > 0)
    return {
      hasHeader: false,
      reason: both(
        `no header: the first row holds data such as '${values[0] ?? ''}'`,
        `没有表头：首行含有数据，例如“${values[0] ?? ''}”`,
      ),
    }
  const below = rows.slice(1)
  const overValues = first.some((_, column) => below.length > 0 && below.every((row) => isValue(row[column] ?? '')))
  return overValues
    ? {
        hasHeader: true,
        reason: both(
          'the first row is a header: it has words where the rows below have numbers or dates',
          '首行是表头：下面各行是数字或日期的地方，首行是文字',
        ),
      }
    : {
        hasHeader: first.length > 0 && below.length === 0,
        reason: both('no header: the first row looks like the others', '没有表头：首行与其他行相似'),
      }
}
