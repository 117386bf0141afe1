import { InvalidInputError } from '../../lib/errors.ts'

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
 * Time O(words x classes), memory O(vocabulary x classes).
 */
export function classifyByWords(
  texts: readonly LabelledWords[],
  described: ReadonlyMap<string, readonly string[]> = new Map(),
): ClassifiedWords {
  const labels = [
    ...new Set([...texts.flatMap(({ label }) => (label === null ? [] : [label])), ...described.keys()]),
  ].toSorted()
  if (labels.length < 2) {
    throw new InvalidInputError(`classifying needs at least two classes, and ${labels.length} is known`, {
      hint: 'Give products of two categories theirs, or pass a taxonomy.',
    })
  }
  const classOf = new Map(labels.map((label, i) => [label, i]))
  const counts = new Map<string, Float64Array>()
  const total = new Float64Array(labels.length)
  const documents = new Float64Array(labels.length)
  const add = (label: string, words: readonly string[], times: number): void => {
    const at = classOf.get(label) ?? 0
    for (const word of words) {
      const row = counts.get(word) ?? new Float64Array(labels.length)
      counts.set(word, row)
      row[at] = (row[at] ?? 0) + times
      total[at] = (total[at] ?? 0) + times
    }
    documents[at] = (documents[at] ?? 0) + times
  }
  const distinct = texts.map(({ words }) => [...new Set(words)])
  texts.forEach(({ label }, i) => label !== null && add(label, distinct[i] ?? [], 1))
  // A class that is described says its words as loudly as three of its texts would.
  for (const [label, words] of described) add(label, [...new Set(words)], 3)

  const vocabulary = counts.size
  const scores = texts.map(({ label }, i) => {
    const own = label === null ? -1 : (classOf.get(label) ?? -1)
    const words = distinct[i] ?? []
    return labels.map((_label, at) => {
      const self = at === own ? 1 : 0
      const size = (total[at] ?? 0) - self * words.length
      let score = Math.log(Math.max(SMOOTHING, (documents[at] ?? 0) - self))
      for (const word of words) {
        const seen = (counts.get(word)?.[at] ?? 0) - self
        score += Math.log((seen + SMOOTHING) / (size + SMOOTHING * vocabulary))
      }
      return score
    })
  })
  // Of a class with one text nothing is left when that text is judged.
  const judged = texts.flatMap(({ label }, i) => {
    const own = label === null ? -1 : (classOf.get(label) ?? -1)
    return own >= 0 && (documents[own] ?? 0) >= 2 ? [{ i, own }] : []
  })
  const loss = (temperature: number): number =>
    judged.reduce(
      (sum, { i, own }) => sum - Math.log(Math.max(1e-12, soften(scores[i] ?? [], temperature)[own] ?? 0)),
      0,
    )
  const temperature = TEMPERATURES.toSorted((a, b) => loss(a) - loss(b))[0] ?? 1
  const found = scores.map((row, i): WordClassification => {
    const shares = soften(row, temperature)
    const best = shares.indexOf(Math.max(...shares))
    const own = texts[i]?.label
    return {
      label: labels[best] ?? '',
      confidence: shares[best] ?? 0,
      inOwn: own === null || own === undefined ? 0 : (shares[classOf.get(own) ?? -1] ?? 0),
    }
  })
  const right = judged.filter(({ i, own }) => found[i]?.label === labels[own]).length
  return {
    texts: found,
    accuracy: judged.length === 0 ? null : right / judged.length,
    judged: judged.length,
    temperature,
  }
}

/** Shares that sum to 1 from log scores. */
function soften(scores: readonly number[], temperature: number): number[] {
  const most = Math.max(...scores)
  const raw = scores.map((score) => Math.exp((score - most) / temperature))
  const sum = raw.reduce((total, one) => total + one, 0)
  return raw.map((one) => one / sum)
}
