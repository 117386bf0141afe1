import type { AnswerFact, Language, ModelAnswer } from '../../lib/answer.ts'
import { withoutMarkup, visibleText } from '../../lib/plain-text.ts'
import { fillReferences, textOf, type Segment } from '../references/fill-references.ts'
import { findStrangers } from '../verifier/find-strangers.ts'
import { placeText } from '../verifier/placed-text.ts'
import { dropSentences } from '../verifier/drop-sentences.ts'
import type { Refusal } from '../verifier/refusal.ts'
import { reviewSegments } from '../verifier/review-segments.ts'
import { languageOfDraft } from '../words/detect-language.ts'
import type { NoticeName } from '../words/notices.ts'
import { repairDraft, type Draft } from './draft-answer.ts'
import type { Turn } from './turn.ts'

/** An answer whose every figure is proved. */
export interface SettledAnswer {
  readonly answer: ModelAnswer
  /** What it is written in: the asker may have wanted another one than the question's. */
  readonly language: Language
  /** Filled in and verified; empty when nothing could be kept. */
  readonly text: string
  readonly facts: readonly AnswerFact[]
  readonly assumptions: readonly string[]
  readonly followUps: readonly string[]
  readonly unsupported: number
  readonly notices: readonly NoticeName[]
}

/**
 * Fills in the references of a draft and verifies it. What is refused is told to the model once; sentences that are still
 * refused are dropped.
 */
export async function settleAnswer(turn: Turn, draft: Draft): Promise<SettledAnswer> {
  const notices = [...draft.notices]
  let { answer } = draft
  // Its own wordings name nobody by themselves.
  const writesFreely = draft.model.provider !== 'embedded'
  let { segments, refusals } = review(turn, answer.text, writesFreely)
  let unsupported = 0
  if (refusals.length > 0) {
    const repaired = await repairDraft(turn, draft.model, draft.messages, complain(refusals))
    if (repaired !== null) {
      answer = repaired.answer
      ;({ segments, refusals } = review(turn, answer.text, writesFreely))
    }
  }
  if (refusals.length > 0) {
    unsupported = refusals.length
    turn.log.warn({ refused: refusals.map((refusal) => refusal.reason) }, 'sentences were dropped')
    segments = dropSentences(segments, refusals)
    notices.push('dropped')
  }
  const text = tidy(textOf(segments))
  const facts = segments.flatMap((segment) => (segment.kind === 'figure' ? [segment.fact] : []))
  const assumptions = keepProved(turn, answer.assumptions ?? [], writesFreely)
  const followUps = keepProved(turn, answer.follow_ups ?? [], writesFreely)
  return {
    answer,
    language: languageOfDraft(answer.text, turn.language),
    text: hasWords(text) ? text : '',
    facts: [...facts, ...assumptions.flatMap((line) => line.facts)],
    assumptions: assumptions.map((line) => line.text),
    followUps: followUps.map((line) => line.text),
    unsupported,
    notices,
  }
}

function review(
  turn: Turn,
  text: string,
  writesFreely: boolean,
): { segments: readonly Segment[]; refusals: readonly Refusal[] } {
  const clean = withoutMarkup(visibleText(text))
  const language = languageOfDraft(clean, turn.language)
  const segments = fillReferences(clean, turn.book, {
    language,
    labels: turn.labels[language],
    wholeMoney: turn.memories.some(({ effect }) => effect.kind === 'money'),
  })
  const refusals = reviewSegments(segments, turn)
  if (!writesFreely) return { segments, refusals }
  const results = [...turn.book.ofThisTurn(), ...turn.earlierResults()]
  const strangers = findStrangers(placeText(segments), turn.findNames, { question: turn.said, results })
  return { segments, refusals: [...refusals, ...strangers].toSorted((a, b) => a.start - b.start) }
}

const complain = (refusals: readonly Refusal[]): string =>
  `These parts may not be said as written: ${refusals.map((refusal) => refusal.reason).join('; ')}. ` +
  'State every figure, date, name and id as a reference such as {{r1.fact_id}} or {{r1.table[0].column_key}}.'

/** Side lines without any that cannot be proved. */
const keepProved = (
  turn: Turn,
  lines: readonly string[],
  writesFreely: boolean,
): { text: string; facts: readonly AnswerFact[] }[] =>
  lines.flatMap((line) => {
    const { segments, refusals } = review(turn, line, writesFreely)
    if (refusals.length > 0) return []
    return [{ text: textOf(segments), facts: segments.flatMap((part) => (part.kind === 'figure' ? [part.fact] : [])) }]
  })

const tidy = (text: string): string =>
  text
    .replaceAll(/[ \t]+\n/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()

const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text)
