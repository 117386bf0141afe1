import type { Tokeniser } from '../../../compute/text/tokenise.ts'
import type { NameSets } from '../vocabulary.ts'
import { foldQuestion } from '../text/fold-question.ts'
import type { MarkIndexes } from './find-marks.ts'
import type { Mark } from './mark.ts'

/** Where the name of a thing or place stands: behind buying, selling and liking, and behind "from" and "in". */
const PLACES_OF_NAMES = [
  /\b(?:bought|buys?|buying|purchased|ordered|sold|sells?|selling|likes?|loves?|from|in)\s+(?:(?:an?|the|any|some|our|more)\s+)?(?<name>[a-z][a-z'-]{3,})/g,
  /(?:买过|买了|购买了?|购买过|喜欢|爱买)(?<name>\p{Script=Han}{2,6}?)(?=的|吗|呢|$|[\s,?!;.])/gu,
] as const

const SHORTEST = 2

/**
 * The first word that stands where a name does and is none of this shop: not among its names, not a word of the planner's
 * examples or vocabulary. Answering as if it were not there would answer another question.
 *
 * @example unknownName('who bought unicorns?', ...) // => 'unicorns'
 */
export function unknownName(
  text: string,
  marks: readonly Mark[],
  { known, words }: Pick<MarkIndexes, 'known' | 'words'>,
  generalNames: ReadonlySet<string>,
  tokeniser: Tokeniser,
): string | null {
  for (const pattern of PLACES_OF_NAMES) {
    for (const match of text.matchAll(pattern)) {
      const name = match.groups?.['name'] ?? ''
      const end = match.index + match[0].length
      if (marks.some((mark) => mark.start < end && mark.end > end - name.length)) continue
      if (generalNames.has(name)) return name
      const isKnown = (word: string): boolean => isKnownWord(word, known, words)
      const pieces = tokeniser.words(name).filter((piece) => piece.length >= SHORTEST)
      if (pieces.length > 0 && !isKnown(name) && pieces.every((piece) => !isKnown(piece))) return name
    }
  }
  return null
}

const MOST_WORDS = 3

/**
 * A question of one to three words of which none is known and none names anything here, as it was typed into a search box.
 *
 * @example unknownWords('unicorn saddle', ...) // => 'unicorn saddle'
 */
export function unknownWords(
  text: string,
  marks: readonly Mark[],
  { known, words }: Pick<MarkIndexes, 'known' | 'words'>,
  tokeniser: Tokeniser,
): string | null {
  if (marks.length > 0) return null
  const pieces = tokeniser.words(text).filter((piece) => piece.length >= SHORTEST)
  if (pieces.length === 0 || pieces.length > MOST_WORDS) return null
  return pieces.some((piece) => isKnownWord(piece, known, words)) ? null : text.replace(/[?!.。]+$/, '').trim()
}

/** Whether a word, in the singular or plural, stands in the examples or the vocabulary. */
const isKnownWord = (word: string, known: MarkIndexes['known'], words: MarkIndexes['words']): boolean =>
  known.has(word) ||
  words.phrases.has(word) ||
  (word.endsWith('s') ? known.has(word.slice(0, -1)) : known.has(`${word}s`))

/** Every way of writing the names that mean the same in either language. */
export const generalNamesOf = (sets: NameSets): ReadonlySet<string> =>
  new Set(sets.flatMap((set) => set.map(foldQuestion)))
