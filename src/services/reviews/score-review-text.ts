import { findAspects } from '../../compute/text/aspects/aspect-dictionary.ts'
import { detectLanguage, type TextLanguage } from '../../compute/text/detect-language.ts'
import { cutForSentiment } from '../../compute/text/sentiment/cut-for-sentiment.ts'
import { scoreSentiment, sentimentOfSum } from '../../compute/text/sentiment/score-sentiment.ts'
import { splitSentences, type Span } from '../../compute/text/split-sentences.ts'
import { reviewLexicons, type ReviewLexicons } from './review-lexicons.ts'

/** What a sentence says about one aspect. */
export interface AspectMention extends Span {
  readonly aspect: string
  /** [-1, 1]; 0 where the words do not judge. */
  readonly sentiment: number
}

/** A text as it is read without training: its language, its sentiment, and what it says of which aspect. */
export interface ReadText {
  readonly language: TextLanguage
  /** [-1, 1]; null for a text in a language that is not read, or without words. */
  readonly sentiment: number | null
  /** Sentences with their sentiment, as positions in the text. */
  readonly sentences: readonly (Span & { readonly sentiment: number })[]
  /** One per aspect and sentence, in order. */
  readonly mentions: readonly AspectMention[]
}

/** Longer texts are read up to here: a megabyte pasted into a review says nothing more. */
const LONGEST = 20_000
const CLAUSE_END = /[,，;；、]|\bbut\b|但是?|不过|可是|就是|只是/gu

/** Whether a language is read here; the others are counted and left to a configured model. */
export const isRead = (language: TextLanguage): boolean => language === 'en' || language === 'zh' || language === 'none'

/**
 * Reads a customer's text: English and Chinese, also mixed, by the lexicons. Nothing is learnt from the shop here.
 *
 * @param language - as the source says; found from the text when left out
 */
export function scoreReviewText(text: string, language?: TextLanguage): ReadText {
  const lexicons = reviewLexicons()
  const read = text.slice(0, LONGEST)
  const found = language ?? detectLanguage(read)
  if (!isRead(found)) return { language: found, sentiment: null, sentences: [], mentions: [] }
  let sum = 0
  const mentions: AspectMention[] = []
  const spans = splitSentences(read)
  const sentences = spans.map((span) => {
    const sentence = read.slice(span.from, span.to)
    const scored = scoreSentiment(cutForSentiment(sentence, lexicons.tokeniser), lexicons.sentiment)
    sum += scored.sum
    mentions.push(...mentionsIn(sentence, span, scored.score, lexicons))
    return { ...span, sentiment: scored.score }
  })
  return { language: found, sentiment: spans.length === 0 ? null : sentimentOfSum(sum), sentences, mentions }
}

/** One mention per aspect, weak terms only where nothing else is spoken of; where a sentence has several, each takes the judgement of its own clause. */
function mentionsIn(sentence: string, span: Span, score: number, lexicons: ReviewLexicons): AspectMention[] {
  const found = findAspects(sentence, lexicons.aspects)
  const strong = found.filter(({ weak }) => !weak)
  const hits = strong.length > 0 ? strong : found
  const first = new Map(hits.toReversed().map((hit) => [hit.aspect, hit]))
  return [...first.values()].toReversed().map((hit) => {
    const aspect = lexicons.aspects.aspects[hit.aspect] ?? ''
    if (first.size === 1) return { ...span, aspect, sentiment: score }
    const clause = clauseAround(sentence, hit.from)
    const own = scoreSentiment(cutForSentiment(clause, lexicons.tokeniser), lexicons.sentiment).score
    return { ...span, aspect, sentiment: own === 0 ? score : own }
  })
}

function clauseAround(sentence: string, at: number): string {
  let [from, to] = [0, sentence.length]
  for (const { index } of sentence.matchAll(CLAUSE_END)) {
    if (index <= at) from = index
    else if (index < to) to = index
  }
  return sentence.slice(from, to)
}
