import type { PeriodFrame } from '../../../lib/periods.ts'
import type { Mark } from '../marks/mark.ts'
import type { ThreadState } from '../turn/thread-state.ts'
import type { ToolShape } from './tool-shape.ts'

/** Arguments of a call in the making. */
export type Arguments = Record<string, unknown>

/** One question, or one part of it, to be turned into the arguments of a tool. */
export interface FillRequest {
  readonly text: string
  readonly marks: readonly Mark[]
  readonly tool: ToolShape
  readonly frame: PeriodFrame
  /** What the nearest utterances say that no name or number fills. */
  readonly implied: Readonly<Record<string, unknown>>
  readonly thread: ThreadState
  /** The one customer that this conversation may speak of. */
  readonly boundCustomerId: string | null
  /** Marks that an argument has taken; each gives one thing only. */
  readonly used: Set<Mark>
  /** Stable words for assumptions made on the way; worded in the question's language. */
  readonly assumed: Set<string>
}

/** Marks of the request that nothing has taken yet. */
export const freeMarks = (request: FillRequest): readonly Mark[] =>
  request.marks.filter((mark) => !request.used.has(mark))
