import type { Language } from '../../../lib/answer.ts'
import { formatFigure } from '../../../lib/format-figure.ts'
import { labelsOf } from '../data/labels.ts'
import type { Cell, Unit } from '../../../lib/tool-result.ts'

/** A cell of a table as a reader sees it: the same rounding as in the text of an answer. */
export function showCell(value: Cell, unit: Unit, language: Language): string {
  if (value === null) return '–'
  return formatFigure(value, unit, { language, labels: labelsOf(language) })
}
