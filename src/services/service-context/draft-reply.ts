import type { Language } from '../../lib/answer.ts'
import { plainText } from '../../lib/plain-text.ts'
import { disclosureLevel, type DisclosureFrame } from '../../privacy/disclosure-level.ts'
import type { Passage } from '../articles/load-passages.ts'
import { ANSWERS_FROM, type RankedPassages } from '../articles/rank-passages.ts'
import type { FoundTopic } from '../articles/service-topics.ts'
import { cardText } from './card-words.ts'
import { orderSentence, type TalkedOrder } from './order-of-talk.ts'
import type { ReadMessage } from './read-message.ts'
import type { HandOffReason, ReplySource } from './service-card.ts'

export interface DraftFrame {
  readonly language: Language
  readonly name: string | null
  /** Matter of the message; null when it names none. */
  readonly topic: string | null
  /** The order that the message names or that is on its way; null for none. */
  readonly order: TalkedOrder | null
  readonly orderIsNamed: boolean
  /** The message names an order number that is none of this customer's. */
  readonly namesAnother: boolean
  readonly smallTalk: ReadMessage['smallTalk']
  /** Best passages of each part of the message. */
  readonly passages: readonly RankedPassages[]
  readonly isUpset: boolean
  readonly frame: DisclosureFrame
}

export interface Draft {
  /** The parts between greeting and closing; empty when nothing answers. */
  readonly body: readonly string[]
  readonly sources: readonly ReplySource[]
}

const QUOTED = 400
const MOST_QUOTED = 2
/** Matters in which the order itself is an answer. */
const ABOUT_ORDERS: ReadonlySet<string> = new Set(['delivery', 'order_change'])

/**
 * What may be answered: where the order stands, if it may be told to this person, and what an article says, word for word.
 * Nothing else is stated; every statement has a source that the server put there.
 */
export function draftAnswer(asked: DraftFrame): Draft {
  const { language, topic, order, orderIsNamed, namesAnother, smallTalk, passages, isUpset, frame } = asked
  const body: string[] = []
  const sources: ReplySource[] = []
  if (smallTalk !== null) return { body: smallTalk === 'thanks' ? [cardText('welcome', language)] : [], sources }
  const stop = language === 'zh' ? '。' : '.'
  const speaksOfOrder = orderIsNamed || (topic !== null && ABOUT_ORDERS.has(topic))
  const mayTell = disclosureLevel('order', frame) === 'may_say'
  if (namesAnother && mayTell) body.push(cardText('not_yours', language))
  else if (speaksOfOrder && order !== null) {
    if (mayTell) {
      const sentence = `${orderSentence(order, language)}${stop}`
      const marker = `S${sources.length + 1}`
      sources.push({ marker, kind: 'order', id: order.order_id, title: order.order_id, text: sentence })
      body.push(`${sentence}${language === 'zh' ? '' : ' '}[${marker}]`)
      if (order.days_late > 0 && order.delivered_on === null) {
        body.push(cardText('sorry_late', language), cardText('we_ask', language))
      }
    } else body.push(cardText('verify', language))
  } else if (isUpset) body.push(cardText('sorry', language))
  // An order that was told or asked for answers "where is it"; an article on delivery times would say less.
  const isTold = speaksOfOrder && (order !== null || namesAnother)
  const told = new Set<string>()
  for (const { ranked, sameLanguage, topics } of passages) {
    const [best] = ranked
    if (best === undefined || best.score < ANSWERS_FROM || !sameLanguage || told.has(best.passage.articleId)) continue
    if (isTold && topics[0]?.topic === 'delivery') continue
    if (!isAbout(best.passage, topics)) continue
    if (told.size === MOST_QUOTED) break
    const marker = `S${sources.length + 1}`
    const { title, text, articleId } = best.passage
    const quote = { title: plainText(title, 120), text: plainText(text, QUOTED), marker }
    told.add(articleId)
    sources.push({ marker, kind: 'article', id: articleId, title: quote.title, text: quote.text })
    body.push(cardText('quote', language, quote))
  }
  return { body, sources }
}

/** A word that two matters share ("package") is no reason to quote the rules of the other one. */
const isAbout = ({ about, mentions }: Passage, asked: readonly FoundTopic[]): boolean => {
  const [main] = about.length > 0 ? about : mentions
  return main === undefined || asked.length === 0 || asked.some(({ topic }) => topic === main.topic)
}

/** The whole reply: greeting, what may be said, and who goes on. */
export function replyText(
  { body }: Draft,
  {
    message: { language, isQuestion, smallTalk },
    name,
    handOff,
  }: { readonly message: ReadMessage; readonly name: string | null; readonly handOff: HandOffReason | null },
): string {
  const greeting = name === null ? cardText('greeting_plain', language) : cardText('greeting', language, { name })
  const goesOn = smallTalk === 'greeting' ? 'how_help' : 'closing'
  const passesOn = handOff === 'no_answer' && isQuestion ? 'unknown' : 'colleague'
  const end = [cardText(handOff === null ? goesOn : passesOn, language)]
  const space = language === 'zh' ? '' : ' '
  return `${greeting}\n${[...body, ...end].join(space)}`
}
