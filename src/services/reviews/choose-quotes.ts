import { addressesAssistant } from '../../compute/text/addresses-assistant.ts'
import { quotableSpans } from '../../compute/text/quotable-spans.ts'
import type { Focus } from './analyze-input.ts'
import type { BookReview } from './review-book.ts'
import type { AspectMention } from './score-review-text.ts'
import type { TextSource } from './text-sources.ts'
import { moodOfMention } from './summarise-topics.ts'

/** Words of a review, exactly as they stand in its title or body. */
export interface Quote {
  /** Of the review, the ticket or the return. */
  readonly review_id: string
  readonly source: TextSource
  readonly text: string
  readonly rating: number | null
}

const SHORTEST = 4
/** Shorter ones ("Sent back") say too little to be the first choice; in Latin letters, half as many in Chinese. */
const TELLING = 16
const LONGEST = 200

/** Candidates that are looked at: the best so many, whatever the number of reviews. */
const LOOKED_AT = 60

interface Candidate {
  readonly review: BookReview
  readonly mention: AspectMention
  readonly own: boolean
  readonly telling: boolean
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
  const best: Candidate[] = []
  for (const review of reviews) {
    for (const mention of review.mentions) {
      if (mention.aspect !== topic) continue
      const mood = moodOfMention(mention, review.rating)
      if (focus === 'complaints' && mood !== 'negative') continue
      if (focus === 'praise' && mood !== 'positive') continue
      const own = review.language === language
      const telling = (mention.to - mention.from) * (review.language === 'zh' ? 2 : 1) >= TELLING
      keepBest(best, { review, mention, own, telling })
    }
  }
  const chosen: Quote[] = []
  for (const { review, mention } of best) {
    if (chosen.length === count) break
    const text = quotable(review.text.slice(mention.from, mention.to))
    if (text === null || chosen.some((one) => one.review_id === review.id || sameWords(one.text, text))) continue
    chosen.push({ review_id: review.id, source: review.source, text, rating: review.rating })
  }
  return chosen
}

/** Puts a candidate in its place among the best, if it is one of them. */
function keepBest(best: Candidate[], candidate: Candidate): void {
  const last = best.at(-1)
  if (best.length === LOOKED_AT && last !== undefined && compare(candidate, last) >= 0) return
  // The same sentence of another review would only take the place of other words.
  if (best.some((one) => one.mention.sentiment === candidate.mention.sentiment && wordsOf(one) === wordsOf(candidate)))
    return
  let at = best.length
  while (at > 0 && compare(candidate, best[at - 1] as Candidate) < 0) at -= 1
  best.splice(at, 0, candidate)
  if (best.length > LOOKED_AT) best.pop()
}

const wordsOf = ({ review, mention }: Candidate): string => review.text.slice(mention.from, mention.to)

const compare = (a: Candidate, b: Candidate): number =>
  Number(b.own) - Number(a.own) ||
  Number(b.telling) - Number(a.telling) ||
  Math.abs(b.mention.sentiment) - Math.abs(a.mention.sentiment) ||
  b.review.writtenAt - a.review.writtenAt ||
  (a.review.id < b.review.id ? -1 : 1)

const sameWords = (a: string, b: string): boolean => fold(a) === fold(b)
const fold = (text: string): string => text.toLowerCase().replaceAll(/[\p{P}\s\d]/gu, '')

/** The longest stretch of a sentence that may be shown, cut at a space where it is too long; null when none is left. */
function quotable(sentence: string): string | null {
  // An order to a machine is no opinion, and a model that reads quotes is not to be told what to do by one.
  if (addressesAssistant(sentence)) return null
  const spans = quotableSpans(sentence).map(({ from, to }) => sentence.slice(from, to))
  const longest = spans.reduce((best, span) => (span.length > best.length ? span : best), '')
  if (longest.length < SHORTEST) return null
  if (longest.length <= LONGEST) return longest
  const cut = longest.slice(0, LONGEST)
  const space = Math.max(cut.lastIndexOf(' '), cut.lastIndexOf(','), cut.lastIndexOf('，'))
  return (space > LONGEST / 2 ? cut.slice(0, space) : cut.replace(/[\ud800-\udbff]$/, '')).trim()
}
