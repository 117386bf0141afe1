import { formatFigure, type FormatFigureOptions } from '../../lib/format-figure.ts'
import { nameOfValue } from '../../lib/name-of-value.ts'
import { saysChange, withPlus } from '../../lib/signed-figure.ts'
import type { Reference } from './parse-reference.ts'
import type { ResolvedFigure } from './resolve-reference.ts'

const isChange = (reference: Reference): boolean =>
  reference.kind === 'operation'
    ? reference.operation === 'change' || reference.operation === 'difference'
    : saysChange(reference.place.cell?.column ?? reference.place.path[0] ?? '')

/**
 * What a reference stands for, as a reader sees it: a rise carries its plus as a fall carries its minus.
 *
 * @example showFigure(change, { value: 0.054, unit: 'ratio' }, { language: 'en' }) // => '+5.4%', for r1.value_change
 */
export function showFigure(reference: Reference, figure: ResolvedFigure, format: FormatFigureOptions): string {
  const column = reference.kind === 'operation' ? '' : (reference.place.cell?.column ?? reference.place.path[0] ?? '')
  const name = nameOfValue(figure.value, { unit: figure.unit, column, labels: format.labels })
  if (name !== undefined) return name
  const shown = formatFigure(figure.value, figure.unit, format)
  return isChange(reference) ? withPlus(figure.value, shown) : shown
}
