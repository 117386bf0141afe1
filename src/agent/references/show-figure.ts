import { formatFigure, type FormatFigureOptions } from '../../lib/format-figure.ts'
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
  const name = nameOf(reference, figure, format)
  if (name !== undefined) return name
  const shown = formatFigure(figure.value, figure.unit, format)
  return isChange(reference) ? withPlus(figure.value, shown) : shown
}

/** What was typed or written by somebody is shown as it stands. */
const VERBATIM = /query|quote|prefix|suggestion|body|text/

/** A place, a category or a source that the labels name in the reader's language (`name:Shanghai`). */
function nameOf(
  reference: Reference,
  { value, unit }: ResolvedFigure,
  { labels }: FormatFigureOptions,
): string | undefined {
  if (typeof value !== 'string' || (unit !== 'text' && unit !== 'label')) return undefined
  const column = reference.kind === 'operation' ? '' : (reference.place.cell?.column ?? reference.place.path[0] ?? '')
  return VERBATIM.test(column) ? undefined : labels?.[`name:${value}`]
}
