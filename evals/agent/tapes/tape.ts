import type { Oracle, Question } from '../question.ts'

/** Stands between the agent and a provider while questions are asked one after another. */
export interface Tape {
  /** What the agent takes for its provider. */
  readonly baseUrl: string
  begin(question: Question): void
  /** Ends the conversation that was begun; what went wrong with its traffic, null when nothing did. */
  end(question: Question, oracle: Oracle): string | null
  close(): Promise<void>
}
