import { asOfDate } from '../../lib/as-of.ts'
import { plainText } from '../../lib/plain-text.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import { disclosureLevel, type ContextChannel, type LineKind } from '../../privacy/disclosure-level.ts'
import type { Store } from '../../store/open.ts'
import type { CardFacts } from '../../store/queries/service/card-facts.ts'
import { readChangeStamp } from '../../store/queries/service/card-version.ts'
import { mayReveal } from '../access/authorise.ts'
import { articlesAbout } from '../articles/articles-about.ts'
import { loadPassages } from '../articles/load-passages.ts'
import type { ServiceContext } from '../context.ts'
import { maskIdentifier } from '../customers/mask-identifier.ts'
import { readSetting } from '../settings/read-setting.ts'
import { cardText, cardWord, type CardText } from './card-words.ts'
import { nextBestAction } from './next-best-action.ts'
import { isOpen, orderSentence, talkedOrder, type TalkedOrder } from './order-of-talk.ts'
import type { ReadMessage } from './read-message.ts'
import type { CardLine, CardMood, ServiceContextData } from './service-card.ts'

export interface CardFrame {
  readonly channel: ContextChannel | null
  /** The order that the conversation names; null for none. */
  readonly orderId: string | null
  readonly message: ReadMessage | null
}

/** Ratings older than this say little about today. */
const RECENT_DAYS = 180
const ARTICLES = 2

/** Everything about one customer that helps in a conversation, each line at its level. No reply: that takes a message. */
export function buildCard(
  ctx: ServiceContext,
  customerId: string,
  facts: CardFacts,
  { channel, orderId, message }: CardFrame,
): ServiceContextData & { readonly name: string | null } {
  const { language, actor } = ctx
  const stuckDays = stuckDaysOf(ctx.store)
  const orders = facts.orders.map((order) => talkedOrder(ctx, order, stuckDays))
  const named = orders.find((order) => order.order_id === orderId) ?? null
  const order = named ?? orders.find(isOpen) ?? null
  const refused = facts.consents.some(({ kind, granted }) => kind === 'profiling' && granted === 0)
  const mood = message?.mood ?? moodOfRatings(ctx, facts)
  const ticketIssue = facts.tickets.find(({ issue }) => issue !== null)?.issue ?? null
  const issue: ServiceContextData['issue'] =
    message?.issue !== null && message?.issue !== undefined
      ? { ...message.issue, basis: 'message' }
      : ticketIssue === null
        ? null
        : { topic: ticketIssue, share: 1, basis: 'ticket' }
  const frame = { role: actor.role, sharedChannel: actor.sharedChannel, channel, proven: named !== null }
  const lines: CardLine[] = []
  const add = (kind: LineKind, source: string, text: string): void => {
    const level = disclosureLevel(kind, frame)
    // What may never be told is not put into hands that could.
    lines.push({ text: level === 'never' ? withheld(kind, language) : text, level, source })
  }
  const say = (
    kind: LineKind,
    source: string,
    text: CardText,
    values: Readonly<Record<string, string | number>> = {},
  ) => add(kind, source, cardText(text, language, values))
  const word = (value: string | null | undefined): string =>
    value === null || value === undefined ? '–' : cardWord(value, language)

  const name = nameOf(ctx, facts)
  if (name !== null) say('name', 'identifiers', 'name', { name })
  const level = facts.customer?.memberLevel ?? null
  if (level !== null) say('member_level', 'member_levels', 'member_level', { level: plainText(level, 40) })
  if (refused) say('consent', 'consents', 'no_profiling')
  else if (facts.stamped !== undefined) {
    if (facts.stamped.valueTier !== null) say('value', 'features', 'value', { tier: word(facts.stamped.valueTier) })
    say('lifecycle', 'features', 'lifecycle', { stage: word(facts.stamped.lifecycle), orders: facts.stamped.frequency })
    const churn = facts.predictions.find(({ model }) => model === 'churn')
    if (churn !== undefined) say('churn', 'churn model', 'churn', { tier: word(tierOf(churn.value)) })
  }
  for (const one of ordersToTell(orders, order)) add('order', one.order_id, orderSentence(one, language))
  if (orders.length === 0) say('order', 'orders', 'no_orders')
  for (const ticket of facts.tickets) {
    say('ticket', ticket.ticketId, 'ticket', {
      ticket: ticket.ticketId,
      issue: word(ticket.issue),
      opened: dateOfDay(ctx.shop.zone.dayOf(ticket.openedAt)),
      answered: cardText(ticket.firstResponseAt === null ? 'unanswered' : 'answered', language),
    })
  }
  if (mood !== null) addMood(say, mood, facts, word)
  const risk = facts.predictions.find(({ model }) => model === 'risk')
  if (risk !== undefined) say('risk', 'risk model', 'risk_score', { score: risk.value.toFixed(2) })
  const given = facts.consents
    .filter(({ kind, granted }) => granted === 1 && kind !== 'profiling')
    .map(({ kind }) => word(kind))
  say('consent', 'consents', given.length === 0 ? 'no_consents' : 'consents', {
    kinds: given.join(language === 'zh' ? '、' : ', '),
  })
  const topic = issue?.topic ?? null
  if (topic !== null || order !== null) {
    const book = loadPassages(ctx.store, ctx.asOf.until)
    for (const passage of articlesAbout(book, topic ?? 'delivery', language).slice(0, ARTICLES)) {
      say('article', passage.articleId, 'article', { title: plainText(passage.title, 120) })
    }
  }
  const action = nextBestAction({ facts, mood, topic, order, mayProfile: !refused, language })
  say('next_action', action.because, 'next_action', { action: action.text })
  return {
    customer_id: customerId,
    as_of: asOfDate(ctx.asOf),
    channel,
    mood,
    issue,
    order,
    hand_off: { needed: false, reason: null },
    reply_draft: null,
    card: lines,
    next_best_action: action,
    name,
  }
}

const kept = new WeakMap<Store, { readonly stamp: string; readonly days: number }>()

/** The shop's limit, read only when something was written since: a card costs less than asking for a setting. */
function stuckDaysOf(store: Store): number {
  const stamp = readChangeStamp(store)
  const known = kept.get(store)
  if (known?.stamp === stamp) return known.days
  const days = readSetting(store, 'stuck_parcel_days')
  kept.set(store, { stamp, days })
  return days
}

const withheld = (kind: LineKind, language: 'en' | 'zh'): string =>
  language === 'zh' ? `${kind}：不用于本次对话` : `${kind}: not for this conversation`

function nameOf(ctx: ServiceContext, { name }: CardFacts): string | null {
  if (name === undefined) return null
  const plain = ctx.vault.decrypt(name)
  return mayReveal(ctx.actor) ? plain : maskIdentifier('name', plain)
}

const tierOf = (probability: number): string => (probability >= 0.6 ? 'high' : probability >= 0.3 ? 'medium' : 'low')

/** What is open, what the talk is about, else the latest. */
function ordersToTell(orders: readonly TalkedOrder[], order: TalkedOrder | null): TalkedOrder[] {
  const told = orders.filter((one) => isOpen(one) || one.order_id === order?.order_id)
  return told.length > 0 ? told : orders.slice(0, 1)
}

function moodOfRatings({ asOf }: ServiceContext, { ratings }: CardFacts): CardMood | null {
  const [last] = ratings
  if (last === undefined || asOf.day - last.writtenDay > RECENT_DAYS) return null
  return {
    label: last.rating <= 2 ? 'unhappy' : last.rating === 3 ? 'neutral' : 'happy',
    score: null,
    basis: 'ratings',
  }
}

function addMood(
  say: (kind: LineKind, source: string, text: CardText, values?: Readonly<Record<string, string | number>>) => void,
  mood: CardMood,
  { ratings }: CardFacts,
  word: (value: string) => string,
): void {
  const [last] = ratings
  if (mood.basis === 'message') say('mood', 'message', 'mood_message', { mood: word(mood.label) })
  else if (last !== undefined) {
    say('mood', 'reviews', 'mood_ratings', {
      mood: word(mood.label),
      rating: last.rating,
      on: dateOfDay(last.writtenDay),
    })
  }
}
