import type { PeriodFrame } from '../../../lib/periods.ts'
import type { ToolShape } from '../arguments/tool-shape.ts'
import { maskQuestion, type Features } from '../intent/mask-question.ts'
import { intentFitness } from '../intent/intent-fitness.ts'
import type { IntentScore } from '../intent/train-intents.ts'
import { findMarks } from '../marks/find-marks.ts'
import type { Mark } from '../marks/mark.ts'
import type { PreparedPlanner } from '../prepare-planner.ts'
import { withListedPerson } from './listed-person.ts'
import { lastCustomer, type ThreadState } from './thread-state.ts'

export interface PlanRequest {
  readonly question: string
  readonly thread: ThreadState
  readonly tools: ReadonlyMap<string, ToolShape>
  readonly planner: PreparedPlanner
  readonly frame: PeriodFrame
  readonly boundCustomerId: string | null
  /** The customer whom the question itself names, while a part of it is read that says "her". */
  readonly named?: string | null
}

/** A question or a part of it, read: its marks, its features, what it may ask for. */
export interface Reading {
  readonly text: string
  readonly marks: readonly Mark[]
  readonly features: Features
  readonly ranking: readonly IntentScore[]
}

/** Reads a folded text: what it names, and which intents it may have. */
export function readText(text: string, request: PlanRequest): Reading {
  const { planner, frame, tools } = request
  const found = findMarks(text, frame, planner.indexes).map((mark) => personMark(mark, request))
  const marks = withListedPerson(text, found, request.thread)
  const features = maskQuestion(text, marks, planner.tokeniser)
  const fitted = planner.intents
    .rank(features)
    .map((one) => ({ ...one, score: one.score * intentFitness(one.intent, marks, tools) }))
  const total = fitted.reduce((sum, { score }) => sum + score, 0)
  const ranking = fitted
    .map((one) => ({ ...one, score: total === 0 ? 0 : one.score / total }))
    .toSorted((a, b) => b.score - a.score)
  return { text, marks, features, ranking }
}

/** "She" is the customer of the question, else of the conversation, when there is one. */
function personMark(mark: Mark, { thread, boundCustomerId, named = null }: PlanRequest): Mark {
  const known = boundCustomerId ?? named ?? lastCustomer(thread)
  if (
    known === null ||
    mark.kind !== 'word' ||
    !mark.meanings.some(({ group, value }) => group === 'cues' && value === 'person')
  )
    return mark
  const { start, end, text } = mark
  return { kind: 'entity', field: 'customer_id', value: known, also: [], guessed: false, start, end, text }
}
