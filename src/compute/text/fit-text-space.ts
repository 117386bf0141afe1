import type { Random } from '../../lib/random.ts'
import { truncatedSvd, type SparseRows } from '../factorisation/truncated-svd.ts'
import { hashTerm } from './hash-term.ts'

/** Texts as points: a vocabulary known by its hashes, the weight of each term, and where each points to. */
export interface TextSpace {
  readonly dimension: number
  /** `hashTerm` of each term, in the order of the other two. */
  readonly hashes: Float64Array
  readonly idf: Float32Array
  /** Direction of term t at `t * dimension`. */
  readonly directions: Float32Array
}

export interface TextSpaceOptions {
  readonly dimension: number
  /** Terms kept: those that most texts have. */
  readonly terms: number
  /** Terms of fewer texts are left out: a word that one person used is nobody else's way to be found. */
  readonly minimumTexts: number
  readonly random: Random
}

/** Directions with less than this share of the strongest one's weight are noise. */
const WEAKEST = 0.02

/**
 * Latent semantic analysis: the strongest directions of TF-IDF vectors, so that texts that use the same words, or words
 * that keep the same company, lie near each other.
 *
 * Every direction counts alike (each is divided by its singular value): what many texts say, such as "fast delivery", would
 * otherwise drown what few say.
 *
 * Words mean what they mean in these texts; two languages that share no text share no direction.
 *
 * @param documents - terms of each text, repeats kept
 * @returns fewer dimensions than asked for when there are fewer texts or terms; 0 for no text
 * @see Deerwester et al. (1990), Journal of the American Society for Information Science 41(6), 391-407.
 * Time O(total terms x dimension x rounds of the decomposition), memory O(total terms + terms x dimension).
 */
export function fitTextSpace(documents: readonly (readonly string[])[], options: TextSpaceOptions): TextSpace {
  const { dimension, terms: most, minimumTexts, random } = options
  const texts = new Map<string, number>()
  for (const document of documents) for (const term of new Set(document)) texts.set(term, (texts.get(term) ?? 0) + 1)
  const kept = [...texts]
    .filter(([, count]) => count >= minimumTexts)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, most)
  const hashes = Float64Array.from(kept, ([term]) => hashTerm(term))
  const idf = Float32Array.from(kept, ([, count]) => Math.log((1 + documents.length) / (1 + count)) + 1)
  const positions = positionsOf(hashes)
  const matrix = weigh(documents, positions, idf)
  if (matrix.width === 0 || matrix.rows === 0) {
    return { dimension: 0, hashes, idf, directions: new Float32Array(0) }
  }
  const { rank, right, singularValues } = truncatedSvd(matrix, dimension, random)
  const strongest = singularValues[0] ?? 0
  const used = singularValues.filter((value) => value > WEAKEST * strongest).length
  const directions = new Float32Array(hashes.length * used)
  for (let t = 0; t < hashes.length; t++) {
    for (let f = 0; f < used; f++) {
      directions[t * used + f] = (right[t * rank + f] as number) / (singularValues[f] as number)
    }
  }
  return { dimension: used, hashes, idf, directions }
}

/** Where each term stands, by hash. */
export const positionsOf = (hashes: Float64Array): ReadonlyMap<number, number> =>
  new Map(Array.from(hashes, (hash, i) => [hash, i]))

function weigh(
  documents: readonly (readonly string[])[],
  positions: ReadonlyMap<number, number>,
  idf: Float32Array,
): SparseRows {
  const offsets = new Int32Array(documents.length + 1)
  const columns: number[] = []
  const values: number[] = []
  for (const [row, document] of documents.entries()) {
    for (const [column, value] of weighTerms(document, positions, idf)) {
      columns.push(column)
      values.push(value)
    }
    offsets[row + 1] = columns.length
  }
  return {
    rows: documents.length,
    width: idf.length,
    offsets,
    columns: Int32Array.from(columns),
    values: Float64Array.from(values),
  }
}

/** Known terms of a text with (1 + ln tf) x idf, scaled to length 1. */
export function weighTerms(
  terms: readonly string[],
  positions: ReadonlyMap<number, number>,
  idf: Float32Array,
): Map<number, number> {
  const weights = new Map<number, number>()
  for (const term of terms) {
    const position = positions.get(hashTerm(term))
    if (position !== undefined) weights.set(position, (weights.get(position) ?? 0) + 1)
  }
  let squares = 0
  for (const [position, count] of weights) {
    const value = (1 + Math.log(count)) * (idf[position] ?? 0)
    weights.set(position, value)
    squares += value * value
  }
  const length = Math.sqrt(squares) || 1
  for (const [position, value] of weights) weights.set(position, value / length)
  return weights
}

/**
 * Where a text lies.
 *
 * @param positions - as `positionsOf` gives them, made once for a space
 * @returns unit vector of `space.dimension` entries; zeros for a text without a known term
 * Time O(terms x dimension).
 */
export function placeText(
  space: TextSpace,
  positions: ReadonlyMap<number, number>,
  terms: readonly string[],
): Float32Array<ArrayBuffer> {
  const { dimension, directions, idf } = space
  const point = new Float32Array(dimension)
  for (const [position, value] of weighTerms(terms, positions, idf)) {
    const from = position * dimension
    for (let f = 0; f < dimension; f++) point[f] = (point[f] as number) + value * (directions[from + f] as number)
  }
  let squares = 0
  for (let f = 0; f < dimension; f++) squares += (point[f] as number) ** 2
  const length = Math.sqrt(squares)
  if (length > 1e-9) for (let f = 0; f < dimension; f++) point[f] = (point[f] as number) / length
  return point
}
