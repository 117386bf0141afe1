import type { Language } from '../../lib/answer.ts'
import type { UtteranceFile } from './intent/utterance-file.ts'
import type { Lexicon } from './lexicon.ts'
import type { NameSets, Vocabularies } from './vocabulary.ts'
import type { Replies } from './wording/replies.ts'
import type { WordingFile } from './wording/parse-wording.ts'

/** The texts under `prompts/` that the planner works from, as loaded. */
export interface PlannerTexts {
  readonly utterances: readonly UtteranceFile[]
  readonly wordings: readonly WordingFile[]
  readonly replies: Readonly<Record<Language, Replies>>
  readonly labels: Readonly<Record<Language, Readonly<Record<string, string>>>>
  readonly vocabularies: Vocabularies
  readonly names: NameSets
}

/** All that the planner knows: text from `prompts/`, and the shop's own names. Prepared once, used for every question. */
export interface PlannerKnowledge {
  readonly texts: PlannerTexts
  readonly lexicon: Lexicon
}
