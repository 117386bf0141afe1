import { NotFoundError } from '../../lib/errors.ts'
import { readThreadRow } from '../../store/queries/threads/threads.ts'
import type { Answer } from '../../lib/answer.ts'
import type { ServiceContext } from '../context.ts'
import { openThread } from './open-thread.ts'
import type { Vote } from './record-feedback.ts'

const TURNS_SHOWN = 200

export interface ShownTurn {
  readonly position: number
  readonly question: string
  readonly answer: Answer
  /** UTC, ISO 8601. */
  readonly asked_at: string
  readonly vote: Vote | null
}

/** A whole conversation of the actor's own, with the people named again, for a page that opens it later. */
export function readThread({
  ctx,
  input,
}: {
  ctx: Pick<ServiceContext, 'store' | 'actor' | 'vault'>
  input: { readonly threadId: string }
}): { readonly thread_id: string; readonly title: string; readonly turns: readonly ShownTurn[] } {
  const thread = openThread({ ctx, input: { threadId: input.threadId, newId: () => '', turns: TURNS_SHOWN } })
  const row = readThreadRow(ctx.store, input.threadId)
  if (row === undefined) throw new NotFoundError('thread', input.threadId)
  return {
    thread_id: thread.id,
    title: thread.identities.reveal(row.title ?? ''),
    turns: thread.turns.map(({ position, question, answer, askedAt, vote }) => ({
      position,
      question,
      answer,
      asked_at: new Date(askedAt).toISOString(),
      vote,
    })),
  }
}
