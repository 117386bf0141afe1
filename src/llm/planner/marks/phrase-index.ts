/** A phrase found in a text, with what was filed under it. */
export interface PhraseMatch<Target> {
  readonly start: number
  readonly end: number
  readonly targets: readonly Target[]
}

/** Phrases to be found in texts, whole words only where they are written in Latin letters or digits. */
export interface PhraseIndex<Target> {
  find(text: string): PhraseMatch<Target>[]
  readonly phrases: ReadonlyMap<string, readonly Target[]>
}

const WORDLIKE = /[\p{Script=Latin}\p{N}]/u
const wordlikeAt = (text: string, index: number): boolean => WORDLIKE.test(text.charAt(index))

/**
 * Index over folded phrases. Matches may overlap; the caller chooses.
 *
 * Time of `find` O(characters x distinct phrase lengths that begin with that character).
 */
export function createPhraseIndex<Target>(entries: Iterable<readonly [string, Target]>): PhraseIndex<Target> {
  const phrases = new Map<string, Target[]>()
  const lengths = new Map<string, Set<number>>()
  for (const [phrase, target] of entries) {
    if (phrase === '') continue
    const targets = phrases.get(phrase)
    if (targets === undefined) phrases.set(phrase, [target])
    else targets.push(target)
    const first = phrase.charAt(0)
    const known = lengths.get(first) ?? new Set<number>()
    lengths.set(first, known.add(phrase.length))
  }
  return {
    phrases,
    find: (text) => {
      const matches: PhraseMatch<Target>[] = []
      for (let start = 0; start < text.length; start += 1) {
        const wordlike = wordlikeAt(text, start)
        if (wordlike && start > 0 && wordlikeAt(text, start - 1)) continue
        for (const length of lengths.get(text.charAt(start)) ?? []) {
          const end = start + length
          const targets = end <= text.length ? phrases.get(text.slice(start, end)) : undefined
          if (targets === undefined) continue
          if (end < text.length && wordlikeAt(text, end - 1) && wordlikeAt(text, end)) continue
          matches.push({ start, end, targets })
        }
      }
      return matches
    },
  }
}
