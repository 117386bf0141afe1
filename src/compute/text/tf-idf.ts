/** A sparse vector: `indices` ascending, `values` beside them. */
export interface SparseVector {
  readonly indices: Int32Array
  readonly values: Float64Array
}

/** Words of a corpus with the weight that each carries. */
export interface TfIdf {
  readonly terms: ReadonlyMap<string, number>
  readonly idf: Float64Array
  /** Unit vector of a text; terms that the corpus never had are left out, so it may be empty. */
  vector(terms: readonly string[]): SparseVector
}

/**
 * Term weights (1 + ln tf) x (ln((1 + n) / (1 + df)) + 1), each vector scaled to length 1.
 *
 * @param documents - terms of each text, repeats kept, any number of texts
 * @param minimumDocuments - terms in fewer texts are dropped
 * @returns a vectoriser; the same documents in the same order give the same indices
 * @example fitTfIdf([['a', 'b'], ['a']]).vector(['a']).values // => [1]
 * @see Salton & Buckley (1988), Information Processing & Management 24(5), 513-523.
 * Time and memory O(total terms).
 */
export function fitTfIdf(documents: readonly (readonly string[])[], minimumDocuments = 1): TfIdf {
  const counts = new Map<string, number>()
  for (const document of documents) {
    for (const term of new Set(document)) counts.set(term, (counts.get(term) ?? 0) + 1)
  }
  const terms = new Map<string, number>()
  const weights: number[] = []
  for (const [term, count] of counts) {
    if (count < minimumDocuments) continue
    terms.set(term, terms.size)
    weights.push(Math.log((1 + documents.length) / (1 + count)) + 1)
  }
  const idf = Float64Array.from(weights)
  return { terms, idf, vector: (words) => weigh(words, terms, idf) }
}

function weigh(words: readonly string[], terms: ReadonlyMap<string, number>, idf: Float64Array): SparseVector {
  const counts = new Map<number, number>()
  for (const word of words) {
    const index = terms.get(word)
    if (index !== undefined) counts.set(index, (counts.get(index) ?? 0) + 1)
  }
  const indices = Int32Array.from(counts.keys()).sort()
  const values = Float64Array.from(indices, (index) => (1 + Math.log(counts.get(index) ?? 1)) * (idf[index] ?? 0))
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))
  return { indices, values: length === 0 ? values : values.map((value) => value / length) }
}

/**
 * Cosine similarity of two unit vectors as `fitTfIdf` makes them: their dot product.
 *
 * @returns in [0, 1] for vectors of non-negative weights, up to rounding
 * @example dotProduct(vector, vector) // => 1, for any vector that is not empty
 * Time O(terms of both).
 */
export function dotProduct(a: SparseVector, b: SparseVector): number {
  let sum = 0
  let i = 0
  let j = 0
  while (i < a.indices.length && j < b.indices.length) {
    const left = a.indices[i] ?? 0
    const right = b.indices[j] ?? 0
    if (left === right) sum += (a.values[i] ?? 0) * (b.values[j] ?? 0)
    if (left <= right) i += 1
    if (right <= left) j += 1
  }
  return sum
}
