import { listThreadRows } from '../../store/queries/threads/threads.ts'
import { threadOwner } from '../access/actor.ts'
import type { ServiceContext } from '../context.ts'
import { createThreadIdentities } from './thread-identities.ts'

export interface ThreadSummary {
  readonly thread_id: string
  readonly title: string
  readonly created_at: string
  readonly updated_at: string
}

/** The actor's own conversations, newest first. */
export const listThreads = ({
  ctx,
  input,
}: {
  ctx: Pick<ServiceContext, 'store' | 'actor' | 'vault'>
  input: { readonly limit: number }
}): readonly ThreadSummary[] =>
  listThreadRows(ctx.store, threadOwner(ctx.actor), input.limit)
    .filter((row) => row.boundCustomerId === ctx.actor.boundCustomerId)
    .map((row) => ({
      thread_id: row.id,
      title: createThreadIdentities(ctx.vault, row.identities).reveal(row.title ?? ''),
      created_at: new Date(row.createdAt).toISOString(),
      updated_at: new Date(row.updatedAt).toISOString(),
    }))
