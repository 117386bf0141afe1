import { listThreadRows } from '../../store/queries/threads/threads.ts'
import { cutPage, type Page, type PageRequest } from '../../lib/page.ts'
import { threadOwner } from '../access/actor.ts'
import type { ServiceContext } from '../context.ts'
import { createThreadIdentities } from './thread-identities.ts'

export interface ThreadSummary {
  readonly thread_id: string
  readonly title: string
  readonly created_at: string
  readonly updated_at: string
}

/** The actor's own conversations, newest first, a page at a time. */
export const listThreads = ({
  ctx,
  input,
}: {
  ctx: Pick<ServiceContext, 'store' | 'actor' | 'vault'>
  input: PageRequest
}): Page<ThreadSummary> => {
  const owner = { actorId: threadOwner(ctx.actor), boundCustomerId: ctx.actor.boundCustomerId }
  const rows = listThreadRows(ctx.store, owner, { ...input, limit: input.limit + 1 })
  const { items, next } = cutPage(rows, input.limit, ({ updatedAt, id }) => ({ at: updatedAt, id }))
  return {
    next,
    items: items.map((row) => ({
      thread_id: row.id,
      title: createThreadIdentities(ctx.vault, row.identities).reveal(row.title ?? ''),
      created_at: new Date(row.createdAt).toISOString(),
      updated_at: new Date(row.updatedAt).toISOString(),
    })),
  }
}
