import { withinOneEdit } from '../../../compute/text/edit-distance.ts'
import type { Lexicon } from '../lexicon.ts'
import { foldQuestion } from '../text/fold-question.ts'
import { syllablesOf } from '../../../resources/pinyin.ts'
import type { NameSets, Vocabularies } from '../vocabulary.ts'
import { mixedNames } from './mixed-names.ts'
import { createPhraseIndex, type PhraseIndex } from './phrase-index.ts'
import { productWords } from './product-words.ts'

export interface NameTarget {
  readonly field: string
  readonly value: string
}

/** The shop's names and the vocabulary's values, to be found exactly, with one typing error, or by sound. */
export interface NameIndex {
  readonly exact: PhraseIndex<NameTarget>
  /** A Latin phrase that differs in one edit from a name, or a Chinese one that sounds like it. */
  guess(phrase: string): readonly NameTarget[]
}

const HAN_ONLY = /^\p{Script=Han}{2,}$/u
const soundOf = (text: string): string => syllablesOf(text).join('')

/** Builds the index; names in the other language come from the name sets, sounds from pinyin. */
export function createNameIndex(lexicon: Lexicon, vocabularies: Vocabularies, nameSets: NameSets): NameIndex {
  const alternatives = new Map<string, readonly string[]>()
  for (const set of nameSets) for (const name of set) alternatives.set(name, set)

  const entries: (readonly [string, NameTarget])[] = []
  const seen = new Set<string>()
  const add = (name: string, target: NameTarget): void => {
    const folded = foldQuestion(name)
    const key = `${folded}\u0000${target.field}`
    // One character says too little, and the first value under a name keeps it.
    if (folded.length < 2 || seen.has(key)) return
    seen.add(key)
    entries.push([folded, target])
  }
  const taken = new Set(lexicon.entries.map((entry) => entry.field as string))
  for (const { field, value, names } of lexicon.entries) {
    for (const name of namesOf([value, ...names], alternatives)) add(name, { field, value })
  }
  const named = entries.length
  for (const vocabulary of Object.values(vocabularies)) {
    for (const [field, values] of Object.entries(vocabulary.values)) {
      // What the shop's own data calls a channel, a status or a gender wins over the general words for it.
      for (const [value, phrases] of Object.entries(values)) {
        const own = taken.has(field) ? ownValue(lexicon, field, value) : value
        if (own !== null) for (const phrase of phrases) add(phrase, { field, value: own })
      }
    }
  }
  for (const [name, value] of mixedNames(lexicon.entries)) add(name, { field: 'product_id', value })
  // Last, so that a category or brand of the same name keeps it.
  for (const word of productWords(lexicon.entries)) {
    for (const name of namesOf([word], alternatives)) add(name, { field: 'product_word', value: word })
  }
  const exact = createPhraseIndex(entries)
  return { exact, guess: createGuess(entries, entries.slice(0, named)) }
}

function ownValue(lexicon: Lexicon, field: string, value: string): string | null {
  const own = lexicon.entries.find((entry) => entry.field === field && foldQuestion(entry.value) === value)
  return own?.value ?? null
}

/** A name with its alternatives, plural forms and, for Chinese names, how they are spelt in Latin letters. */
function namesOf(names: readonly string[], alternatives: ReadonlyMap<string, readonly string[]>): string[] {
  return names.flatMap((name) => {
    const folded = foldQuestion(name)
    const all = [folded, ...(alternatives.get(folded) ?? [])]
    return all.flatMap((one) => {
      if (HAN_ONLY.test(one)) return one.length > 6 ? [one] : [one, soundOf(one)]
      if (!/[a-z]{3,}s?$/.test(one) || one.length < 4) return [one]
      return one.endsWith('s') ? [one, one.slice(0, -1)] : [one, `${one}s`]
    })
  })
}

/** Only names of the shop are guessed by their sound: 在吐槽 sounds like 在途, which says how an order stands. */
function createGuess(
  entries: readonly (readonly [string, NameTarget])[],
  names: readonly (readonly [string, NameTarget])[],
): NameIndex['guess'] {
  const latin = new Map<string, (readonly [string, NameTarget])[]>()
  const sounds = new Map<string, NameTarget[]>()
  for (const [name, target] of names) {
    if (!HAN_ONLY.test(name)) continue
    const key = `${name.length}:${soundOf(name)}`
    sounds.set(key, [...(sounds.get(key) ?? []), target])
  }
  for (const entry of entries) {
    const [name] = entry
    if (name.length >= 5 && /^[a-z]/.test(name)) {
      const bucket = `${name.charAt(0)}${name.length}`
      latin.set(bucket, [...(latin.get(bucket) ?? []), entry])
    }
  }
  return (phrase) => {
    if (HAN_ONLY.test(phrase)) return sounds.get(`${phrase.length}:${soundOf(phrase)}`) ?? []
    if (phrase.length < 5) return []
    return [-1, 0, 1].flatMap((change) =>
      (latin.get(`${phrase.charAt(0)}${phrase.length + change}`) ?? [])
        .filter(([name]) => withinOneEdit(name, phrase))
        .map(([, target]) => target),
    )
  }
}
