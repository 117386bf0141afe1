import { splitSentences } from '../../compute/text/split-sentences.ts'
import { InvalidInputError, NotFoundError } from '../../lib/errors.ts'
import {
  CONTEXT_CHANNELS,
  DISCLOSURE_LEVELS,
  type ContextChannel,
  type DisclosureFrame,
} from '../../privacy/disclosure-level.ts'
import { readCardFacts, readNamedOrders, type CardFacts } from '../../store/queries/service/card-facts.ts'
import { authorise, mayReveal } from '../access/authorise.ts'
import { rankPassages } from '../articles/rank-passages.ts'
import { noteRead } from '../audit/note-read.ts'
import type { ServiceContext } from '../context.ts'
import type { ServiceResult } from '../service-result.ts'
import { readOrderOwner } from '../../store/queries/orders/find-orders.ts'
import { say } from '../say.ts'
import { buildCard } from './build-card.ts'
import { contextDefinitions } from './definitions.ts'
import { decideHandOff } from './decide-hand-off.ts'
import { draftAnswer, replyText } from './draft-reply.ts'
import { presentContext } from './present-context.ts'
import { readMessage } from './read-message.ts'
import type { ServiceContextData } from './service-card.ts'

export interface GetServiceContextInput {
  readonly customer_id?: string | undefined
  readonly order_id?: string | undefined
  readonly channel?: ContextChannel | undefined
  readonly message?: string | undefined
}

const ORDER_ID = /[\p{L}\p{N}]+(?:[-_][\p{L}\p{N}]+)+|\d{5,}/gu

/**
 * One card for who talks with a customer: who it is, what is open, in which mood, what to do first; with a message also what it is
 * about, a draft of a reply with its sources, and whether a person should take over.
 *
 * @throws {NotFoundError} for a customer, or an order of a customer, who is not this bot's, in the words for one that does not exist
 */
export async function getServiceContext({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: GetServiceContextInput
}): Promise<ServiceResult<ServiceContextData>> {
  const data = await contextData(ctx, input)
  return {
    data,
    ...presentContext(ctx, data),
    evidence: {
      period: null,
      population: say(ctx, `customer ${data.customer_id}`, `客户 ${data.customer_id}`),
      rows_used: data.card.length,
      rows_left_out: {},
      definition: contextDefinitions[ctx.language],
      method: say(
        ctx,
        'facts of this customer by index; rules for levels, next action and hand-off; articles by words, matter and vectors',
        '按索引读取该客户的记录；披露级别、下一步和转人工按规则决定；文章按字词、主题和向量查找',
      ),
      model: null,
      sql: [],
    },
    suggestions: ctx.language === 'zh' ? ['这个客户的订单到哪了？'] : ['Which orders of this customer are open?'],
  }
}

/** The card without a message: everything of it is read and computed at once. */
export function getServiceContextNow(
  ctx: ServiceContext,
  { message: _message, ...input }: GetServiceContextInput,
): ServiceContextData {
  const customerId = whose(ctx, input)
  const { channel = null, order_id: orderId = null } = input
  const { name: _name, ...card } = buildCard(ctx, customerId, factsOf(ctx, customerId), {
    channel,
    orderId,
    message: null,
  })
  return card
}

/** The data alone, as the route for bots gives it. */
export async function contextData(ctx: ServiceContext, input: GetServiceContextInput): Promise<ServiceContextData> {
  const customerId = whose(ctx, input)
  const channel = input.channel ?? null
  const text = input.message?.trim() ?? ''
  const facts = withNamedOrders(ctx, customerId, factsOf(ctx, customerId), text)
  const message = text === '' ? null : readMessage(text)
  const orderId = input.order_id ?? ownOrderNamed(facts, text)
  const { name, ...card } = buildCard(ctx, customerId, facts, { channel, orderId, message })
  if (message === null) return card
  const passages = await Promise.all(partsOf(text).map((part) => rankPassages(ctx, part)))
  const frame: DisclosureFrame = {
    role: ctx.actor.role,
    sharedChannel: ctx.actor.sharedChannel,
    channel,
    proven: orderId !== null,
  }
  const namesAnother = orderId === null && namesAnotherOrder(facts, text)
  const draft = draftAnswer({
    language: message.language,
    name,
    topic: message.issue?.topic ?? null,
    order: card.order,
    orderIsNamed: orderId !== null,
    namesAnother,
    smallTalk: message.smallTalk,
    passages,
    isUpset: message.mood.label === 'angry' || message.mood.label === 'unhappy',
    frame,
  })
  const answered = draft.sources.length > 0 || draft.body.length > 1 || namesAnother || message.smallTalk !== null
  const handOff = decideHandOff(message, facts, {
    order: card.order,
    answered: answered || asksToVerify(draft.body.length, frame),
  })
  return {
    ...card,
    hand_off: { needed: handOff !== null, reason: handOff },
    reply_draft: {
      text: replyText(draft, { message, name: mayReveal(ctx.actor) ? name : null, handOff }),
      sources: draft.sources,
    },
  }
}

const MOST_PARTS = 6
const MOST_NAMED = 20

/** The whole message, and each sentence of it: "when does it come, and can I return it?" asks two things. */
function partsOf(text: string): string[] {
  const clauses = splitSentences(text).flatMap(({ from, to }) => text.slice(from, to).split(/,\s*(?:and|but)\s+|,|，/))
  const parts = clauses.map((part) => part.trim()).filter((part) => part.length > 3)
  return [...new Set([text, ...parts])].slice(0, MOST_PARTS)
}

/** A question back to the customer is an answer of the bot, too. */
const asksToVerify = (parts: number, { channel, proven }: DisclosureFrame): boolean =>
  parts > 0 && channel !== null && channel !== 'app' && channel !== 'web' && !proven

/** The card's facts, read and noted in the audit log. */
function factsOf(ctx: ServiceContext, customerId: string): CardFacts {
  const facts = readCardFacts(ctx.store, customerId, ctx.asOf.until)
  if (facts === null) {
    throw new NotFoundError('customer', customerId, {
      hint: 'Take the id from find_customers, or name an order.',
      details: { reason_code: 'not_available' },
    })
  }
  noteRead(ctx, customerId)
  return facts
}

/** The customer of the conversation: named, bound, or whose order is named. */
function whose(ctx: ServiceContext, { customer_id: customerId, order_id: orderId }: GetServiceContextInput): string {
  const bot = ctx.actor.role === 'service_bot'
  const bound = bot ? (ctx.actor.boundCustomerId ?? undefined) : undefined
  const owner = orderId === undefined ? undefined : readOrderOwner(ctx.store, orderId, ctx.asOf.until)
  // Whose an order is, a bot that is bound to nobody does not learn: not even from what it is refused.
  const wanted = customerId?.trim() ?? bound ?? (bot ? undefined : (owner?.customerId ?? undefined))
  authorise(ctx, 'read:customers', wanted === undefined ? {} : { customerId: wanted })
  if (orderId !== undefined && (owner === undefined || (wanted !== undefined && owner.customerId !== wanted))) {
    throw new NotFoundError('order', orderId, { details: { reason_code: 'not_available' } })
  }
  if (wanted === undefined) {
    throw new InvalidInputError('neither a customer nor an order is named', {
      field: 'customer_id',
      hint: 'Give customer_id as find_customers returned it, or order_id.',
    })
  }
  return wanted
}

/** The latest orders and those that a text names, which may be older. */
function withNamedOrders(
  { store, asOf }: ServiceContext,
  customerId: string,
  facts: CardFacts,
  text: string,
): CardFacts {
  const named = [...text.matchAll(ORDER_ID)].slice(0, MOST_NAMED).map(([id]) => id)
  const known = new Set(facts.orders.map(({ orderId }) => orderId))
  const older = readNamedOrders(store, customerId, named, asOf.until).filter(({ orderId }) => !known.has(orderId))
  return older.length === 0 ? facts : { ...facts, orders: [...facts.orders, ...older] }
}

/** An order of this customer that a text names. */
function ownOrderNamed({ orders }: CardFacts, text: string): string | null {
  const named = new Set([...text.matchAll(ORDER_ID)].map(([id]) => id.toLowerCase()))
  return orders.find(({ orderId }) => named.has(orderId.toLowerCase()))?.orderId ?? null
}

/** A number in the form of this customer's order numbers that is none of them. Whose it is, or whether it is one, is not looked up. */
function namesAnotherOrder({ orders }: CardFacts, text: string): boolean {
  const shapeOf = (id: string): string => id.toLowerCase().replaceAll(/\p{N}/gu, '9')
  const shapes = new Set(orders.map(({ orderId }) => shapeOf(orderId)))
  return [...text.matchAll(ORDER_ID)].some(([id]) => shapes.has(shapeOf(id)))
}

export { CONTEXT_CHANNELS, DISCLOSURE_LEVELS }
