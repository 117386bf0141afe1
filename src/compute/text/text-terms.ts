import { characterNGrams } from './character-n-grams.ts'
import { normaliseText } from './normalise-text.ts'
import type { Tokeniser } from './tokenise.ts'

/** Longer texts are read up to here: what a review or a passage is about is said before that. */
const LONGEST = 8000
const SIZES = { from: 3, to: 4 } as const

/**
 * Terms by which texts are compared: words, and character n-grams inside them, which bring "return", "returns" and
 * "returned" together and forgive a typing error. Chinese words of two characters are their own n-gram.
 *
 * @returns terms in order, repeats kept; words begin with `w:`, n-grams with `c:`
 * @example textTerms('Tea', tokeniser) // => ['w:tea', 'c:_te', 'c:tea', 'c:ea_', 'c:_tea', 'c:tea_']
 * Time and memory O(characters).
 */
export function textTerms(text: string, tokeniser: Tokeniser): string[] {
  const words = tokeniser.words(normaliseText(text.slice(0, LONGEST)))
  const terms = words.map((word) => `w:${word}`)
  for (const gram of characterNGrams(words, SIZES)) terms.push(`c:${gram}`)
  return terms
}
