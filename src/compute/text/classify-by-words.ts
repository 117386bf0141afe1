import { InvalidInputError } from '../../lib/errors.ts'
import type { Steps } from '../../lib/in-turns.ts'

/** A text with its class; null where nobody has said. */
export interface LabelledWords {
  readonly words: readonly string[]
  readonly label: string | null
}

export interface WordClassification {
  readonly label: string
  /** 0..1, after tempering. */
  readonly confidence: number
  /** Confidence in the class that the text has; 0 where it has none or one of its own. */
  readonly inOwn: number
}

export interface ClassifiedWords {
  /** One per text, from all others: a text never speaks for its own class. */
  readonly texts: readonly WordClassification[]
  /** Share of labelled texts whose class the others give, over `judged` of them. */
  readonly accuracy: number | null
  readonly judged: number
  /** What the log-odds are divided by, so that confidences are as often right as they say. */
  readonly temperature: number
}

const SMOOTHING = 0.2
const TEMPERATURES = [1, 1.5, 2, 3, 4, 6, 8, 12, 16]
/** Texts that the temperature is chosen on, evenly taken: more tell the same. */
const MOST_TEMPERED = 20_000
/** Texts between two pauses. */
const STRIDE = 1000

/**
 * Classifies each text by the words of all the others (multinomial naive Bayes, each word once a text), leaving itself out:
 * so a text that is in the wrong class shows, and nothing is judged by what it taught.
 *
 * Naive Bayes is too sure of itself; its log-odds are divided by the temperature that explains the known classes best.
 *
 * @param texts - words of each text and its class
 * @param described - words that describe a class by themselves, such as its name
 * @throws {InvalidInputError} when fewer than two classes are known
 * @see Manning, Raghavan & Schütze (2008), Introduction to Information Retrieval, chapter 13; Guo et al. (2017) on
 * temperature scaling, ICML, 1321-1330.
 * Pauses every thousand texts. Time O(texts x classes + words x classes that have them), memory O(words of all texts).
 */
export function* classifyByWords(
  texts: readonly LabelledWords[],
  described: ReadonlyMap<string, readonly string[]> = new Map(),
): Steps<ClassifiedWords> {
  const labels = [
    ...new Set([...texts.flatMap(({ label }) => (label === null ? [] : [label])), ...described.keys()]),
  ].toSorted()
  if (labels.length < 2) {
    throw new InvalidInputError(`classifying needs at least two classes, and ${labels.length} is known`, {
      hint: 'Give products of two categories theirs, or pass a taxonomy.',
    })
  }
  const classOf = new Map(labels.map((label, i) => [label, i]))
  const placeOf = (label: string | null | undefined): number => classOf.get(label ?? '') ?? -1
  const counts = new Map<string, Map<number, number>>()
  const total = new Float64Array(labels.length)
  const documents = new Float64Array(labels.length)
  const add = (at: number, words: readonly string[], times: number): void => {
    for (const word of words) {
      const row = counts.get(word) ?? new Map<number, number>()
      counts.set(word, row)
      row.set(at, (row.get(at) ?? 0) + times)
      total[at] = (total[at] ?? 0) + times
    }
    documents[at] = (documents[at] ?? 0) + times
  }
  const distinct = texts.map(({ words }) => [...new Set(words)])
  for (const [i, { label }] of texts.entries()) {
    if (label !== null) add(placeOf(label), distinct[i] ?? [], 1)
    if (i % STRIDE === 0) yield
  }
  // A class that is described says its words as loudly as three of its texts would.
  for (const [label, words] of described) add(placeOf(label), [...new Set(words)], 3)

  const unseen = SMOOTHING * counts.size
  const prior = documents.map((number) => Math.log(Math.max(SMOOTHING, number)))
  const perWord = total.map((size) => Math.log(SMOOTHING / (size + unseen)))
  const scores = new Float64Array(labels.length)
  /** Log scores of a text in every class, as if it had taught nothing. */
  const score = (i: number): number => {
    const own = placeOf(texts[i]?.label)
    const words = distinct[i] ?? []
    for (let at = 0; at < scores.length; at++) scores[at] = (prior[at] ?? 0) + words.length * (perWord[at] ?? 0)
    for (const word of words) {
      for (const [at, seen] of counts.get(word) ?? []) scores[at] = (scores[at] ?? 0) + Math.log(seen / SMOOTHING + 1)
    }
    if (own < 0) return own
    const size = (total[own] ?? 0) - words.length
    scores[own] = words.reduce(
      (sum, word) => sum + Math.log(((counts.get(word)?.get(own) ?? 1) - 1 + SMOOTHING) / (size + unseen)),
      Math.log(Math.max(SMOOTHING, (documents[own] ?? 0) - 1)),
    )
    return own
  }
  // Of a class with one text nothing is left when that text is judged.
  const judged = [...texts.keys()].filter((i) => (documents[placeOf(texts[i]?.label)] ?? 0) >= 2)
  const step = Math.max(1, Math.ceil(judged.length / MOST_TEMPERED))
  const losses = new Float64Array(TEMPERATURES.length)
  for (let place = 0; place < judged.length; place += step) {
    const own = score(judged[place] ?? 0)
    for (const [t, temperature] of TEMPERATURES.entries()) {
      losses[t] = (losses[t] ?? 0) - Math.log(Math.max(1e-12, soften(scores, temperature)[own] ?? 0))
    }
    if ((place / step) % STRIDE === 0) yield
  }
  const temperature = TEMPERATURES[losses.indexOf(Math.min(...losses))] ?? 1
  const found: WordClassification[] = []
  for (const i of texts.keys()) {
    const own = score(i)
    const shares = soften(scores, temperature)
    const best = shares.indexOf(shares.reduce((most, share) => Math.max(most, share), 0))
    found.push({ label: labels[best] ?? '', confidence: shares[best] ?? 0, inOwn: shares[own] ?? 0 })
    if (i % STRIDE === 0) yield
  }
  const right = judged.filter((i) => found[i]?.label === texts[i]?.label).length
  return {
    texts: found,
    accuracy: judged.length === 0 ? null : right / judged.length,
    judged: judged.length,
    temperature,
  }
}

/** Shares that sum to 1 from log scores. */
function soften(scores: Float64Array, temperature: number): Float64Array {
  const most = scores.reduce((one, other) => Math.max(one, other), -Infinity)
  const raw = scores.map((score) => Math.exp((score - most) / temperature))
  const sum = raw.reduce((total, one) => total + one, 0)
  return raw.map((one) => one / sum)
}
