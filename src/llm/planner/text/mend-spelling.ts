/** Shorter words differ by one letter from too many others. */
const SHORTEST = 5
/** A letter for another makes a new word more often than one left out, doubled or swapped does. */
const SHORTEST_REPLACED = 7
const QUOTED = /["“”「」『』]/

/** Finds the known word that a mistyped one stands for. */
export interface SpellingIndex {
  readonly known: ReadonlySet<string>
  /** A known word, and it with one letter left out -> the known words that it comes from. */
  readonly shortened: ReadonlyMap<string, readonly string[]>
}

const withoutEach = (word: string): string[] => [...word].map((_, at) => word.slice(0, at) + word.slice(at + 1))

/** An index of English words of five letters or more; `known` words themselves are never mended. */
export function createSpellingIndex(known: ReadonlySet<string>): SpellingIndex {
  const shortened = new Map<string, string[]>()
  for (const word of known) {
    if (!/^[a-z]+$/.test(word) || word.length < SHORTEST) continue
    for (const form of new Set([word, ...withoutEach(word)])) {
      const words = shortened.get(form)
      if (words === undefined) shortened.set(form, [word])
      else words.push(word)
    }
  }
  return { known, shortened }
}

/**
 * Mends English words with one typing error: a letter left out, put in, swapped with the next or, in long words, replaced.
 * A word that could be two others stays, and so does everything when the text quotes something.
 *
 * @example mendSpelling('convertion rate on moblie', index) // => 'conversion rate on mobile'
 */
export function mendSpelling(text: string, { known, shortened }: SpellingIndex): string {
  if (QUOTED.test(text)) return text
  return text.replaceAll(/(?<![\w-])[a-z]{5,}(?![\w-])/g, (word) => {
    if (known.has(word) || isForm(word, known)) return word
    const found = new Set<string>()
    for (const form of [word, ...withoutEach(word)]) {
      for (const candidate of shortened.get(form) ?? []) if (isOneError(word, candidate)) found.add(candidate)
    }
    const [mended, another] = found
    return mended !== undefined && another === undefined ? mended : word
  })
}

/** Another form of a known word is no error. */
const isForm = (word: string, known: ReadonlySet<string>): boolean =>
  ['s', 'es', 'd', 'ed', 'er', 'ing', 'ly'].some(
    (ending) => (word.endsWith(ending) && known.has(word.slice(0, -ending.length))) || known.has(word + ending),
  )

function isOneError(word: string, other: string): boolean {
  if (word[0] !== other[0]) return false
  if (word.length !== other.length) {
    const [long, short] = word.length > other.length ? [word, other] : [other, word]
    return long.length === short.length + 1 && withoutEach(long).includes(short)
  }
  const differing = [...word].flatMap((letter, at) => (letter === other[at] ? [] : [at]))
  const [first = 0, second] = differing
  if (differing.length === 1) return word.length >= SHORTEST_REPLACED
  return (
    differing.length === 2 && second === first + 1 && word[first] === other[second] && word[second] === other[first]
  )
}
