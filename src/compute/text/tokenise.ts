import { Jieba } from '@node-rs/jieba'

/** Cuts text into the words that mean something to a search or a classifier. */
export interface Tokeniser {
  /** Words in order; punctuation and spaces are gone. */
  words(text: string): string[]
}

/** A run of Chinese, a masked mark such as `<period>`, a Latin word or number with inner marks (c-10023, 2.5), or nothing. */
const PIECE = /<[a-z_:.]+>|[\p{Script=Han}]+|[\p{L}\p{N}]+(?:['.-][\p{L}\p{N}]+)*/gu
const HAN = /\p{Script=Han}/u

/**
 * Tokeniser for Chinese and Latin text side by side: jieba (with its hidden Markov model for unknown words)
 * for runs of Chinese, letters and digits for the rest. Masks in angle brackets stay whole.
 *
 * @param dictionary - Chinese words with their counts, as jieba has them
 * @param extraWords - words of the shop that must not be cut, such as product names
 * @example createTokeniser(readChineseWords()).words('上季度的客单价, top 20?') // => ['上季度', '的', '客单价', 'top', '20']
 * Loading the dictionary takes time and memory, once per call: keep the tokeniser.
 */
export function createTokeniser(dictionary: Uint8Array, extraWords: readonly string[] = []): Tokeniser {
  const jieba = Jieba.withDict(dictionary)
  const own = extraWords.filter((word) => HAN.test(word) && !/\s/.test(word))
  if (own.length > 0) jieba.loadDict(Buffer.from(own.map((word) => `${word} 100000 nz`).join('\n')))
  return {
    words: (text) =>
      [...text.matchAll(PIECE)].flatMap(([piece]) => (HAN.test(piece) ? jieba.cut(piece, true) : [piece])),
  }
}
