import { both, type Bilingual } from '../../lib/bilingual.ts'
import { KIND_FIELDS, type FieldDefinition, type ImportKind } from '../kinds.ts'
import { detectDateOrder, detectDecimals, isNumeric } from './detect-layouts.ts'
import type { DecimalMark } from './fields/parse-decimal.ts'
import type { TypedColumn } from './type-records.ts'

export interface TypingPlan {
  readonly columns: readonly TypedColumn[]
  readonly mark: DecimalMark
  readonly takesCurrency: boolean
  readonly reasons: readonly Bilingual[]
  readonly warnings: readonly Bilingual[]
}

const WHOLE_FLOAT = /^\d+\.0+$/

/**
 * Settles, from the sample, how the cells of each mapped field are to be read: order of day and month, decimal mark, and
 * whole numbers that a spreadsheet wrote as 17850.0 in a column of ids.
 *
 * @param at - canonical field -> position in `rows`
 * @param nameOf - what the file calls the column at a position
 */
export function planTyping(
  kind: ImportKind,
  at: ReadonlyMap<string, number>,
  rows: readonly (readonly string[])[],
  options: { readonly nameOf: (index: number) => string; readonly delimiter: string | null; readonly now: number },
): TypingPlan {
  const reasons: Bilingual[] = []
  const warnings: Bilingual[] = []
  const fields = KIND_FIELDS[kind].filter((field) => at.has(field.name))
  const cellsOf = (field: FieldDefinition): string[] => rows.map((row) => row[at.get(field.name) ?? -1] ?? '')
  const dates = fields.filter((field) => field.type === 'instant' || field.type === 'date')
  const decimals = detectDecimals(
    fields.filter(({ type }) => isNumeric(type)).flatMap((field) => cellsOf(field)),
    options.delimiter,
  )
  if (decimals.reason !== null) reasons.push(decimals.reason)
  if (decimals.warning !== null) warnings.push(decimals.warning)
  const columns = fields.map((field): TypedColumn => {
    const index = at.get(field.name) ?? 0
    const column = options.nameOf(index)
    const isDate = dates.includes(field)
    const others = isDate ? dates.filter((other) => other !== field).flatMap((other) => cellsOf(other)) : []
    const found = isDate ? detectDateOrder(column, cellsOf(field), others, options.now) : null
    if (found !== null && found.reason !== null) reasons.push(found.reason)
    if (found !== null && found.warning !== null) warnings.push(found.warning)
    const filled = field.type === 'id' ? cellsOf(field).filter((cell) => cell.trim() !== '') : []
    const dropsFraction = filled.length > 0 && filled.every((cell) => WHOLE_FLOAT.test(cell.trim()))
    if (dropsFraction) {
      const example = filled[0] ?? ''
      reasons.push(
        both(
          `${column}: ids such as ${example} are whole numbers, '.0' is dropped`,
          `${column}：${example} 这样的编号是整数，去掉“.0”`,
        ),
      )
    }
    return { field, index, column, order: found?.order ?? 'month_first', dropsFraction }
  })
  const takesCurrency =
    KIND_FIELDS[kind].some(({ type, name }) => type === 'currency' && name === 'currency') && !at.has('currency')
  return { columns, mark: decimals.mark, takesCurrency, reasons, warnings }
}
