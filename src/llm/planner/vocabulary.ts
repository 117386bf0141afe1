import type { Language } from '../../lib/answer.ts'

/** Groups of words with one meaning each: what a phrase stands for -> the ways of writing it. A leading `~` marks a phrase that is too common to be masked. */
export type PhraseGroup = Readonly<Record<string, readonly string[]>>

/** The words of a language that name metrics, dimensions, values, comparisons and the like; text in `prompts/vocabulary`. */
export interface Vocabulary {
  readonly metrics: PhraseGroup
  readonly definitions: PhraseGroup
  readonly dimensions: PhraseGroup
  /** Filter field -> value -> phrases. */
  readonly values: Readonly<Record<string, PhraseGroup>>
  readonly grains: PhraseGroup
  readonly compare: PhraseGroup
  readonly comparisons: PhraseGroup
  /** Comparisons that stand after their number: "or more", 以上. */
  readonly suffixes: PhraseGroup
  readonly order: PhraseGroup
  readonly negations: PhraseGroup
  readonly units: PhraseGroup
  readonly fields: PhraseGroup
  readonly methods: PhraseGroup
  readonly features: PhraseGroup
  readonly revenue: PhraseGroup
  /** Politeness that asks for nothing. */
  readonly courtesies: PhraseGroup
  /** Words without which a request is not one that a rule refuses; the keys are the names of those replies. */
  readonly sensitive: PhraseGroup
  readonly cues: PhraseGroup
  /** What only some tools speak of; the keys are the names of those tools, with spaces between. */
  readonly topics: PhraseGroup
}

export const WORD_GROUPS = [
  'metrics',
  'definitions',
  'dimensions',
  'grains',
  'compare',
  'comparisons',
  'suffixes',
  'order',
  'negations',
  'units',
  'fields',
  'methods',
  'features',
  'revenue',
  'courtesies',
  'sensitive',
  'cues',
  'topics',
] as const satisfies readonly (keyof Vocabulary)[]
export type WordGroup = (typeof WORD_GROUPS)[number]

export type Vocabularies = Readonly<Record<Language, Vocabulary>>

/** Names that mean the same in either language: each inner list is one place, category or thing. */
export type NameSets = readonly (readonly string[])[]
