import { listThreadRows, readTurnRows } from '../../store/queries/threads/threads.ts'
import { threadOwner } from '../access/actor.ts'
import type { ServiceContext } from '../context.ts'
import { decodeTurn } from './stored-turn.ts'
import { createThreadIdentities } from './thread-identities.ts'

/** Conversations that clients repeat whole are recent ones. */
const LOOKED_AT = 50

/**
 * The actor's thread whose latest answer reads so; undefined when there is none. For clients that keep no thread id and
 * send the conversation again instead.
 */
export function findThread({
  ctx,
  input,
}: {
  ctx: Pick<ServiceContext, 'store' | 'actor' | 'vault'>
  input: { readonly answer: string | null }
}): string | undefined {
  if (input.answer === null) return undefined
  const { store, actor, vault } = ctx
  const owner = { actorId: threadOwner(actor), boundCustomerId: actor.boundCustomerId }
  return listThreadRows(store, owner, { limit: LOOKED_AT, after: null }).find((row) => {
    const [turn] = readTurnRows(store, row.id, 1)
    if (turn === undefined) return false
    return decodeTurn(turn, createThreadIdentities(vault, row.identities)).answer.text.trim() === input.answer
  })?.id
}
