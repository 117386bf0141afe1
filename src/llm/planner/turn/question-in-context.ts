import { foldQuestion } from '../text/fold-question.ts'
import { mendSpelling } from '../text/mend-spelling.ts'
import { findMarks } from '../marks/find-marks.ts'
import type { PlanRequest } from './reading.ts'
import type { ThreadState } from './thread-state.ts'
import { withoutCorrection } from './without-correction.ts'

/** Fragments that may complete one question. */
const MOST_FRAGMENTS = 3

/** A fragment after a question that was not answered ("by revenue, last quarter", 只看华东的呢) completes that question. */
export function questionInContext({ question, thread, planner, frame }: PlanRequest): string {
  const folded = mendSpelling(foldQuestion(question), planner.spelling)
  const text = thread.earlier.length === 0 ? folded : withoutCorrection(folded)
  const unanswered = openQuestions(thread)
  if (unanswered === '') return text
  const marks = findMarks(text, frame, planner.indexes)
  const covered = marks.reduce((sum, mark) => sum + mark.text.length, 0)
  const isFragment = covered >= text.length * 0.5 || text.length <= 12
  const isQuestion = /^(?:who|what|which|how|show|list|find|give)\b(?! about)|多少|哪些|谁/.test(text)
  return isFragment && !isQuestion ? `${unanswered} ${text}` : text
}

/** The latest questions that were not answered, as one text: each fragment adds to the ones before it. */
function openQuestions({ earlier }: ThreadState): string {
  const answered = earlier.findLastIndex(
    ({ calls, reply }) => calls.length > 0 || (reply?.kind !== 'clarify' && reply?.kind !== 'decline'),
  )
  return earlier
    .slice(Math.max(answered + 1, earlier.length - MOST_FRAGMENTS))
    .map(({ question }) => foldQuestion(question).replace(/[?.!]+$/, ''))
    .join(' ')
}
