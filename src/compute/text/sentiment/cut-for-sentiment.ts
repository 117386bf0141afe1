import type { Tokeniser } from '../tokenise.ts'
import type { SentimentToken } from './score-sentiment.ts'

const PIECE =
  /[\p{Script=Han}]+|[\p{L}\p{N}][\p{L}\p{N}'/+*-]*|[\p{Extended_Pictographic}]\uFE0F?|[:;=>][-']?[()DP|/<]|\^_\^|-_-|<3|[.!?;,:()\n…]/gu
const HAN = /^\p{Script=Han}/u
const CLAUSE = /^[.!?;,:()\n…]$/
const HIDDEN = /[\u200b-\u200f\u202a-\u202e\u2060\ufeff\0]/g

/**
 * Cuts a review into words, emoji and marks for the sentiment scorer: Chinese by the given tokeniser, the rest by letters.
 *
 * @param text - as the customer wrote it
 * @example cutForSentiment('NOT good!', tokeniser).map(({ word }) => word) // => ['not', 'good', '!']
 * Time O(length).
 */
export function cutForSentiment(text: string, tokeniser: Tokeniser): SentimentToken[] {
  const plain = text
    .normalize('NFKC')
    .replaceAll(HIDDEN, '')
    .replaceAll(/[\u2018\u2019\u02bc`]/g, "'")
    .replaceAll('。', '.')
    .replaceAll('、', ',')
  const shouting = plain === plain.toUpperCase()
  const tokens: SentimentToken[] = []
  for (const [piece] of plain.matchAll(PIECE)) {
    if (HAN.test(piece)) {
      for (const word of tokeniser.words(piece)) tokens.push({ word, loud: false, ends: false })
    } else if (CLAUSE.test(piece)) tokens.push({ word: piece, loud: false, ends: true })
    else {
      const loud = !shouting && /^\p{Lu}{2,}$/u.test(piece)
      tokens.push({ word: piece.toLowerCase().replace(/['/-]+$/, ''), loud, ends: false })
    }
  }
  return tokens
}
