import { wilsonInterval } from '../../stats/wilson-interval.ts'

/** A sentence by its telling words and the aspects that a dictionary finds in it. */
export interface AspectSentence {
  readonly words: readonly string[]
  readonly aspects: readonly string[]
}

/** A word that the texts themselves tie to an aspect. */
export interface LearntTerm {
  readonly aspect: string
  readonly term: string
  /** Sentences that hold it, and those among them that speak of the aspect by a listed word. */
  readonly sentences: number
  readonly together: number
}

export interface GrowAspectsOptions {
  /** Sentences that must hold a term. */
  readonly minimumSentences: number
  /** Terms kept of an aspect, the best tied first. */
  readonly most: number
}

/** The share of its sentences that speak of the aspect is surely above this. */
const TIED = 0.5
/** And so many times that of all sentences, at least. */
const LIFT = 3
/** A term that never stands without a listed word brings nothing new. */
const ALONE = 2

/**
 * Words that belong to an aspect by the company they keep: where they stand, the aspect is spoken of in more than half of the
 * sentences, surely (95 %), and three times as often as elsewhere. A word that is tied to two aspects belongs to neither.
 *
 * It finds words of a trade that no list foresaw ("gasket" beside "leak"), not new aspects.
 *
 * @param sentences - with the aspects found by the listed words
 * @returns terms by aspect, in the order of how well they are tied; none where texts are few
 * @example growAspects(sentences, { minimumSentences: 20, most: 8 })[0]?.term // => 'gasket'
 * Time O(words), memory O(different words x aspects that they meet).
 */
export function growAspects(
  sentences: readonly AspectSentence[],
  { minimumSentences, most }: GrowAspectsOptions,
): LearntTerm[] {
  const ofAspect = new Map<string, number>()
  const ofTerm = new Map<string, number>()
  const met = new Map<string, Map<string, number>>()
  const count = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1)
  for (const { words, aspects } of sentences) {
    const spoken = new Set(aspects)
    for (const aspect of spoken) count(ofAspect, aspect)
    for (const word of new Set(words)) {
      count(ofTerm, word)
      const counts = met.get(word) ?? new Map<string, number>()
      met.set(word, counts)
      for (const aspect of spoken) count(counts, aspect)
    }
  }
  const found: (LearntTerm & { readonly surely: number })[] = []
  for (const [term, total] of ofTerm) {
    if (total < minimumSentences) continue
    const tied = [...(met.get(term) ?? [])].flatMap(([aspect, together]) => {
      const [surely] = wilsonInterval(together, total)
      const usual = (ofAspect.get(aspect) ?? 0) / sentences.length
      return surely > TIED && together / total >= LIFT * usual ? [{ aspect, together, surely }] : []
    })
    const [one, other] = tied
    if (one === undefined || other !== undefined || total - one.together < ALONE) continue
    found.push({ ...one, term, sentences: total })
  }
  const kept = new Map<string, number>()
  return found
    .toSorted((a, b) => b.surely - a.surely || b.sentences - a.sentences || (a.term < b.term ? -1 : 1))
    .filter(({ aspect }) => {
      count(kept, aspect)
      return (kept.get(aspect) ?? 0) <= most
    })
    .map(({ aspect, term, sentences: total, together }) => ({ aspect, term, sentences: total, together }))
}
