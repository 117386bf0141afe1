import { withinOneEdit } from '../text/edit-distance.ts'
import type { WordTools } from './search-words.ts'

/** A phrase made ready to be completed. */
export interface CompletablePhrase {
  readonly phrase: string
  /** The phrase in pinyin, and the first letter of every syllable; empty for Latin phrases. */
  readonly sound: string
  readonly initials: string
}

/** How well a beginning leads to a phrase. */
const WORTH = { start: 1, word: 0.8, sound: 0.8, initials: 0.6, spelling: 0.4 } as const
const SHORTEST_CORRECTED = 4

export function completable(phrase: string, { syllables }: Pick<WordTools, 'syllables'>): CompletablePhrase {
  if (!/\p{Script=Han}/u.test(phrase)) return { phrase, sound: '', initials: '' }
  const sounds = syllables(phrase)
    .map((one) => one.trim())
    .filter((one) => one !== '')
  return { phrase, sound: sounds.join(''), initials: sounds.map((one) => one.slice(0, 1)).join('') }
}

/**
 * How well what was typed so far begins a phrase: the phrase itself, one of its words, its pinyin, the initials of its
 * syllables, or any beginning with one typing error.
 *
 * @param prefix - folded, at least one character
 * @returns 0 where it does not, else up to 1
 * @example completion('pao', completable('跑鞋', tools)) // => 0.8
 * Time O(length).
 */
export function completion(prefix: string, { phrase, sound, initials }: CompletablePhrase): number {
  if (phrase.startsWith(prefix)) return WORTH.start
  if (phrase.includes(` ${prefix}`)) return WORTH.word
  // 鞋 leads to 跑鞋: Chinese words stand without spaces.
  if (/^\p{Script=Han}/u.test(prefix)) return phrase.includes(prefix) ? WORTH.word : 0
  const letters = prefix.replaceAll(' ', '')
  if (letters !== '' && sound.startsWith(letters)) return WORTH.sound
  if (letters.length >= 2 && initials.startsWith(letters)) return WORTH.initials
  if (prefix.length < SHORTEST_CORRECTED) return 0
  const isNear = [-1, 0, 1].some((more) => withinOneEdit(prefix, phrase.slice(0, prefix.length + more)))
  return isNear ? WORTH.spelling : 0
}
