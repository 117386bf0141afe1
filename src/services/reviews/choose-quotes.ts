import { quotableSpans } from '../../compute/text/quotable-spans.ts'
import type { Focus } from './analyze-input.ts'
import type { BookReview } from './review-book.ts'
import { moodOfMention } from './summarise-topics.ts'

/** Words of a review, exactly as they stand in its title or body. */
export interface Quote {
  readonly review_id: string
  readonly text: string
  readonly rating: number | null
}

const SHORTEST = 4
/** Shorter ones ("Sent back") say too little to be the first choice. */
const TELLING = 8
const LONGEST = 200

interface Candidate extends Quote {
  readonly strength: number
  readonly own: boolean
  readonly telling: boolean
  readonly writtenAt: number
}

/**
 * Quotes about a topic: what judges most clearly first, in the reader's language where there is a choice, later ones
 * before earlier, no words twice and no review twice. Links, images, markup, hidden characters, addresses and telephone
 * numbers are never inside one.
 */
export function chooseQuotes(
  reviews: readonly BookReview[],
  topic: string,
  { focus, language, count }: { readonly focus: Focus; readonly language: string; readonly count: number },
): Quote[] {
  const candidates: Candidate[] = []
  for (const review of reviews) {
    for (const mention of review.mentions) {
      if (mention.aspect !== topic) continue
      const mood = moodOfMention(mention, review.rating)
      if (focus === 'complaints' && mood !== 'negative') continue
      if (focus === 'praise' && mood !== 'positive') continue
      const text = quotable(review.text.slice(mention.from, mention.to))
      if (text === null) continue
      candidates.push({
        review_id: review.id,
        text,
        rating: review.rating,
        strength: Math.abs(mention.sentiment),
        own: review.language === language,
        telling: lengthOf(text) >= TELLING,
        writtenAt: review.writtenAt,
      })
    }
  }
  candidates.sort(
    (a, b) =>
      Number(b.own) - Number(a.own) ||
      Number(b.telling) - Number(a.telling) ||
      b.strength - a.strength ||
      b.writtenAt - a.writtenAt ||
      (a.review_id < b.review_id ? -1 : 1),
  )
  const chosen: Quote[] = []
  for (const { review_id, text, rating } of candidates) {
    if (chosen.length === count) break
    if (chosen.some((one) => one.review_id === review_id || sameWords(one.text, text))) continue
    chosen.push({ review_id, text, rating })
  }
  return chosen
}

/** A Chinese character says as much as two or three Latin letters. */
const lengthOf = (text: string): number => text.replaceAll(/\p{Script=Han}/gu, 'xx').length / 2

const sameWords = (a: string, b: string): boolean => fold(a) === fold(b)
const fold = (text: string): string => text.toLowerCase().replaceAll(/[\p{P}\s\d]/gu, '')

/** The longest stretch of a sentence that may be shown, cut at a space where it is too long; null when none is left. */
function quotable(sentence: string): string | null {
  const spans = quotableSpans(sentence).map(({ from, to }) => sentence.slice(from, to))
  const longest = spans.reduce((best, span) => (span.length > best.length ? span : best), '')
  if (longest.length < SHORTEST) return null
  if (longest.length <= LONGEST) return longest
  const cut = longest.slice(0, LONGEST)
  const space = Math.max(cut.lastIndexOf(' '), cut.lastIndexOf(','), cut.lastIndexOf('，'))
  return (space > LONGEST / 2 ? cut.slice(0, space) : cut.replace(/[\ud800-\udbff]$/, '')).trim()
}
