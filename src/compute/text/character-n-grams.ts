/**
 * All runs of `from` to `to` characters of each word, Latin words padded with `_` so that beginnings and endings count.
 *
 * @param words - as a tokeniser cut them; masks in angle brackets are skipped
 * @param sizes - inclusive range of lengths, `from` >= 1
 * @returns n-grams in order of appearance, repeats kept
 * @example characterNGrams(['cat'], { from: 3, to: 3 }) // => ['_ca', 'cat', 'at_']
 * Time and memory O(characters x (to - from + 1)).
 */
export function characterNGrams(
  words: readonly string[],
  sizes: { readonly from: number; readonly to: number },
): string[] {
  const grams: string[] = []
  for (const word of words) {
    if (word.startsWith('<')) continue
    const characters = [...(/\p{Script=Han}/u.test(word) ? word : `_${word}_`)]
    for (let size = sizes.from; size <= sizes.to; size += 1) {
      for (let start = 0; start + size <= characters.length; start += 1) {
        grams.push(characters.slice(start, start + size).join(''))
      }
    }
  }
  return grams
}
