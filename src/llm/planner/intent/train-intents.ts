import { fitMultinomialLogistic } from '../../../compute/linear/multinomial-logistic.ts'
import { fitTfIdf, type SparseVector } from '../../../compute/text/tf-idf.ts'
import type { Features } from './mask-question.ts'
import type { Utterance } from './utterance-file.ts'

/** How alike a question is to what an intent's utterances say. */
export interface IntentScore {
  readonly intent: string
  /** 0..1, the classifier and the nearest utterances together; the scores of all intents sum to 1. */
  readonly score: number
  /** Cosine similarity of its nearest utterance. */
  readonly nearest: number
}

export interface Neighbour {
  readonly utterance: Utterance
  readonly similarity: number
}

export interface IntentModel {
  /** Every intent, best first; ties by name. */
  rank(features: Features): readonly IntentScore[]
  /** The utterances of an intent nearest to a question, best first. */
  neighbours(features: Features, intent: string, count: number): readonly Neighbour[]
}

/** The share of the nearest utterances in a score; the classifier has the rest. */
const NEIGHBOUR_SHARE = 0.5
/** Raises similarities before they are made shares, so that a near copy outweighs many vague likenesses. */
const SHARPNESS = 6

/** Passes of the classifier over the utterances. */
const PASSES = 6

/** Fits the retrieval index and the classifier on masked utterances; the same input gives the same model. */
export function trainIntents(examples: readonly { utterance: Utterance; features: Features }[]): IntentModel {
  const minimum = examples.length > 200 ? 2 : 1
  const index = fitTfIdf(
    examples.map(({ features }) => [...features.words, ...features.characters]),
    minimum,
  )
  const vectorOf = (features: Features): SparseVector => index.vector([...features.words, ...features.characters])
  const utterances = examples.map(({ utterance }) => utterance)
  // The classifier sees words only: a third of the features, a third of the time to fit.
  const wordIndex = fitTfIdf(
    examples.map(({ features }) => features.words),
    minimum,
  )
  const classifier = fitMultinomialLogistic(
    examples.map(({ utterance, features }) => ({
      vector: wordIndex.vector(features.words),
      label: utterance.intent,
    })),
    wordIndex.terms.size,
    // Passes alone: as right on paraphrases as the optimum, in a tenth of the time (decision 0052).
    { maximumIterations: 0, warmUp: PASSES },
  )
  const likeness = likenessTo(
    examples.map(({ features }) => vectorOf(features)),
    index.terms.size,
  )
  return {
    rank: (features) =>
      rank(
        likeness(vectorOf(features)),
        utterances,
        classifier.classes,
        classifier.probabilities(wordIndex.vector(features.words)),
      ),
    neighbours: (features, intent, count) => {
      const similarity = likeness(vectorOf(features))
      return utterances
        .flatMap((utterance, row): Neighbour[] =>
          utterance.intent === intent ? [{ utterance, similarity: similarity[row] ?? 0 }] : [],
        )
        .toSorted((a, b) => b.similarity - a.similarity)
        .slice(0, count)
    },
  }
}

/** Cosine similarity of a vector to each of these, by an inverted index in flat arrays: rows of a term lie side by side. */
function likenessTo(vectors: readonly SparseVector[], terms: number): (vector: SparseVector) => Float64Array {
  const starts = new Int32Array(terms + 1)
  for (const { indices } of vectors) for (const term of indices) starts[term + 1] = (starts[term + 1] ?? 0) + 1
  for (let term = 0; term < terms; term++) starts[term + 1] = (starts[term + 1] ?? 0) + (starts[term] ?? 0)
  const rows = new Int32Array(starts[terms] ?? 0)
  const weights = new Float32Array(rows.length)
  const next = starts.slice()
  for (const [row, { indices, values }] of vectors.entries()) {
    for (const [k, term] of indices.entries()) {
      const at = next[term] ?? 0
      rows[at] = row
      weights[at] = values[k] ?? 0
      next[term] = at + 1
    }
  }
  const rowCount = vectors.length
  return ({ indices, values }) => {
    const similarity = new Float64Array(rowCount)
    for (const [k, term] of indices.entries()) {
      const value = values[k] ?? 0
      for (let at = starts[term] ?? 0; at < (starts[term + 1] ?? 0); at++) {
        const row = rows[at] ?? 0
        similarity[row] = (similarity[row] ?? 0) + value * (weights[at] ?? 0)
      }
    }
    return similarity
  }
}

function rank(
  similarity: Float64Array,
  utterances: readonly Utterance[],
  classes: readonly string[],
  probabilities: Float64Array,
): IntentScore[] {
  const nearest = new Map<string, number>(classes.map((intent) => [intent, 0]))
  for (const [row, { intent }] of utterances.entries()) {
    nearest.set(intent, Math.max(nearest.get(intent) ?? 0, similarity[row] ?? 0))
  }
  const sharp = [...nearest.values()].reduce((sum, value) => sum + value ** SHARPNESS, 0)
  return classes
    .map((intent, position): IntentScore => {
      const best = nearest.get(intent) ?? 0
      const share = sharp === 0 ? 0 : best ** SHARPNESS / sharp
      return {
        intent,
        nearest: best,
        score: NEIGHBOUR_SHARE * share + (1 - NEIGHBOUR_SHARE) * (probabilities[position] ?? 0),
      }
    })
    .toSorted((a, b) => b.score - a.score || (a.intent < b.intent ? -1 : 1))
}
