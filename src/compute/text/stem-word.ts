/** Endings by which English words of one stem differ, longest first; what stays must have three letters. */
const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/ies$/, 'y'],
  [/(ss|sh|ch|x|z)es$/, '$1'],
  [/ing(?:ly)?$/, ''],
  [/ed(?:ly)?$/, ''],
  [/ments?$/, ''],
  [/able$/, ''],
  [/ly$/, ''],
  [/(?<![su])s$/, ''],
]
const LATIN = /^[a-z']+$/

/**
 * English words of one stem folded together, roughly: "returns", "returned", "returning" and "return". Chinese words, names
 * with digits and words of other scripts stay as they are.
 *
 * Too rough to be shown to anybody: "delivery" becomes "deliver", and some words of different stems meet.
 *
 * @param word - lower case
 * @example stemWord('returning') // => 'return'
 * @see Porter (1980), Program 14(3), 130-137, whose first step this is in short.
 * Time O(length).
 */
export function stemWord(word: string): string {
  if (!LATIN.test(word)) return word
  let stem = word.replace(/'s?$/, '')
  for (const [ending, instead] of ENDINGS) {
    const cut = stem.replace(ending, instead)
    if (cut !== stem && cut.length >= 3) {
      stem = cut
      break
    }
  }
  // "stopped" and "stop", "delivery" and "deliver", "use" and "using".
  stem = stem.replace(/([bdgmnprt])\1$/, '$1')
  return stem.length > 3 ? stem.replace(/[ey]$/, '') : stem
}
