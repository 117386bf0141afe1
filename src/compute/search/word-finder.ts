import { withinOneEdit } from '../text/edit-distance.ts'
import { isHan, type WordTools } from './search-words.ts'

/** Latin words shorter than this are not corrected, nor are numbers and codes: too many others are one edit away. */
const SHORTEST_CORRECTED = 4
const SHORTEST_SOUND = 3

/** Words of a vocabulary by what they sound like, how they begin, and by spelling that is one edit off. */
export interface WordFinder {
  add(word: string): void
  /** Chinese words that a Latin word spells in pinyin, or that sound like a Chinese word. */
  soundingLike(word: string): readonly string[]
  /** Latin words at most one edit (a letter added, dropped, changed, two swapped) away. */
  spelledLike(word: string): readonly string[]
  beginningWith(prefix: string): readonly string[]
}

/**
 * Finder over the words of an index. Spelling is looked up by deletions (Garbe's symmetric delete): every word is filed
 * under itself and itself with one letter left out, so a look-up costs as many probes as the word has letters.
 *
 * @see Damerau (1964), Communications of the ACM 7(3), 171-176.
 * Memory O(letters of each word, squared); a word that goes stays filed and is told apart by its count.
 */
export function createWordFinder({ syllables }: Pick<WordTools, 'syllables'>): WordFinder {
  const words = new Set<string>()
  const bySound = new Map<string, string[]>()
  const byDeletion = new Map<string, string[]>()
  const soundOf = (han: string): string => syllables(han).join('')
  return {
    add: (word) => {
      if (words.has(word)) return
      words.add(word)
      if (isHan(word)) file(bySound, soundOf(word), word)
      else if (isCorrected(word)) for (const key of deletions(word)) file(byDeletion, key, word)
    },
    soundingLike: (word) => {
      const sound = isHan(word) ? soundOf(word) : word
      if (sound.length < SHORTEST_SOUND || (isHan(word) && [...word].length < 2)) return []
      return [...(bySound.get(sound) ?? [])].filter((one) => one !== word)
    },
    spelledLike: (word) => {
      if (isHan(word) || !isCorrected(word)) return []
      const near = new Set(deletions(word).flatMap((key) => [...(byDeletion.get(key) ?? [])]))
      return [...near].filter((one) => one !== word && withinOneEdit(one, word))
    },
    beginningWith: (prefix) => [...words].filter((word) => word !== prefix && word.startsWith(prefix)),
  }
}

const isCorrected = (word: string): boolean => word.length >= SHORTEST_CORRECTED && !/\d/.test(word)

function file(index: Map<string, string[]>, key: string, word: string): void {
  const known = index.get(key)
  if (known === undefined) index.set(key, [word])
  else known.push(word)
}

/** The word and the word without one of its letters, each once. */
const deletions = (word: string): string[] => [
  ...new Set([word, ...Array.from(word, (_letter, at) => word.slice(0, at) + word.slice(at + 1))]),
]
