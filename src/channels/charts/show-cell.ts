import { formatFigure, type FormatFigureOptions } from '../../lib/format-figure.ts'
import type { Cell, Unit } from '../../lib/tool-result.ts'

/** A cell of a table as a reader sees it: the same rounding as in the text of an answer. */
export const showCell = (value: Cell, unit: Unit, reader: FormatFigureOptions): string =>
  value === null ? '–' : formatFigure(value, unit, reader)
