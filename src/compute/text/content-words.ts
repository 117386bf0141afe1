import { normaliseText } from './normalise-text.ts'
import { stemWord } from './stem-word.ts'
import { STOP_WORDS } from './stop-words.ts'
import type { Tokeniser } from './tokenise.ts'

const LONGEST = 8000

/**
 * The words of a text that can be searched for: function words gone, English words by their stem. Latin words inside
 * Chinese text are cut from it as they are.
 *
 * @returns words in order, repeats kept
 * @example contentWords('Where are my returned shoes?', tokeniser) // => ['return', 'sho']
 * Time O(characters).
 */
export function contentWords(text: string, tokeniser: Tokeniser): string[] {
  return tokeniser.words(normaliseText(text.slice(0, LONGEST))).flatMap((word) => {
    if (word.startsWith('<') || STOP_WORDS.has(word)) return []
    return [stemWord(word)]
  })
}
