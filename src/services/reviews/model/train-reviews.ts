import { fitPlatt } from '../../../compute/calibration/fit-platt.ts'
import { scoreClassifier } from '../../../compute/evaluation/score-classifier.ts'
import { fitTextClassifier, scoreTexts } from '../../../compute/text/classify/text-classifier.ts'
import { findAspects } from '../../../compute/text/aspects/aspect-dictionary.ts'
import { growAspects, type AspectSentence, type LearntTerm } from '../../../compute/text/aspects/grow-aspects.ts'
import { learnTopics, type LearntTopic } from '../../../compute/text/topics/name-topics.ts'
import { seededRandom } from '../../../lib/random.ts'
import { dateOfDay } from '../../../lib/time-zone.ts'
import type { Gate } from '../../../lib/tool-result.ts'
import { readReviews, type StoredReview } from '../../../store/queries/reviews/read-reviews.ts'
import type { Training, TrainingFrame } from '../../models/model-definition.ts'
import type { ModelScores } from '../../models/report-card.ts'
import { sigmoid } from '../../../compute/linear/sigmoid.ts'
import { reviewLexicons } from '../review-lexicons.ts'
import { statedLanguage, textOf } from '../review-text.ts'
import { scoreReviewText, type ReadText } from '../score-review-text.ts'
import { describeTexts, packPolarity, type Polarity } from './polarity.ts'
import { ReadingPacker } from './pack-readings.ts'
import { readerOf, readInParts, tellingWords } from './read-texts.ts'
import type { ReviewParameters } from './review-parameters.ts'

/** Ratings of each side that a fit needs: good is four or five stars, bad one or two. */
export const NEEDED = 100
/** The latest so many rated texts are learnt from. */
const MOST_TEXTS = 40_000
const MOST_SENTENCES = 30_000
const LEARNT = 0.6
const CALIBRATED = 0.8
const MOST_TOPICS = 12
/** Topics are told in so large a share of reviews at least, and by so many. */
const TOPIC_SHARE = 0.003
const TOPIC_TEXTS = 20
/** A learnt word stands in so large a share of sentences at least. */
const TERM_SHARE = 0.001
const TERMS_OF_ASPECT = 8
/** A word that fewer people wrote is theirs: it must not outlive their texts in a model. */
const WRITERS = 3
/** Standard errors by which the share of bad ratings must differ from that of all. */
const STANDS_OUT = 3
/** Share of a topic's sentences that judge: what nobody judges is no topic. */
const JUDGING = 0.5

interface Example {
  readonly text: string
  readonly good: 0 | 1
  readonly lexicon: number
  readonly writtenDay: number
}

/** Learns from the shop's own ratings how its customers praise and blame, and which topics no dictionary foresaw. */
export async function trainReviews(frame: TrainingFrame): Promise<Training<ReviewParameters>> {
  const { store, asOf, seed } = frame
  await frame.checkpoint('reading reviews', 0)
  const rows = [...readReviews(store)].filter(({ writtenAt }) => writtenAt < asOf.until)
  const { examples, terms, topics } = await readWithLexicon(frame, rows)
  const gate = gateOf(examples)
  if (gate !== null) return { fitted: false, gate }
  await frame.checkpoint('learning from ratings', 0.45)
  const labels = Uint8Array.from(examples, ({ good }) => good)
  const features = describeTexts(examples.map(({ text }) => text))
  const [cut, last] = [Math.floor(LEARNT * examples.length), Math.floor(CALIBRATED * examples.length)]
  const range = (from: number, to: number): Int32Array => Int32Array.from({ length: to - from }, (_, i) => from + i)
  const first = fitTextClassifier(features, labels, { random: seededRandom(seed), rows: range(0, cut) })
  const margins = scoreTexts(first, features)
  const calibration = fitPlatt(margins.slice(cut, last), labels.subarray(cut, last))
  const lexicon = Float64Array.from(examples, (one) => one.lexicon)
  const plain = fitPlatt(lexicon.slice(cut, last), labels.subarray(cut, last))
  const probable = (scores: Float64Array, { slope, intercept }: typeof plain, from: number, to: number): Float64Array =>
    scores.slice(from, to).map((score) => sigmoid(intercept + slope * score))
  const judge = (scores: Float64Array, scaling: typeof plain, from: number, to: number) =>
    scoreClassifier(labels.subarray(from, to), probable(scores, scaling, from, to))
  const [learnt, listed] = [judge(margins, calibration, cut, last), judge(lexicon, plain, cut, last)]
  const better = (learnt.log_loss ?? Infinity) < (listed.log_loss ?? Infinity)
  await frame.checkpoint('learning from all', 0.6)
  const good = labels.reduce((sum, label) => sum + label, 0)
  const polarity: Polarity = {
    classifier: fitTextClassifier(features, labels, { random: seededRandom(seed) }),
    calibration,
    priorLogOdds: Math.log(good / (labels.length - good)),
  }
  const learntNow = { polarity: better ? packPolarity(polarity) : null, topics, terms }
  const texts = rows.map((row) => ({ text: textOf(row), language: statedLanguage(row.language) }))
  const packer = new ReadingPacker()
  let at = 0
  for (const part of readInParts(texts, readerOf(learntNow))) {
    for (const reading of part) {
      packer.add({ id: rows[at]?.id ?? '', text: texts[at]?.text ?? '', reading })
      at += 1
    }
    await frame.checkpoint('reading with what was learnt', 0.75 + (0.25 * at) / rows.length)
  }
  const scores = (from: number, to: number): ModelScores => ({ ...judge(margins, calibration, from, to) })
  const dayOf = (at: number): string => dateOfDay(examples[at]?.writtenDay ?? asOf.day)
  return {
    fitted: true,
    gate: null,
    parameters: { ...learntNow, readings: packer.packed() },
    reportCard: {
      model: 'reviews',
      trained_on: [dayOf(cut - 1)],
      tested_on: dayOf(examples.length - 1),
      n_train: cut,
      n_test: examples.length - last,
      training: scores(0, cut),
      out_of_time: scores(last, examples.length),
      baseline: {
        name: 'lexicon without training, calibrated',
        out_of_time: { ...judge(lexicon, plain, last, examples.length) },
      },
      candidates: [
        { name: 'words and characters of the shop’s own reviews', chosen: better, scores: { ...learnt } },
        { name: 'lexicon', chosen: !better, scores: { ...listed } },
      ],
      chosen: {
        name: better ? 'linear SVM over hashed words and character n-grams, calibrated' : 'lexicon',
        reason: 'smaller log-loss on the reviews before those that judge it',
        reason_zh: '在用于检验的评论之前的评论上，对数损失更小',
      },
      importance: [],
      left_out: [],
      details: {
        good_share: good / labels.length,
        topics,
        terms,
      },
    },
  }
}

interface Read {
  readonly row: StoredReview
  readonly reading: ReadText
}

/**
 * What untrained reading gives: examples for a fit, words of aspects, topics. The readings themselves, several times as
 * large as their texts, end with it.
 */
async function readWithLexicon(
  { checkpoint, seed }: TrainingFrame,
  rows: readonly StoredReview[],
): Promise<{
  readonly examples: readonly Example[]
  readonly terms: readonly LearntTerm[]
  readonly topics: readonly LearntTopic[]
}> {
  const read: Read[] = []
  for (const [at, row] of rows.entries()) {
    read.push({ row, reading: scoreReviewText(textOf(row), statedLanguage(row.language)) })
    if (at % 2000 === 0) await checkpoint('reading reviews', (0.4 * at) / rows.length)
  }
  await checkpoint('finding topics', 0.4)
  const isShared = sharedWords(read)
  const terms = termsOf(read).filter(({ term }) => isShared(term))
  const topics = topicsOf(read, new Set(terms.map(({ term }) => term)), seed)
    .map((topic) => ({ ...topic, terms: topic.terms.filter(isShared) }))
    .filter((topic) => topic.name.split(' / ').every(isShared))
  return { examples: examplesOf(read).slice(-MOST_TEXTS), terms, topics }
}

const examplesOf = (read: readonly Read[]): Example[] =>
  read.flatMap(({ row, reading }): Example[] =>
    row.rating === null || row.rating === 3 || reading.sentiment === null
      ? []
      : [
          {
            text: textOf(row),
            good: row.rating > 3 ? 1 : 0,
            lexicon: reading.sentiment,
            writtenDay: row.writtenDay,
          },
        ],
  )

function gateOf(examples: readonly Example[]): Gate | null {
  const good = examples.filter((one) => one.good === 1).length
  const fewer = Math.min(good, examples.length - good)
  if (fewer >= NEEDED) return null
  const failed = good <= examples.length - good ? 'good_ratings_with_text' : 'bad_ratings_with_text'
  return { failed, have: fewer, need: NEEDED, pooled_estimate: null, opens_on: null }
}

/** Whether enough different people wrote a word; who is not known counts as one more. */
function sharedWords(read: readonly Read[]): (word: string) => boolean {
  const writers = new Map<string, Set<string>>()
  for (const { row } of read) {
    const writer = row.customerId ?? `unknown ${row.id}`
    for (const word of new Set(tellingWords(textOf(row)))) {
      const known = writers.get(word) ?? new Set<string>()
      if (known.size < WRITERS) writers.set(word, known.add(writer))
    }
  }
  return (word) => (writers.get(word)?.size ?? 0) >= WRITERS
}

/** Words that the latest sentences tie to a listed aspect. */
function termsOf(read: readonly Read[]): readonly LearntTerm[] {
  const sentences: AspectSentence[] = []
  for (const { row, reading } of read.toReversed()) {
    const text = textOf(row)
    for (const { from, to } of reading.sentences) {
      const spoken = reading.mentions.filter((mention) => mention.from === from)
      sentences.push({
        words: tellingWords(withoutListed(text.slice(from, to))),
        aspects: spoken.map(({ aspect }) => aspect),
      })
    }
    if (sentences.length >= MOST_SENTENCES) break
  }
  return growAspects(sentences, {
    minimumSentences: Math.max(TOPIC_TEXTS, Math.round(TERM_SHARE * sentences.length)),
    most: TERMS_OF_ASPECT,
  })
}

/** A sentence without the words that the dictionary lists: those are known already. */
function withoutListed(sentence: string): string {
  const listed = findAspects(sentence, reviewLexicons().aspects)
  return listed.toReversed().reduce((rest, { from, to }) => `${rest.slice(0, from)} ${rest.slice(to)}`, sentence)
}

/** Topics of sentences that speak of no listed aspect, of those that judge something. */
function topicsOf(read: readonly Read[], tied: ReadonlySet<string>, seed: string): readonly LearntTopic[] {
  const sentences: { readonly words: readonly string[]; readonly judges: boolean; readonly bad: boolean }[] = []
  for (const { row, reading } of read.toReversed()) {
    const text = textOf(row)
    const spoken = new Set(reading.mentions.map(({ from }) => from))
    for (const { from, to, sentiment } of reading.sentences) {
      // A title sums up and names no topic of its own.
      if (spoken.has(from) || from < (row.title?.length ?? 0)) continue
      const words = tellingWords(text.slice(from, to))
      if (words.some((word) => tied.has(word))) continue
      if (words.length > 1) sentences.push({ words, judges: sentiment !== 0, bad: (row.rating ?? 5) <= 2 })
    }
    if (sentences.length >= MOST_SENTENCES) break
  }
  const found = learnTopics(
    sentences.map(({ words }) => words),
    {
      random: seededRandom(`${seed}/topics`),
      minimumTexts: Math.max(TOPIC_TEXTS, Math.round(TOPIC_SHARE * read.length)),
      most: 4 * MOST_TOPICS,
    },
  )
  return found
    .filter(({ terms: [first = ''] }) => {
      const own = sentences.filter(({ words }) => words.includes(first))
      return own.filter(({ judges }) => judges).length >= JUDGING * own.length && standsOut(own, sentences)
    })
    .slice(0, MOST_TOPICS)
}

/** Whether ratings differ where something is said: weather and weekdays come up whatever the stars. */
function standsOut(own: readonly { readonly bad: boolean }[], all: readonly { readonly bad: boolean }[]): boolean {
  const bad = (some: readonly { readonly bad: boolean }[]): number => some.filter((one) => one.bad).length
  const share = bad(all) / Math.max(1, all.length)
  const error = Math.sqrt((share * (1 - share)) / Math.max(1, own.length))
  return Math.abs(bad(own) / Math.max(1, own.length) - share) > STANDS_OUT * error
}
