import type { Segment } from '../references/fill-references.ts'
import { extractFigures } from './extract-figures.ts'
import { findRowMixes } from './find-row-mixes.ts'

/** A stretch of the filled text that may not be said, and why. */
export interface Refusal {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly reason: string
}

/**
 * Every figure of an answer that is neither filled in from a result nor the user's own, every reference that leads nowhere,
 * and every clause that ties the figure of one table row to the name of another.
 *
 * @param question - the user's words of this turn: its figures may be repeated
 * @returns refusals with positions in the filled text, in order; empty when all is proved
 */
export function reviewSegments(segments: readonly Segment[], question: string): readonly Refusal[] {
  const text = segments.map((segment) => segment.text).join('')
  const places: { readonly segment: Segment; readonly start: number; readonly end: number }[] = []
  let at = 0
  for (const segment of segments) {
    places.push({ segment, start: at, end: at + segment.text.length })
    at += segment.text.length
  }
  const refusals: Refusal[] = places.flatMap(({ segment, start, end }) =>
    segment.kind === 'unresolved' ? [{ start, end, text: segment.text, reason: segment.problem }] : [],
  )
  const filled = places.filter(({ segment }) => segment.kind === 'figure')
  const asked = new Set(extractFigures(question).map((figure) => figure.meaning))
  for (const figure of extractFigures(blankOut(text, filled))) {
    if (asked.has(figure.meaning) || isListOrdinal(text, figure.start, figure.end)) continue
    if (refusals.some((refusal) => figure.start < refusal.end && figure.end > refusal.start)) continue
    const { start, end } = figure
    const written = text.slice(start, end)
    refusals.push({ start, end, text: written, reason: `'${written}' is not a reference to a result` })
  }
  refusals.push(...findRowMixes(text, filled))
  return refusals.toSorted((a, b) => a.start - b.start)
}

/** The text with what was filled in hidden, position for position: proved figures need no second look. */
function blankOut(text: string, filled: readonly { readonly start: number; readonly end: number }[]): string {
  let blanked = text
  for (const { start, end } of filled) {
    blanked = blanked.slice(0, start) + '\u25a1'.repeat(end - start) + blanked.slice(end)
  }
  return blanked
}

/** "1." or "2)" at the start of a line, counting up from the line before. */
function isListOrdinal(text: string, start: number, end: number): boolean {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  if (text.slice(lineStart, start).trim() !== '' || !/^[.)、．]\s?/.test(text.slice(end))) return false
  const number = Number(text.slice(start, end))
  const earlier = [...text.slice(0, lineStart).matchAll(/^\s*(\d{1,3})[.)、．]/gm)].at(-1)?.[1]
  return number === 1 || (earlier !== undefined && number === Number(earlier) + 1)
}
