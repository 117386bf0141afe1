import type { TextLanguage } from '../../../compute/text/detect-language.ts'
import { namesSomething } from '../../../compute/text/stop-words.ts'
import { reviewLexicons } from '../review-lexicons.ts'
import { scoreReviewText, type AspectMention, type ReadText } from '../score-review-text.ts'
import { roundSentiment } from './pack-readings.ts'
import { describeTexts, sentiments, unpackPolarity, type Polarity } from './polarity.ts'
import type { ReviewParameters } from './review-parameters.ts'

interface TextToRead {
  readonly text: string
  readonly language?: TextLanguage | undefined
}

/** What was learnt from the shop, ready to read with. */
export interface ReviewReader {
  readonly polarity: Polarity | null
  readonly topics: ReviewParameters['topics']
  /** Aspect of each learnt word. */
  readonly aspectOf: ReadonlyMap<string, string>
}

export const readerOf = ({ polarity, topics, terms }: Omit<ReviewParameters, 'readings'>): ReviewReader => ({
  polarity: polarity === null ? null : unpackPolarity(polarity),
  topics,
  aspectOf: new Map(terms.map(({ term, aspect }) => [term, aspect])),
})

/** Texts that are described at once: more would only take memory. */
const BATCH = 2000

/** Words that can name a topic: two characters or three letters at least, none that only judges, counts or binds others. */
export function tellingWords(sentence: string): string[] {
  const { tokeniser, sentiment } = reviewLexicons()
  return tokeniser
    .words(sentence.toLowerCase())
    .filter((word) => (/\p{Script=Han}/u.test(word) ? word.length > 1 : word.length > 2 && !/^\d+$/.test(word)))
    .filter(namesSomething)
    .filter((word) => {
      const listed = sentiment.byFirstWord.get(word)?.some(({ words }) => words.length === 1) ?? false
      return !listed && sentiment.formStrength(word) === null
    })
}

/**
 * Reads texts with what was learnt: the whole text by the shop's own ratings, each sentence by the lexicon and, where that
 * is silent, by the ratings too; sentences without a listed word may hold one that the shop's reviews tie to an aspect, or speak of a learnt topic.
 */
export const readTexts = (texts: readonly TextToRead[], reader: ReviewReader | null): ReadText[] =>
  [...readInParts(texts, reader)].flat()

/** As `readTexts`, some at a time, for whoever keeps less than all of them. */
export function* readInParts(
  texts: readonly TextToRead[],
  reader: ReviewReader | null,
): Generator<readonly ReadText[]> {
  for (let from = 0; from < texts.length; from += BATCH) {
    const own = texts.slice(from, from + BATCH)
    const read = own.map(({ text, language }) => scoreReviewText(text, language))
    if (reader === null) {
      yield read
      continue
    }
    const part = read.map((one, i) => withTopics(one, own[i]?.text ?? '', reader))
    yield (reader.polarity === null ? part : judged(part, own, reader.polarity)).map(rounded)
  }
}

/** As stored readings are, so that a review reads the same whether it was stored or not. */
const rounded = (one: ReadText): ReadText => ({
  ...one,
  sentiment: one.sentiment === null ? null : roundSentiment(one.sentiment),
  mentions: one.mentions.map((mention) => ({ ...mention, sentiment: roundSentiment(mention.sentiment) })),
})

function judged(
  part: readonly ReadText[],
  texts: readonly { readonly text: string }[],
  polarity: Polarity,
): readonly ReadText[] {
  const scorable = part.flatMap((one, i) => (one.sentiment === null ? [] : [i]))
  const whole = sentiments(polarity, describeTexts(scorable.map((i) => texts[i]?.text ?? '')))
  const silent = scorable.flatMap((i) =>
    (part[i]?.mentions ?? []).flatMap((mention) => (mention.sentiment === 0 ? [{ i, mention }] : [])),
  )
  const own = sentiments(
    polarity,
    describeTexts(silent.map(({ i, mention }) => (texts[i]?.text ?? '').slice(mention.from, mention.to))),
  )
  const found = new Map<AspectMention, number>(silent.map(({ mention }, at) => [mention, own[at] ?? 0]))
  const scores = new Map(scorable.map((i, at) => [i, whole[at] ?? 0]))
  return part.map((one, i) => ({
    ...one,
    sentiment: scores.get(i) ?? null,
    mentions: one.mentions.map((mention) => ({ ...mention, sentiment: found.get(mention) ?? mention.sentiment })),
  }))
}

function withTopics(one: ReadText, text: string, { topics, aspectOf }: ReviewReader): ReadText {
  if ((topics.length === 0 && aspectOf.size === 0) || one.sentiment === null) return one
  const spoken = new Set(one.mentions.map(({ from }) => from))
  const added = one.sentences.flatMap((sentence): AspectMention[] => {
    if (spoken.has(sentence.from)) return []
    const words = new Set(tellingWords(text.slice(sentence.from, sentence.to)))
    const { from, to, sentiment } = sentence
    const aspects = new Set([...words].flatMap((word) => aspectOf.get(word) ?? []))
    if (aspects.size > 0) return [...aspects].map((aspect) => ({ from, to, aspect, sentiment }))
    const topic = topics.find(({ terms }) => {
      const held = terms.filter((term) => words.has(term)).length
      return held >= 2 || (held === 1 && (terms.length === 1 || words.has(terms[0] ?? '')))
    })
    return topic === undefined ? [] : [{ from, to, aspect: topic.name, sentiment }]
  })
  return added.length === 0 ? one : { ...one, mentions: [...one.mentions, ...added] }
}
