import { listThreadRows } from '../../store/queries/threads/threads.ts'
import { threadOwner } from '../access/actor.ts'
import type { ServiceContext } from '../context.ts'

/** The thread that the actor's conversation goes on in; undefined when it has not begun. */
export const latestThread = ({ ctx }: { ctx: Pick<ServiceContext, 'store' | 'actor'> }): string | undefined => {
  const owner = { actorId: threadOwner(ctx.actor), boundCustomerId: ctx.actor.boundCustomerId }
  return listThreadRows(ctx.store, owner, { limit: 1, after: null }).at(0)?.id
}
