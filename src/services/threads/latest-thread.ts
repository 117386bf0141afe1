import { listThreadRows } from '../../store/queries/threads/threads.ts'
import { threadOwner } from '../access/actor.ts'
import type { ServiceContext } from '../context.ts'

/** The thread that the actor's conversation goes on in; undefined when it has not begun. */
export const latestThread = ({ ctx }: { ctx: Pick<ServiceContext, 'store' | 'actor'> }): string | undefined =>
  listThreadRows(ctx.store, threadOwner(ctx.actor), 1).find((row) => row.boundCustomerId === ctx.actor.boundCustomerId)
    ?.id
