import { formatFigure, type FormatFigureOptions } from '../../lib/format-figure.ts'
import { nameOfValue } from '../../lib/name-of-value.ts'
import type { Cell, Unit } from '../../lib/tool-result.ts'

/** A cell of a table as a reader sees it: the same rounding and the same names as in the text of an answer. */
export function showCell(value: Cell, unit: Unit, reader: FormatFigureOptions, column = ''): string {
  if (value === null) return '–'
  return nameOfValue(value, { unit, column, labels: reader.labels }) ?? formatFigure(value, unit, reader)
}
