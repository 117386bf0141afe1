import { NotFoundError } from '../../lib/errors.ts'
import type { ToolSuccess } from '../../lib/tool-result.ts'
import {
  readLastResultNumber,
  readThreadRow,
  readToolResultRow,
  readTurnRows,
  type ThreadRow,
} from '../../store/queries/threads/threads.ts'
import { threadOwner } from '../access/actor.ts'
import type { ServiceContext } from '../context.ts'
import { decodeResult, decodeTurn, type StoredTurn } from './stored-turn.ts'
import { createThreadIdentities, type ThreadIdentities } from './thread-identities.ts'

/** A conversation as the agent takes it up: its latest turns, and how to reach any earlier result. */
export interface OpenThread {
  readonly id: string
  readonly isNew: boolean
  readonly turns: readonly StoredTurn[]
  /** 7 when the latest result is r7. */
  readonly lastResultNumber: number
  readonly identities: ThreadIdentities
  earlierResult(resultId: string): ToolSuccess | undefined
}

const TURNS_TAKEN_UP = 6

/**
 * Opens the actor's own thread, or a new one. A thread of someone else, or one that spoke of another customer, reads like
 * one that does not exist.
 *
 * @throws {NotFoundError} for such a thread
 */
export function openThread({
  ctx,
  input,
}: {
  ctx: Pick<ServiceContext, 'store' | 'actor' | 'vault'>
  input: {
    readonly threadId: string | undefined
    readonly newId: () => string
    /** Latest turns to take up; as many as a model reads when left out. */
    readonly turns?: number
  }
}): OpenThread {
  const { store, vault } = ctx
  const row = input.threadId === undefined ? undefined : readThreadRow(store, input.threadId)
  if (input.threadId !== undefined && (row === undefined || !isOwn(row, ctx.actor))) {
    throw new NotFoundError('thread', input.threadId, { hint: 'Leave the thread id out to begin a new conversation.' })
  }
  const identities = createThreadIdentities(vault, row?.identities ?? null)
  if (row === undefined) {
    const id = input.newId()
    return { id, isNew: true, turns: [], lastResultNumber: 0, identities, earlierResult: () => undefined }
  }
  return {
    id: row.id,
    isNew: false,
    turns: readTurnRows(store, row.id, input.turns ?? TURNS_TAKEN_UP).map((turn) => decodeTurn(turn, identities)),
    lastResultNumber: readLastResultNumber(store, row.id),
    identities,
    earlierResult: (resultId) => {
      const stored = readToolResultRow(store, row.id, resultId)
      return stored === undefined ? undefined : decodeResult(stored, identities)
    },
  }
}

const isOwn = (row: ThreadRow, actor: ServiceContext['actor']): boolean =>
  row.actorId === threadOwner(actor) && row.boundCustomerId === actor.boundCustomerId
