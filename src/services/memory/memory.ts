import { randomUUID } from 'node:crypto'
import { InvalidInputError, NotFoundError } from '../../lib/errors.ts'
import type { MemoryEffect } from '../../lib/memory.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import { deleteMemories, insertMemory, readMemoryRows } from '../../store/queries/memories/memories.ts'
import type { ServiceContext } from '../context.ts'

export interface Memory {
  readonly id: string
  /** As it was said. */
  readonly words: string
  readonly effect: MemoryEffect
  /** The shop's date, YYYY-MM-DD. */
  readonly asked_on: string
}

type MemoryContext = Pick<ServiceContext, 'store' | 'actor' | 'clock' | 'shop'>

const MOST = 50
const LONGEST = 300

/** Those whom nothing is kept in mind for: a bot serves customers, a guest is nobody in particular. */
export const mayRemember = ({ role }: ServiceContext['actor']): boolean =>
  role !== 'service_bot' && role !== 'slack_guest'

/** What the actor asked to be kept in mind, oldest first; nobody else's. */
export function listMemories({ ctx }: { ctx: MemoryContext }): readonly Memory[] {
  if (!mayRemember(ctx.actor)) return []
  return readMemoryRows(ctx.store, ctx.actor.id).map(({ id, words, effect, createdAt }) => ({
    id,
    words,
    effect: JSON.parse(effect) as MemoryEffect,
    asked_on: dateOfDay(ctx.shop.zone.dayOf(createdAt)),
  }))
}

/**
 * Keeps something in mind for the actor. What says something else about the same (the meaning of one word, the scope in one
 * field, the form of money) takes the place of what was said before.
 *
 * @param input.words - without identifiers: the caller has looked
 * @throws {InvalidInputError} for words that are too long, or when there is too much already
 */
export function remember({
  ctx,
  input: { words, effect },
}: {
  ctx: MemoryContext
  input: { readonly words: string; readonly effect: MemoryEffect }
}): Memory {
  if (words.length > LONGEST) {
    throw new InvalidInputError(`${words.length} characters are too many to keep in mind`, {
      field: 'words',
      hint: `Say it in ${LONGEST} characters or fewer.`,
    })
  }
  const kept = listMemories({ ctx })
  const replaced = kept.filter((one) => subjectOf(one.effect, one.words) === subjectOf(effect, words))
  if (kept.length - replaced.length >= MOST) {
    throw new InvalidInputError(`${MOST} things are kept in mind already`, {
      hint: 'Ask what is remembered, and have some of it forgotten.',
    })
  }
  deleteMemories(
    ctx.store,
    ctx.actor.id,
    replaced.map(({ id }) => id),
  )
  const id = `m_${randomUUID()}`
  const createdAt = ctx.clock()
  insertMemory(ctx.store, { id, actorId: ctx.actor.id, words, effect: JSON.stringify(effect), createdAt })
  return { id, words, effect, asked_on: dateOfDay(ctx.shop.zone.dayOf(createdAt)) }
}

/** @throws {NotFoundError} for an id that is not one of the actor's */
export function forget({
  ctx,
  input: { ids },
}: {
  ctx: MemoryContext
  input: { readonly ids: readonly string[] }
}): void {
  if (ids.length === 0) return
  if (deleteMemories(ctx.store, ctx.actor.id, ids) === 0) throw new NotFoundError('memory', ids[0] ?? '')
}

/** What a memory is about: of each subject there is one. */
function subjectOf(effect: MemoryEffect, words: string): string {
  if (effect.kind === 'definition') return `definition:${effect.term}`
  if (effect.kind === 'scope') return `scope:${effect.filter.field}`
  return effect.kind === 'note' ? `note:${words}` : effect.kind
}
