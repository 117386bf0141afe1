import type { PeriodFrame } from '../../lib/periods.ts'
import { maskQuestion } from './intent/mask-question.ts'
import type { PlannerKnowledge } from './knowledge.ts'
import { findMarks } from './marks/find-marks.ts'
import { preparePlanner } from './prepare-planner.ts'
import { foldQuestion } from './text/fold-question.ts'
import { mendSpelling } from './text/mend-spelling.ts'
import { withSomebody } from './turn/listed-person.ts'
import { splitQuestion } from './turn/split-question.ts'

/** Questions before this one that a follow-up may be about. */
const EARLIER = 2

/**
 * Names of the tools that a question and its parts, and the questions before it, are most like; most likely first. A model
 * sees only so many tools at once: these are the ones that it should see.
 */
export function shortlistTools(
  knowledge: PlannerKnowledge,
  frame: PeriodFrame,
  question: string,
  earlierQuestions: readonly string[],
): readonly string[] {
  const planner = preparePlanner(knowledge)
  const best = new Map<string, number>()
  for (const asked of [question, ...earlierQuestions.slice(-EARLIER)]) {
    const folded = mendSpelling(foldQuestion(asked), planner.spelling)
    for (const text of new Set([folded, ...splitQuestion(folded)].flatMap((one) => [one, withSomebody(one)]))) {
      const features = maskQuestion(text, findMarks(text, frame, planner.indexes), planner.tokeniser)
      for (const { intent, score } of planner.intents.rank(features)) {
        best.set(intent, Math.max(score, best.get(intent) ?? 0))
      }
    }
  }
  return [...best]
    .filter(([intent]) => !intent.startsWith('general:'))
    .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([intent]) => intent)
}
