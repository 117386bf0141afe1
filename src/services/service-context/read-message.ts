import { findMatters } from '../articles/phrase-book.ts'
import { findTopics } from '../articles/service-topics.ts'
import { scoreReviewText } from '../reviews/score-review-text.ts'
import type { CardMood, HandOffReason, Mood } from './service-card.ts'

/** What a message of a customer says, as far as rules and lexicons tell. */
export interface ReadMessage {
  readonly language: 'en' | 'zh'
  readonly mood: CardMood
  readonly issue: { readonly topic: string; readonly share: number } | null
  /** What calls for a person, in the order of urgency. */
  readonly signals: readonly HandOffReason[]
  /** Words that name anger, however the rest sounds. */
  readonly isAngry: boolean
}

const URGENT: readonly HandOffReason[] = ['safety', 'legal', 'fraud', 'ask_person', 'privacy']
const ANGRY = -0.6
const CLEAR = 0.05

/** Reads a message in English or Chinese. It is data: what it orders is not done. */
export function readMessage(message: string): ReadMessage {
  const read = message.slice(0, 20_000)
  const signals = new Set(findMatters('service-signals', read).map(({ name }) => name))
  const isAngry = signals.has('angry')
  const score = scoreReviewText(read).sentiment
  const [topic] = findTopics(read)
  return {
    language: /\p{Script=Han}/u.test(read) ? 'zh' : 'en',
    mood: { label: moodOf(score ?? 0, isAngry), score, basis: 'message' },
    issue: topic === undefined ? null : { topic: topic.topic, share: topic.share },
    signals: URGENT.filter((name) => signals.has(name)),
    isAngry,
  }
}

function moodOf(score: number, isAngry: boolean): Mood {
  if (isAngry || score <= ANGRY) return 'angry'
  if (score < -CLEAR) return 'unhappy'
  return score > CLEAR ? 'happy' : 'neutral'
}
