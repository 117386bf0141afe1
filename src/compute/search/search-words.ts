/** How text becomes words that can be looked up; what needs dictionaries is handed in. */
export interface WordTools {
  /** One spelling of width, case and script. */
  readonly fold: (text: string) => string
  /** Words of folded text, Chinese and Latin, in order. */
  readonly cut: (text: string) => readonly string[]
  /** Syllables of Chinese text without tones, one for each character. */
  readonly syllables: (han: string) => readonly string[]
}

export interface SearchWords {
  /** Words in order, repeats kept. */
  readonly words: readonly string[]
  /** The Latin words in the singular, marked `s:`. */
  readonly stems: readonly string[]
  /** Single characters and neighbouring pairs of every run of Chinese, marked `g:`. */
  readonly grams: readonly string[]
}

const HAN_RUN = /\p{Script=Han}+/gu
const isHan = (word: string): boolean => /^\p{Script=Han}/u.test(word)

/**
 * The words of a text and the characters of its Chinese runs: words may be cut otherwise in a query than in a name, pairs of
 * characters are the same in both.
 *
 * @example searchWords('跑鞋 Shoes', tools) // => { words: ['跑鞋', 'shoes'], stems: ['s:shoe'], grams: ['g:跑', 'g:跑鞋', 'g:鞋'] }
 * Time and memory O(length).
 */
export function searchWords(text: string, tools: WordTools): SearchWords {
  const folded = tools.fold(text)
  const words = tools.cut(folded).flatMap((word) => {
    if (isHan(word)) return [word]
    // "t-light" is found by either half too.
    const parts = word.split(/['.-]/).filter((part) => part !== '')
    return parts.length > 1 && !/^[\d.]+$/.test(word) ? [word, ...parts] : [word]
  })
  const grams = [...folded.matchAll(HAN_RUN)].flatMap(([run]) => {
    const characters = [...run]
    return characters.flatMap((one, at) => {
      const next = characters[at + 1]
      return next === undefined ? [`g:${one}`] : [`g:${one}`, `g:${one}${next}`]
    })
  })
  return { words, stems: words.filter((word) => !isHan(word)).map(stemOf), grams }
}

/**
 * An English word without its plural ending; words of up to three letters stay.
 *
 * @example ['shoes', 'berries', 'glass', 'dishes', 'gas'].map(singular) // => ['shoe', 'berry', 'glass', 'dish', 'gas']
 */
export function singular(word: string): string {
  if (word.length <= 3 || !/^[a-z]+s$/.test(word) || /(?:ss|us|is)$/.test(word)) return word
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`
  if (/(?:sh|ch|x|ss|zz)es$/.test(word)) return word.slice(0, -2)
  return word.slice(0, -1)
}

/** The term under which all forms of a Latin word are filed. */
export const stemOf = (word: string): string => `s:${singular(word)}`

/** Pairs of characters of one Chinese word, or the character itself. */
export function gramsOfWord(word: string): readonly string[] {
  const characters = [...word]
  if (characters.length === 1) return [`g:${word}`]
  return characters.slice(1).map((one, at) => `g:${characters[at] ?? ''}${one}`)
}

export { isHan }
