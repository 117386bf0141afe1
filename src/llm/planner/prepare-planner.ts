import type { Language } from '../../lib/answer.ts'
import type { PeriodFrame } from '../../lib/periods.ts'
import type { Tokeniser } from '../../compute/text/tokenise.ts'
import { maskQuestion } from './intent/mask-question.ts'
import { trainIntents, type IntentModel } from './intent/train-intents.ts'
import { parseUtterances } from './intent/utterance-file.ts'
import type { PlannerKnowledge } from './knowledge.ts'
import { findMarks, type MarkIndexes } from './marks/find-marks.ts'
import { createNameIndex } from './marks/name-index.ts'
import { generalNamesOf } from './marks/unknown-name.ts'
import { createWordIndex } from './marks/word-index.ts'
import { foldQuestion } from './text/fold-question.ts'
import { createSpellingIndex, type SpellingIndex } from './text/mend-spelling.ts'
import { sharedTokeniser } from '../../resources/shared-tokeniser.ts'
import type { Replies } from './wording/replies.ts'
import { parseWording, type Wording } from './wording/parse-wording.ts'

/** The planner's knowledge made ready: indexes of names and words, fitted intents, parsed wordings. */
export interface PreparedPlanner {
  readonly tokeniser: Tokeniser
  readonly indexes: MarkIndexes
  readonly intents: IntentModel
  /** Words of the examples, the vocabulary and the shop's names: what a mistyped word may stand for. */
  readonly spelling: SpellingIndex
  /** Names of things and places in general, whether this shop has them or not. */
  readonly generalNames: ReadonlySet<string>
  /** What this shop is called, as questions are read. */
  readonly shop: string
  readonly wordings: ReadonlyMap<string, Wording>
  readonly replies: Readonly<Record<Language, Replies>>
}

/** Dates in utterances are only masked, so any frame will do; a fixed one makes the fit the same on every day. */
const TRAINING_FRAME: PeriodFrame = { asOfDay: 20_634, weekStart: 1, firstDay: 0 }

const prepared = new WeakMap<PlannerKnowledge, PreparedPlanner>()

/** Prepares knowledge, once per object: about a second, of which a third is the Chinese dictionary. */
export function preparePlanner(knowledge: PlannerKnowledge): PreparedPlanner {
  const known = prepared.get(knowledge)
  if (known !== undefined) return known
  const { texts, lexicon } = knowledge
  const tokeniser = sharedTokeniser()
  const utterances = texts.utterances.flatMap(parseUtterances)
  const folded = utterances.map((utterance) => ({ utterance, text: foldQuestion(utterance.text) }))
  const names = createNameIndex(lexicon, texts.vocabularies, texts.names)
  // Examples name things that this shop may not sell: the general name sets mask those as well.
  const examples = createNameIndex(
    { entries: [...lexicon.entries, ...texts.names.flatMap(([name]) => exampleEntry(name))] },
    texts.vocabularies,
    texts.names,
  )
  const words = createWordIndex(texts.vocabularies)
  const known_words = new Set(folded.flatMap(({ text }) => tokeniser.words(text)))
  const indexes: MarkIndexes = { ids: lexicon.ids ?? [], names, words, known: known_words }
  const training = { ...indexes, names: examples }
  const intents = trainIntents(
    folded.map(({ utterance, text }) => ({
      utterance,
      features: maskQuestion(text, findMarks(text, TRAINING_FRAME, training, false), tokeniser),
    })),
  )
  const wordings = new Map(texts.wordings.map((file) => [`${file.language}/${file.tool}`, parseWording(file)] as const))
  const generalNames = generalNamesOf(texts.names)
  const spelling = createSpellingIndex(
    wordsKnown(
      known_words,
      texts,
      lexicon.entries.flatMap(({ value, names: also }) => [value, ...also]),
    ),
  )
  const result = {
    tokeniser,
    indexes,
    intents,
    spelling,
    shop: foldQuestion(lexicon.shop ?? ''),
    generalNames,
    wordings,
    replies: texts.replies,
  }
  prepared.set(knowledge, result)
  return result
}

const exampleEntry = (name: string | undefined) =>
  name === undefined
    ? []
    : [
        {
          field: /^\p{Script=Han}{2}$/u.test(name) ? ('region' as const) : ('category' as const),
          value: name,
          names: [],
        },
      ]

/** Single English words of the examples, of the vocabulary and of names. */
function wordsKnown(
  examples: ReadonlySet<string>,
  { vocabularies, names }: PlannerKnowledge['texts'],
  shop: readonly string[],
): ReadonlySet<string> {
  const phrases = [...shop, ...names.flat(), ...phrasesOf(vocabularies.en)]
  return new Set([...examples, ...phrases.flatMap((phrase) => phrase.toLowerCase().match(/[a-z]+/g) ?? [])])
}

/** Every phrase of a vocabulary, however deep its groups are. */
const phrasesOf = (group: unknown): string[] =>
  typeof group === 'string'
    ? [group]
    : typeof group === 'object' && group !== null
      ? Object.values(group).flatMap(phrasesOf)
      : []
