import type { Language } from '../../../lib/answer.ts'
import type { Cell, Unit } from '../../../lib/tool-result.ts'
import { showCell as show } from '../../charts/show-cell.ts'
import { labelsOf } from '../data/labels.ts'

/** A cell of a table as the page's reader sees it. */
export const showCell = (value: Cell, unit: Unit, language: Language, column = ''): string =>
  show(value, unit, { language, labels: labelsOf(language) }, column)
