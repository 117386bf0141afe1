import type { AnswerFact } from '../../lib/answer.ts'
import type { FormatFigureOptions } from '../../lib/format-figure.ts'
import { closeUp } from './close-up.ts'
import { parseReference, splitReferences, type Reference } from './parse-reference.ts'
import { resolveReference } from './resolve-reference.ts'
import type { ResultBook } from './result-book.ts'
import { showFigure } from './show-figure.ts'

/** A stretch of an answer: the model's own words, or a figure that the server filled in. */
export type Segment =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'figure'; readonly text: string; readonly fact: AnswerFact; readonly reference: Reference }
  | { readonly kind: 'unresolved'; readonly text: string; readonly problem: string }

/** A model's text with each reference replaced by what it stands for. */
export function fillReferences(
  text: string,
  book: Pick<ResultBook, 'get'>,
  format: FormatFigureOptions,
): readonly Segment[] {
  const segments = splitReferences(text).map((part): Segment => {
    if ('literal' in part) return { kind: 'words', text: part.literal }
    const written = `{{${part.braces}}}`
    const reference = parseReference(part.braces)
    if (reference === null) return { kind: 'unresolved', text: written, problem: `${written} is not a reference` }
    const figure = resolveReference(reference, book)
    if ('problem' in figure) return { kind: 'unresolved', text: written, problem: `${written}: ${figure.problem}` }
    const value = typeof figure.value === 'boolean' ? String(figure.value) : figure.value
    const shown = showFigure(reference, figure, format)
    return {
      kind: 'figure',
      text: shown,
      reference,
      fact: { ref: reference.ref, shown_as: shown, value, unit: figure.unit },
    }
  })
  return closeUp(segments)
}

export const textOf = (segments: readonly Segment[]): string => segments.map((segment) => segment.text).join('')
