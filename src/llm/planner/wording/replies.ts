import type { AnswerKind, AnswerOption } from '../../../lib/answer.ts'

/** A ready reply: what to say when no tool is called, or when a tool could not answer. */
export interface Reply {
  readonly kind: AnswerKind
  readonly text: string
  readonly reason_code?: string
  /** clarify: what is missing. */
  readonly missing?: readonly string[]
  /** Kinds of marks that each missing thing is given by: with one of them in the question nothing needs asking. */
  readonly given_by?: readonly string[]
  readonly options?: readonly AnswerOption[]
  readonly follow_ups?: readonly string[]
}

/** Replies by name (`out_of_scope`, `not_supported:churn`); text in `prompts/wording/{en,zh}/general/replies.json`. */
export type Replies = Readonly<Record<string, Reply>>
