import type { Language } from '../../lib/answer.ts'
import type { CardFacts } from '../../store/queries/service/card-facts.ts'
import { cardText, type CardText } from './card-words.ts'
import type { TalkedOrder } from './order-of-talk.ts'
import type { CardMood, NextBestAction } from './service-card.ts'

const LIKELY_TO_LEAVE = 0.5

interface Scene {
  readonly facts: CardFacts
  readonly mood: CardMood | null
  readonly topic: string | null
  /** What the conversation is about, or the order that is on its way. */
  readonly order: TalkedOrder | null
  readonly mayProfile: boolean
  readonly language: Language
}

/** What to do first, by rules from the most pressing on; a promise or an offer is never among them. */
export function nextBestAction({ facts, mood, topic, order, mayProfile, language }: Scene): NextBestAction {
  const action = (code: CardText, because: string, values: Readonly<Record<string, string>> = {}): NextBestAction => ({
    code,
    text: cardText(code, language, values),
    because,
  })
  const waiting = facts.tickets.find(({ firstResponseAt }) => firstResponseAt === null)
  if (order !== null && order.delivered_on === null && (order.days_late > 0 || order.days_stuck !== null)) {
    return action('chase_parcel', 'order_late', { order: order.order_id })
  }
  if (waiting !== undefined) return action('answer_ticket', 'ticket_unanswered', { ticket: waiting.ticketId })
  if (topic === 'return') return action('help_return', 'issue_return')
  if (order !== null && order.delivered_on === null && (topic === 'delivery' || topic === null)) {
    return action('tell_delivery', 'order_open', { order: order.order_id })
  }
  if (mood?.basis === 'ratings' && mood.label === 'unhappy') return action('make_good', 'low_rating')
  const churn = facts.predictions.find(({ model }) => model === 'churn')?.value ?? 0
  if (mayProfile && churn >= LIKELY_TO_LEAVE && facts.stamped?.valueTier === 'high')
    return action('win_back', 'may_leave')
  return action('listen', 'nothing_due')
}
