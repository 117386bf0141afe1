import { NotFoundError } from '../../lib/errors.ts'
import { mergeTurnState } from '../../store/queries/threads/threads.ts'
import type { ServiceContext } from '../context.ts'
import { openThread } from './open-thread.ts'

export type Vote = 'up' | 'down'

/** Why an answer did not help, as the page offers it. */
export const FEEDBACK_REASONS = ['wrong_figure', 'wrong_question', 'incomplete', 'hard_to_read', 'other'] as const

export interface Feedback {
  readonly threadId: string
  readonly position: number
  readonly vote: Vote
  readonly reason: (typeof FEEDBACK_REASONS)[number] | null
  /** Free words; kept encrypted, since people write names. */
  readonly note: string | null
}

/** Keeps what the asker thought of an answer beside the answer; a later vote replaces an earlier one. */
export function recordFeedback({
  ctx,
  input,
}: {
  ctx: Pick<ServiceContext, 'store' | 'actor' | 'vault' | 'clock'>
  input: Feedback
}): void {
  const { threadId, position, vote, reason, note } = input
  openThread({ ctx, input: { threadId, newId: () => '' } })
  const feedback = {
    vote,
    reason,
    note: note === null ? null : ctx.vault.encrypt(note).toString('base64'),
    at: ctx.clock(),
  }
  if (!mergeTurnState(ctx.store, threadId, position, { feedback })) {
    throw new NotFoundError('turn', `${threadId}#${position}`)
  }
}
