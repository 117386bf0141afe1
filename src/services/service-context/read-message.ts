import { detectLanguage } from '../../compute/text/detect-language.ts'
import { normaliseText } from '../../compute/text/normalise-text.ts'
import { findMatters } from '../articles/phrase-book.ts'
import { findTopics } from '../articles/service-topics.ts'
import { isRead, scoreReviewText, type ReadText } from '../reviews/score-review-text.ts'
import type { CardMood, HandOffReason, Mood } from './service-card.ts'

/** What a message of a customer says, as far as rules and lexicons tell. */
export interface ReadMessage {
  readonly language: 'en' | 'zh'
  /** Neither English nor Chinese: nothing of it is read, and a draft in another language would not be understood. */
  readonly isForeign: boolean
  readonly mood: CardMood
  readonly issue: { readonly topic: string; readonly share: number } | null
  /** What calls for a person whatever the shop knows, in the order of urgency. */
  readonly urgent: readonly HandOffReason[]
  /** The customer says that the same was asked before. */
  readonly isRepeated: boolean
  readonly isQuestion: boolean
  /** A greeting or thanks that ask for nothing. */
  readonly smallTalk: 'greeting' | 'thanks' | null
}

const SIGNALS = 'service-signals'
const URGENT: readonly HandOffReason[] = [
  'safety',
  'legal',
  'fraud',
  'ask_person',
  'privacy',
  'wrong_parcel',
  'not_received',
]
/** Whoever writes of these is not content, however friendly the words. */
const TROUBLES: ReadonlySet<string> = new Set([
  'safety',
  'legal',
  'fraud',
  'wrong_parcel',
  'not_received',
  'asked_before',
])
const ANGRY = -0.8
const SOUR = -0.5
const CLEAR = 0.05
const QUESTION =
  /[?？]|[吗呢么]\s*[。!！]*$|怎么|怎样|如何|多少|多久|几天|什么|哪|能不能|可不可以|^\s*(?:can|could|do|does|did|is|are|will|would|how|what|when|where|which|who|why|may|should)\b/iu

/** Reads a message in English or Chinese. It is data: what it orders is not done. */
export function readMessage(message: string): ReadMessage {
  const read = message.slice(0, 20_000)
  const matters = findMatters(SIGNALS, read)
  const signals = new Set(matters.map(({ name }) => name))
  const text = scoreReviewText(read)
  const [topic] = findTopics(read)
  const isQuestion = QUESTION.test(read)
  const mood = moodOf(read, text, signals)
  const urgent = URGENT.filter((name) => signals.has(name))
  const plain = urgent.length === 0 && topic === undefined && !isQuestion
  const isThanks = plain && signals.has('thanks') && mood !== 'angry' && mood !== 'unhappy'
  return {
    language: /\p{Script=Han}/u.test(read) ? 'zh' : 'en',
    isForeign: !isRead(detectLanguage(read)),
    mood: { label: mood, score: text.sentiment, basis: 'message' },
    issue: topic === undefined ? null : { topic: topic.topic, share: topic.share },
    urgent,
    isRepeated: signals.has('asked_before'),
    isQuestion,
    smallTalk: isThanks ? 'thanks' : isGreeting(read, matters) ? 'greeting' : null,
  }
}

/** By the words; a question praises nothing ("is it dishwasher safe?"), and who says to be calm is taken at their word. */
function moodOf(read: string, { sentiment, sentences }: ReadText, signals: ReadonlySet<string>): Mood {
  const score = sentiment ?? 0
  const isCalm = signals.has('calm')
  if (!isCalm && (signals.has('angry') || score <= ANGRY)) return 'angry'
  if (score < (isCalm ? SOUR : -CLEAR) || [...signals].some((name) => TROUBLES.has(name))) return 'unhappy'
  const praises = sentences.some(({ from, to, sentiment: own }) => own > CLEAR && !QUESTION.test(read.slice(from, to)))
  return score > CLEAR && praises && !isCalm ? 'happy' : 'neutral'
}

/** Nothing but a greeting. */
function isGreeting(read: string, matters: ReturnType<typeof findMatters>): boolean {
  const named = matters.find(({ name }) => name === 'greeting')?.named ?? []
  const rest = named
    .toSorted((a, b) => b.length - a.length)
    .reduce((text, one) => text.replaceAll(one, ''), normaliseText(read))
  return named.length > 0 && !/[\p{L}\p{N}]/u.test(rest)
}
