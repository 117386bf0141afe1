import { readCardVersion, readChangeStamp } from '../../store/queries/service/card-version.ts'
import type { Store } from '../../store/open.ts'
import type { Actor } from '../access/actor.ts'
import { noteRead } from '../audit/note-read.ts'
import type { ServiceContext } from '../context.ts'
import { getServiceContextNow, type GetServiceContextInput } from './get-service-context.ts'

export interface CardRequest extends Omit<GetServiceContextInput, 'customer_id' | 'message'> {
  readonly customer_id: string
  readonly language?: 'en' | 'zh' | undefined
}

/** Cards as the JSON that is sent, kept until a fact changes. */
export interface ContextCards {
  /**
   * The card of a customer as JSON. Authorised and noted in the audit log like any other read, kept or not.
   *
   * @throws {KithError} as `getServiceContext` does
   */
  read(actor: Actor, request: CardRequest): string
}

export interface ContextCardsOptions {
  readonly store: Store
  readonly contextFor: (actor: Actor, options: { readonly language?: 'en' | 'zh' | undefined }) => ServiceContext
  /** Characters kept at most; the oldest cards go first. */
  readonly mostCharacters?: number
}

const MOST_CHARACTERS = 160_000_000

interface Kept {
  readonly version: string
  readonly body: string
}

/** Keeps cards between requests: a bot asks for the same customer several times in a conversation. */
export function createContextCards({
  store,
  contextFor,
  mostCharacters = MOST_CHARACTERS,
}: ContextCardsOptions): ContextCards {
  const cards = new Map<string, Kept>()
  let characters = 0
  /** Contexts of the present version by language: making one asks the store several things. */
  const contexts = new Map<string, ServiceContext>()
  let stamp = ''
  let version = ''

  const drop = (key: string, { body }: Kept): void => {
    cards.delete(key)
    characters -= body.length
  }

  /** The version of the facts, asked for only when something was written at all. */
  const versionNow = (): string => {
    const present = readChangeStamp(store)
    if (present !== stamp) {
      stamp = present
      const before = version
      version = readCardVersion(store)
      if (version !== before) contexts.clear()
    }
    return version
  }

  const contextOf = (actor: Actor, language: 'en' | 'zh' | undefined): ServiceContext => {
    const known = contexts.get(language ?? '')
    if (known !== undefined) return { ...known, actor }
    const made = contextFor(actor, { language })
    contexts.set(language ?? '', made)
    return made
  }

  return {
    read(actor, request) {
      const present = versionNow()
      const { customer_id: customerId, order_id: orderId, channel, language } = request
      const key = [actor.role, actor.sharedChannel, actor.boundCustomerId, channel, language, orderId, customerId].join(
        '\u0000',
      )
      const known = cards.get(key)
      const ctx = contextOf(actor, language)
      if (known?.version === present) {
        noteRead(ctx, customerId)
        return known.body
      }
      if (known !== undefined) drop(key, known)
      const body = JSON.stringify(getServiceContextNow(ctx, { customer_id: customerId, order_id: orderId, channel }))
      const made = { version: present, body }
      cards.set(key, made)
      characters += body.length
      for (const [oldest, card] of cards) {
        if (characters <= mostCharacters) break
        drop(oldest, card)
      }
      return body
    },
  }
}
