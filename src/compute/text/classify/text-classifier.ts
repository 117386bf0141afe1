import type { Random } from '../../../lib/random.ts'
import { fitSparseLinear } from '../../linear/fit-sparse-linear.ts'
import { besideEachOther, type SparseRows } from '../../linear/sparse-rows.ts'
import { termRarity, weighTerms, type TermRarity } from '../terms/term-weights.ts'

/** What texts are described by: counts of terms in blocks that are weighed apart, and a few numbers beside them. */
export interface TextFeatures {
  readonly counts: readonly SparseRows[]
  /** Numbers of about the size of 1, such as what a lexicon says; null when there are none. */
  readonly cues: SparseRows | null
}

/** A fitted linear classifier of texts. */
export interface TextClassifier {
  /** One weight per kept column of each block. */
  readonly blocks: readonly (TermRarity & { readonly weights: Float32Array })[]
  readonly cues: Float32Array
  readonly intercept: number
}

export interface TextClassifierOptions {
  readonly random: Random
  /** Rows to learn from; all when left out. */
  readonly rows?: Int32Array | undefined
  readonly loss?: 'logistic' | 'svm'
  readonly cost?: number
  /** 0..1: how far a column is stretched by how unevenly the two classes use it. */
  readonly stretch?: number
  readonly minimumRows?: number
  readonly maximumPasses?: number
}

const SMOOTHING = 0.3
/** From so many rows on the terms are trusted more and more, and the cues less. */
const ROWS_TO_OUTWEIGH_CUES = 1000

/**
 * Linear classifier of texts: each block of counts weighed by rarity and scaled to length 1, columns stretched by the log of
 * how much likelier one class is to use them, then a linear SVM (or logistic regression) over all blocks and cues.
 *
 * @param features - as many rows in every block
 * @param labels - 1 or 0 per row
 * @example fitTextClassifier(features, labels, { random: seededRandom('a') }).intercept
 * @see Wang & Manning (2012), Baselines and bigrams: simple, good sentiment and topic classification (stretching by
 *   log-count ratios); Hsieh et al. (2008) for the solver.
 * Time O(passes x non-zeros).
 */
export function fitTextClassifier(
  { counts, cues }: TextFeatures,
  labels: ArrayLike<number>,
  options: TextClassifierOptions,
): TextClassifier {
  const { random, rows, loss = 'svm', cost = 0.3, stretch = 0.7, minimumRows = 2, maximumPasses = 5 } = options
  const blocks = counts.map((block) => {
    const rarity = termRarity(block, { rows, minimumRows })
    const weighed = weighTerms(block, rarity)
    const factors = stretchFactors(weighed, labels, stretch, rows)
    const values = weighed.values.map((value, at) => value * (factors[weighed.indices[at] as number] as number))
    return { rarity, factors, rows: { ...weighed, values } }
  })
  // What is known beforehand counts for less, the more there is to learn from.
  const trust = Math.min(1, ROWS_TO_OUTWEIGH_CUES / (rows?.length ?? counts[0]?.rows ?? 1))
  const scaled = cues === null ? [] : [{ ...cues, values: cues.values.map((value) => value * trust) }]
  const all: SparseRows[] = [...blocks.map((block) => block.rows), ...scaled]
  const matrix = all.reduce((left, right) => besideEachOther(left, right))
  const model = fitSparseLinear(matrix, labels, {
    loss,
    cost,
    random,
    maximumPasses,
    ...(rows === undefined ? {} : { rows }),
  })
  let offset = 0
  const fitted = blocks.map(({ rarity, factors }) => {
    const weights = Float32Array.from(factors, (factor, column) => factor * (model.weights[offset + column] as number))
    offset += weights.length
    return { ...rarity, weights }
  })
  return {
    blocks: fitted,
    cues: Float32Array.from(model.weights.subarray(offset), (weight) => weight * trust),
    intercept: model.intercept,
  }
}

/** Per column 1 - s + s |log ratio of its shares in the two classes|. */
function stretchFactors(
  matrix: SparseRows,
  labels: ArrayLike<number>,
  stretch: number,
  rows: Int32Array | undefined,
): Float32Array {
  const sums = [new Float64Array(matrix.columns).fill(SMOOTHING), new Float64Array(matrix.columns).fill(SMOOTHING)]
  const used = rows ?? Int32Array.from({ length: matrix.rows }, (_, row) => row)
  for (const row of used) {
    const sum = sums[labels[row] === 1 ? 1 : 0] as Float64Array
    for (let at = matrix.starts[row] as number; at < (matrix.starts[row + 1] as number); at += 1) {
      const column = matrix.indices[at] as number
      sum[column] = (sum[column] as number) + (matrix.values[at] as number)
    }
  }
  const [against, forIt] = sums as [Float64Array, Float64Array]
  const ratio = total(forIt) / total(against)
  return Float32Array.from(
    forIt,
    (sum, column) => 1 - stretch + stretch * Math.abs(Math.log(sum / (against[column] as number) / ratio)),
  )
}

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0)

/**
 * Margin of each text: positive means label 1.
 *
 * @param features - made the same way as those that were learnt from
 * @param rows - which rows to score, in this order; all when left out
 * Time O(non-zeros).
 */
export function scoreTexts(model: TextClassifier, { counts, cues }: TextFeatures, rows?: Int32Array): Float64Array {
  const wanted = rows ?? Int32Array.from({ length: counts[0]?.rows ?? cues?.rows ?? 0 }, (_, row) => row)
  return Float64Array.from(wanted, (row) => {
    let margin = model.intercept
    model.blocks.forEach((block, i) => {
      margin += blockMargin(counts[i] as SparseRows, row, block)
    })
    if (cues !== null) {
      for (let at = cues.starts[row] as number; at < (cues.starts[row + 1] as number); at += 1) {
        margin += (cues.values[at] as number) * (model.cues[cues.indices[at] as number] as number)
      }
    }
    return margin
  })
}

function blockMargin(
  { starts, indices, values }: SparseRows,
  row: number,
  { placeOf, rarity, weights }: TextClassifier['blocks'][number],
): number {
  let [sum, squares] = [0, 0]
  for (let at = starts[row] as number; at < (starts[row + 1] as number); at += 1) {
    const place = placeOf[indices[at] as number] as number
    if (place < 0) continue
    const count = values[at] as number
    const value = (count === 1 ? 1 : 1 + Math.log(count)) * (rarity[place] as number)
    sum += value * (weights[place] as number)
    squares += value * value
  }
  return squares === 0 ? 0 : sum / Math.sqrt(squares)
}
