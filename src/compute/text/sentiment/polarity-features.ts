import { sparseRows } from '../../linear/sparse-rows.ts'
import type { TextFeatures } from '../classify/text-classifier.ts'
import { countNGrams } from '../terms/count-n-grams.ts'
import { hashWords } from '../terms/hash-words.ts'
import type { Tokeniser } from '../tokenise.ts'
import { cutForSentiment } from './cut-for-sentiment.ts'
import { scoreSentiment } from './score-sentiment.ts'
import type { SentimentLexicon } from './sentiment-lexicon.ts'

export interface PolarityOptions {
  readonly tokeniser: Tokeniser
  readonly lexicon: SentimentLexicon
  /** Hash ranges as powers of two. */
  readonly wordBits: number
  readonly gramBits: number
}

/** A strength at which one side of the lexicon has said enough. */
const ENOUGH = 3
/** What the lexicon says stands beside terms whose values are about as small; larger, it would drown them. */
const CUE = 0.1

/**
 * What a classifier of polarity sees of texts: words and pairs of words, character n-grams (1-2 Chinese characters, 3-5
 * others), and what the lexicon says: the score twice over, and each side for itself.
 *
 * @example polarityFeatures(['good'], options).counts.length // => 2
 * Time O(characters).
 */
export function polarityFeatures(texts: readonly string[], options: PolarityOptions): TextFeatures {
  const { tokeniser, lexicon, wordBits, gramBits } = options
  const words: string[][] = []
  const cues = texts.map((text) => {
    const tokens = cutForSentiment(text, tokeniser)
    words.push(tokens.filter(({ ends }) => !ends).map(({ word }) => word))
    const { score, phrases } = scoreSentiment(tokens, lexicon)
    const side = (sign: number): number =>
      Math.tanh(phrases.reduce((sum, { strength }) => sum + Math.max(0, sign * strength), 0) / ENOUGH)
    return new Map([
      [0, CUE * score],
      [1, (CUE / 2) * side(1)],
      [2, (-CUE / 2) * side(-1)],
    ])
  })
  const folded = texts.map((text) => ` ${text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ')} `)
  return {
    counts: [
      hashWords(words, wordBits),
      countNGrams(folded, { han: { from: 1, to: 2 }, other: { from: 3, to: 5 }, bits: gramBits }),
    ],
    cues: sparseRows(cues, 3),
  }
}
