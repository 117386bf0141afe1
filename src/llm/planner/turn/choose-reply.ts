import type { Mark } from '../marks/mark.ts'
import type { Plan } from './plan.ts'
import type { PlanRequest, Reading } from './reading.ts'

/** Whether a mark gives what is missing: `metric`, `period`, `number`, `money`, or the field of a name. */
function gives(mark: Mark, kind: string): boolean {
  if (mark.kind === 'period') return kind === 'period'
  // "A" forecast and 一个 count nothing.
  if (mark.kind === 'number') return (kind === 'number' && mark.value !== 1) || kind === mark.unit
  if (mark.kind === 'entity') return kind === mark.field || mark.also.some(({ field }) => field === kind)
  return kind === 'metric' && !mark.weak && mark.meanings.some(({ group }) => group === 'metrics' || group === 'fields')
}

/**
 * A ready reply, unless it asks for something that the question already gives: then the next intent is tried.
 * Replies name in `given_by` which marks settle them.
 */
export function chooseReply(name: string, reading: Reading, { planner }: PlanRequest): Plan | null {
  const reply = planner.replies.en[name]
  if (reply === undefined) return { kind: 'reply', name: name.split(':')[0] ?? name }
  const settled = (reply.given_by ?? []).some((kind) => reading.marks.some((mark) => gives(mark, kind)))
  return settled ? null : { kind: 'reply', name }
}
