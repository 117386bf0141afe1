import { deleteTurnsFrom } from '../../store/queries/threads/threads.ts'
import type { ServiceContext } from '../context.ts'
import { openThread } from './open-thread.ts'

/**
 * Takes back a question and all that followed it, since it is about to be asked again or in other words. Neither the page
 * nor the agent sees them any more; what was read for them stays in the audit chain.
 *
 * @throws {NotFoundError} for a thread that is not the actor's own
 */
export function takeBackTurns({
  ctx,
  input,
}: {
  ctx: Pick<ServiceContext, 'store' | 'actor' | 'vault'>
  input: { readonly threadId: string; readonly from: number }
}): void {
  openThread({ ctx, input: { threadId: input.threadId, newId: () => '' } })
  deleteTurnsFrom(ctx.store, input.threadId, input.from)
}
