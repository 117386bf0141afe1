import { MODIFIERS, negated, type LexiconPhrase, type SentimentLexicon } from './sentiment-lexicon.ts'

/** A word or phrase of the text that carried a judgement, and what it came to after the words around it. */
export interface JudgedPhrase {
  readonly phrase: string
  readonly strength: number
}

/** Sentiment of one text. */
export interface Sentiment {
  /** From -1 (all against) to 1 (all for); 0 when nothing in the text judges. */
  readonly score: number
  /** What `score` was made of: sums of several sentences add up to that of their text. */
  readonly sum: number
  readonly phrases: readonly JudgedPhrase[]
}

/** One piece of text as the scorer reads it. */
export interface SentimentToken {
  /** Word in lower case, emoji, or a mark that ends a clause. */
  readonly word: string
  /** Written in capitals for emphasis. */
  readonly loud: boolean
  /** True for marks that end a clause or a sentence: no modifier reaches across. */
  readonly ends: boolean
}

const REACH = 4
const STRONGER = 0.35
const WEAKER = -0.4
const LOUD = 0.3
const BEFORE_CONTRAST = 0.6
const AFTER_CONTRAST = 1.4
const EXCLAMATION = 0.15
const SPREAD = 8

/**
 * Scores a text by the words that judge, the words that turn, strengthen or weaken them up to four words before, what
 * follows a "but", capitals and exclamation marks; sum s becomes s / sqrt(s^2 + 8).
 *
 * Needs no training; a judgement that no listed word carries ("it broke after two days" has "broke", "it lasted two days"
 * has none) is missed.
 *
 * @param tokens - the text cut into words, emoji and marks
 * @returns score in [-1, 1], and the phrases that made it, in order
 * @example scoreSentiment(cut('not good'), lexicon).score < 0 // => true
 * @see Taboada, Brooke, Tofiloski, Voll & Stede (2011), Lexicon-based methods for sentiment analysis, Computational
 *   Linguistics 37(2), for negation as a shift and intensifiers as shares; Hutto & Gilbert (2014), VADER, for the curve.
 * Time O(words x phrases with the same first word), memory O(words).
 */
export function scoreSentiment(tokens: readonly SentimentToken[], lexicon: SentimentLexicon): Sentiment {
  const modifies = new Uint8Array(tokens.length)
  const found: { at: number; phrase: string; strength: number }[] = []
  let free = 0
  for (let at = 0; at < tokens.length; at += 1) {
    let judged = false
    for (const phrase of lexicon.byFirstWord.get((tokens[at] as SentimentToken).word) ?? []) {
      if (!standsAt(phrase, tokens, at)) continue
      const last = at + phrase.words.length - 1
      modifies[last] = (modifies[last] as number) | phrase.modifies
      if (phrase.strength === null || judged || at < free) continue
      judged = true
      free = last + 1
      found.push({ at, phrase: phrase.words.join(' '), strength: phrase.strength })
    }
    if (judged || at < free) continue
    const { word } = tokens[at] as SentimentToken
    const strength = lexicon.formStrength(word)
    if (strength !== null) found.push({ at, phrase: word, strength })
  }
  for (const one of found) one.strength = modified(tokens, modifies, one.at, one.strength)
  weighContrast(tokens, modifies, found)
  const marks = Math.min(3, tokens.filter(({ word }) => word === '!').length)
  const total = found.reduce((sum, { strength }) => sum + strength, 0)
  const sum = total === 0 ? 0 : total * (1 + EXCLAMATION * marks)
  return { score: sentimentOfSum(sum), sum, phrases: found.map(({ phrase, strength }) => ({ phrase, strength })) }
}

/** Sentiment in [-1, 1] of a sum of strengths. */
export const sentimentOfSum = (sum: number): number => (sum === 0 ? 0 : sum / Math.sqrt(sum * sum + SPREAD))

function standsAt({ words }: LexiconPhrase, tokens: readonly SentimentToken[], at: number): boolean {
  for (let i = 1; i < words.length; i += 1) if (tokens[at + i]?.word !== words[i]) return false
  return true
}

/** Strength after what stands before it in its clause; a judging word in between does not stop a negation. */
function modified(tokens: readonly SentimentToken[], modifies: Uint8Array, at: number, plain: number): number {
  let factor = tokens[at]?.loud === true ? 1 + LOUD : 1
  let negations = 0
  let distance = 0
  for (let before = at - 1; before >= 0 && distance < REACH; before -= 1, distance += 1) {
    const token = tokens[before] as SentimentToken
    const bits = modifies[before] as number
    if (token.ends || (bits & MODIFIERS.contrast) !== 0) break
    if ((bits & MODIFIERS.negation) !== 0) negations += 1
    const share = 1 - distance * 0.2
    if ((bits & MODIFIERS.stronger) !== 0) factor += (STRONGER + (token.loud ? LOUD : 0)) * share
    else if ((bits & MODIFIERS.weaker) !== 0) factor += WEAKER * share
  }
  const strength = plain * Math.max(0.2, factor)
  return negations % 2 === 0 ? strength : negated(strength)
}

/** What comes before a "but" of the same sentence counts less, what comes after it more. */
function weighContrast(
  tokens: readonly SentimentToken[],
  modifies: Uint8Array,
  found: { at: number; strength: number }[],
): void {
  for (let at = 1; at < tokens.length; at += 1) {
    if (((modifies[at] as number) & MODIFIERS.contrast) === 0) continue
    let start = at
    while (start > 0 && !isStop(tokens[start - 1])) start -= 1
    let end = at
    while (end < tokens.length && !isStop(tokens[end])) end += 1
    for (const one of found) {
      if (one.at >= start && one.at < at) one.strength *= BEFORE_CONTRAST
      if (one.at > at && one.at < end) one.strength *= AFTER_CONTRAST
    }
  }
}

const isStop = (token: SentimentToken | undefined): boolean => token !== undefined && /^[.!?\n]$/.test(token.word)
