import type { Segment } from '../references/fill-references.ts'
import type { ResultBook } from '../references/result-book.ts'
import { extractFigures } from './extract-figures.ts'
import { findPeriodShifts, periodWords } from './find-period-shifts.ts'
import { findRankSwaps } from './find-rank-swaps.ts'
import { findRowMixes } from './find-row-mixes.ts'
import { findSubjectMixes } from './find-subject-mixes.ts'
import { findUnitClashes } from './find-unit-clashes.ts'
import type { OwnWords } from './own-words.ts'
import { blankOut, placeText, type PlacedText } from './placed-text.ts'
import type { Refusal } from './refusal.ts'
import { rowMentions } from './row-mentions.ts'

export interface ReviewFrame {
  /** The user's words of this turn: figures and periods of it may be repeated. */
  readonly question: string
  readonly book: Pick<ResultBook, 'get' | 'ofThisTurn'>
  /** Words of the project's own wordings state definitions ("half of the revenue") and need no result. */
  readonly isOwnWords: OwnWords
}

/**
 * Everything in a filled text that may not be said: figures neither filled in from a result nor the user's own, references
 * that lead nowhere, figures of one row beside the name of another or of a result about somebody else, figures counted in
 * another unit, periods that nobody asked for, and ranks that the table does not bear out.
 *
 * @returns refusals with positions in the filled text, in order; empty when all is proved
 */
export function reviewSegments(
  segments: readonly Segment[],
  { question, book, isOwnWords }: ReviewFrame,
): readonly Refusal[] {
  const placed = placeText(segments)
  const mentions = rowMentions(placed, book)
  const refusals = [
    ...unresolved(placed),
    ...findRowMixes(placed, mentions),
    ...findSubjectMixes(placed, book),
    ...findUnitClashes(placed),
    ...findPeriodShifts(placed, periodsNamed(question, placed, book)).filter(
      ({ start, end }) => !isOwnWords(placed, start, end),
    ),
    ...findRankSwaps(placed, mentions, book),
  ]
  const others = unproved(placed, question, refusals).filter(({ start, end }) => !isOwnWords(placed, start, end))
  return [...refusals, ...others].toSorted((a, b) => a.start - b.start)
}

const unresolved = ({ segments }: PlacedText): Refusal[] =>
  segments.flatMap(({ segment, start, end }) =>
    segment.kind === 'unresolved' ? [{ start, end, text: segment.text, reason: segment.problem }] : [],
  )

/** Figures in the model's own words that are not the user's. */
function unproved(placed: PlacedText, question: string, known: readonly Refusal[]): Refusal[] {
  const { text } = placed
  const asked = new Set(extractFigures(question).map((figure) => figure.meaning))
  return extractFigures(blankOut(placed))
    .filter(({ start, end, meaning }) => {
      if (asked.has(meaning) || isListOrdinal(text, start, end)) return false
      return known.every((refusal) => end <= refusal.start || start >= refusal.end)
    })
    .map(({ start, end }) => {
      const written = text.slice(start, end)
      return { start, end, text: written, reason: `'${written}' is not a reference to a result` }
    })
}

/** "1." or "2)" at the start of a line, counting up from the item before. */
function isListOrdinal(text: string, start: number, end: number): boolean {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  if (text.slice(lineStart, start).trim() !== '' || !/^[.)、．]\s?/.test(text.slice(end))) return false
  const number = Number(text.slice(start, end))
  const earlier = [...text.slice(0, lineStart).matchAll(/^\s*(\d{1,3})[.)、．]/gm)].at(-1)?.[1]
  return number === 1 || (earlier !== undefined && number === Number(earlier) + 1)
}

/** Relative periods that the user or the calls named, and those that a comparison implies. */
function periodsNamed(question: string, { segments }: PlacedText, book: ReviewFrame['book']): ReadonlySet<string> {
  const named = new Set(periodWords(question).map((word) => word.name))
  const referred = segments.flatMap(({ segment }) => {
    if (segment.kind !== 'figure') return []
    const places = segment.reference.kind === 'place' ? [segment.reference.place] : segment.reference.places
    return places.flatMap((place) => book.get(place.resultId) ?? [])
  })
  for (const { evidence } of [...referred, ...book.ofThisTurn()]) {
    if (evidence.period !== null) named.add(evidence.period.name)
    const { period, compare } = evidence.args
    if (typeof period === 'string') named.add(period)
    const taken = typeof period === 'string' ? period : (evidence.period?.name ?? '')
    if (compare === 'previous' && taken.startsWith('this_')) named.add(taken.replace('this_', 'last_'))
    if (compare === 'year') named.add('last_year')
  }
  return named
}
