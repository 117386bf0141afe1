import { foldQuestion } from '../text/fold-question.ts'
import { WORD_GROUPS, type Vocabularies, type WordGroup } from '../vocabulary.ts'
import { createPhraseIndex, type PhraseIndex } from './phrase-index.ts'

export interface WordTarget {
  readonly group: WordGroup
  readonly value: string
  readonly weak: boolean
}

/** Index of the vocabulary's words, both languages together: people mix them. */
export function createWordIndex(vocabularies: Vocabularies): PhraseIndex<WordTarget> {
  const entries: (readonly [string, WordTarget])[] = []
  for (const vocabulary of Object.values(vocabularies)) {
    for (const group of WORD_GROUPS) {
      for (const [value, phrases] of Object.entries(vocabulary[group])) {
        for (const phrase of phrases) {
          const weak = phrase.startsWith('~')
          const folded = foldQuestion(weak ? phrase.slice(1) : phrase)
          entries.push([folded, { group, value, weak }])
          // "return rates by category" asks for the return rate.
          if (group === 'metrics' && /[a-z]{2,}[^s]$/.test(folded) && !phrases.includes(`${folded}s`))
            entries.push([`${folded}s`, { group, value, weak }])
        }
      }
    }
  }
  return createPhraseIndex(entries)
}
