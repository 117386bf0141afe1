import type { Answer } from '../../lib/answer.ts'
import type { Segment } from '../references/fill-references.ts'
import { parseReference } from '../references/parse-reference.ts'
import { showFigure } from '../references/show-figure.ts'
import { resolveReference } from '../references/resolve-reference.ts'
import type { ResultBook } from '../references/result-book.ts'
import type { OwnWords } from './own-words.ts'
import type { Refusal } from './refusal.ts'
import { reviewSegments } from './review-segments.ts'

export interface VerifyAnswerInput {
  readonly answer: Pick<Answer, 'text' | 'facts' | 'assumptions' | 'language'>
  /** The user's words. */
  readonly question: string
  /** The results that the answer refers to. */
  readonly book: Pick<ResultBook, 'get' | 'ofThisTurn'>
  readonly labels: Readonly<Record<string, string>>
  readonly isOwnWords: OwnWords
}

/**
 * Verifies a finished answer against its results, as if it came from a stranger: each fact must render again to what it
 * shows, the facts must stand in the text in their order, and no other figure may stand there.
 *
 * @returns what is wrong, empty for a sound answer; positions are in the text followed by the assumptions, one a line
 */
export function verifyAnswer({ answer, question, book, labels, isOwnWords }: VerifyAnswerInput): readonly Refusal[] {
  const text = [answer.text, ...answer.assumptions].join('\n')
  const segments: Segment[] = []
  let from = 0
  for (const fact of answer.facts) {
    const problem = (reason: string): readonly Refusal[] => [{ start: from, end: from, text: fact.shown_as, reason }]
    const reference = parseReference(fact.ref)
    if (reference === null) return problem(`'${fact.ref}' is not a reference`)
    const figure = resolveReference(reference, book)
    if ('problem' in figure) return problem(figure.problem)
    const value = typeof figure.value === 'boolean' ? String(figure.value) : figure.value
    if (value !== fact.value || figure.unit !== fact.unit)
      return problem(`${fact.ref} is ${String(value)} ${figure.unit}`)
    const shown = showFigure(reference, figure, { language: answer.language, labels })
    if (shown !== fact.shown_as) return problem(`${fact.ref} reads ${shown}, not ${fact.shown_as}`)
    const at = standsAt(text, shown, from, fact.unit === 'date')
    if (at < 0) return problem(`${fact.ref} (${shown}) does not stand in the text where it should`)
    if (at > from) segments.push({ kind: 'words', text: text.slice(from, at) })
    segments.push({ kind: 'figure', text: shown, fact, reference })
    from = at + shown.length
  }
  if (from < text.length) segments.push({ kind: 'words', text: text.slice(from) })
  return reviewSegments(segments, { question, book, isOwnWords })
}

/** Where a figure next stands by itself: not inside a longer number, word or per cent. */
function standsAt(text: string, shown: string, from: number, isDate: boolean): number {
  const isWordy = /^[\p{L}\p{N}]/u.test(shown)
  for (let at = text.indexOf(shown, from); at >= 0; at = text.indexOf(shown, at + 1)) {
    const before = text.slice(Math.max(0, at - 2), at)
    const after = text.slice(at + shown.length, at + shown.length + 5)
    const joinsBefore = /\d$/.test(shown[0] ?? '') && /[\d¥$€£₩₹₫]$|(?<![\p{L}\p{N}])-$|\d\.$/u.test(before)
    const joinsAfter = /\d$/.test(shown) && (isDate || shown.includes('.') ? MORE_DECIMALS : MORE_DIGITS).test(after)
    const insideWord = isWordy && /[A-Za-z0-9]$/.test(before) && /^[A-Za-z0-9]/.test(shown)
    const runsOn = /[A-Za-z0-9]$/.test(shown) && /^[A-Za-z0-9]/.test(after)
    if (!joinsBefore && !joinsAfter && !insideWord && !runsOn) return at
  }
  return -1
}

const MORE_DECIMALS = /^(?:\d|%|‰|[万亿千百成倍折])/
/** A comma goes on with a number only before a group of three. */
const MORE_DIGITS = /^(?:\.?\d|,\d{3}(?!\d)|%|‰|[万亿千百成倍折])/
