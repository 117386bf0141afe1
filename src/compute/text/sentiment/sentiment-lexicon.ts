import { wordForms } from './word-forms.ts'

/** What a word does to the judgements near it, each a bit: a phrase may do several. */
export const MODIFIERS = { negation: 1, stronger: 2, weaker: 4, contrast: 8 } as const
export type Modifier = keyof typeof MODIFIERS

/** A word or phrase of the lexicon. */
export interface LexiconPhrase {
  readonly words: readonly string[]
  /** -3 to 3; null for a phrase that only modifies others. */
  readonly strength: number | null
  /** Sum of the bits of `MODIFIERS`; 0 for a phrase that only judges. */
  readonly modifies: number
}

/** Words of one language that carry or change a judgement. */
export interface SentimentLexicon {
  /** Phrases by their first word, the longest first. */
  readonly byFirstWord: ReadonlyMap<string, readonly LexiconPhrase[]>
  /** Strength of a word that is listed under another of its forms, or without the negation that it begins with; else null. */
  formStrength(word: string): number | null
}

const isModifier = (name: string): name is Modifier => Object.hasOwn(MODIFIERS, name)

/**
 * Reads a lexicon from its text: lines `STRENGTH word, phrase of words, ...` and lines `MODIFIER word, ...`; `#` opens a
 * comment. A word that stands twice keeps its last strength.
 *
 * @param texts - contents of the files of one language, in order
 * @param cut - cuts a phrase the way the texts to be scored are cut
 * @throws RangeError for a line that opens with neither a strength from -3 to 3 nor a modifier
 * @example
 * readSentimentLexicon(['+2 good, well made'], (text) => text.split(' ')).byFirstWord.get('well')?.[0]?.strength // => 2
 */
export function readSentimentLexicon(
  texts: readonly string[],
  cut: (text: string) => readonly string[],
): SentimentLexicon {
  const phrases = new Map<string, { words: readonly string[]; strength: number | null; modifies: number }>()
  for (const line of texts.flatMap((text) => text.split('\n'))) {
    const row = line.trim()
    if (row === '' || row.startsWith('#')) continue
    const space = row.indexOf(' ')
    const head = row.slice(0, space)
    const strength = Number(head)
    if (!isModifier(head) && !(Math.abs(strength) <= 3)) {
      const known = Object.keys(MODIFIERS).join(', ')
      throw new RangeError(`A lexicon line opens with a strength from -3 to 3 or one of ${known}: ${head}`)
    }
    for (const entry of row.slice(space + 1).split(/\s*,\s*/)) {
      const words = cut(entry)
      if (words.length === 0) continue
      const key = words.join(' ')
      const phrase = phrases.get(key) ?? { words, strength: null, modifies: 0 }
      if (isModifier(head)) phrase.modifies |= MODIFIERS[head]
      else phrase.strength = strength
      phrases.set(key, phrase)
    }
  }
  return lexiconOf([...phrases.values()])
}

/** "Not good" blames; "not bad" is praise, but half of that. */
export const negated = (strength: number): number => strength * (strength > 0 ? -0.75 : -0.375)

function lexiconOf(phrases: readonly LexiconPhrase[]): SentimentLexicon {
  const byFirstWord = new Map<string, LexiconPhrase[]>()
  for (const phrase of phrases) {
    const first = phrase.words[0] ?? ''
    const list = byFirstWord.get(first) ?? []
    list.push(phrase)
    byFirstWord.set(first, list)
  }
  for (const list of byFirstWord.values()) list.sort((a, b) => b.words.length - a.words.length)
  const single = (word: string): LexiconPhrase | undefined =>
    byFirstWord.get(word)?.find(({ words }) => words.length === 1)
  const known = new Map<string, number | null>()
  const find = (word: string): number | null => {
    if ((single(word)?.modifies ?? 0) > 0) return null
    for (const form of wordForms(word)) {
      const strength = single(form)?.strength ?? null
      if (strength !== null) return strength
    }
    // 不好 is cut as one word, and its first character turns the rest.
    const turned = ((single(word[0] ?? '')?.modifies ?? 0) & MODIFIERS.negation) === 0 ? null : single(word.slice(1))
    return turned?.strength == null ? null : negated(turned.strength)
  }
  return {
    byFirstWord,
    formStrength: (word) => {
      let strength = known.get(word)
      if (strength === undefined) {
        strength = find(word)
        // Texts bring new words without end; forgetting all of them now and then keeps the memory.
        if (known.size > 50_000) known.clear()
        known.set(word, strength)
      }
      return strength
    },
  }
}
