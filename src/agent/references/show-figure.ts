import { formatFigure, type FormatFigureOptions } from '../../lib/format-figure.ts'
import type { Reference } from './parse-reference.ts'
import type { ResolvedFigure } from './resolve-reference.ts'

/** Facts that say how much something moved, by their name. */
const CHANGE = /(?:^|_)(?:change|difference)$/

const isChange = (reference: Reference): boolean =>
  reference.kind === 'operation'
    ? reference.operation === 'change' || reference.operation === 'difference'
    : CHANGE.test(reference.place.cell?.column ?? reference.place.path[0] ?? '')

/**
 * What a reference stands for, as a reader sees it: a rise carries its plus as a fall carries its minus.
 *
 * @example showFigure(change, { value: 0.054, unit: 'ratio' }, { language: 'en' }) // => '+5.4%', for r1.value_change
 */
export function showFigure(reference: Reference, figure: ResolvedFigure, format: FormatFigureOptions): string {
  const shown = formatFigure(figure.value, figure.unit, format)
  const rises = typeof figure.value === 'number' && figure.value > 0 && /[1-9]/.test(shown)
  return rises && isChange(reference) ? `+${shown}` : shown
}
