import type { Random } from '../../../lib/random.ts'
import type { Points } from '../../cluster/points.ts'
import { truncatedSvd } from '../../factorisation/truncated-svd.ts'
import { fitTfIdf, type TfIdf } from '../tf-idf.ts'

export interface TopicSpaceOptions {
  /** Dimensions kept; fewer when there are fewer texts or terms. */
  readonly rank: number
  readonly random: Random
  /** Terms in fewer texts are dropped; 2 when left out. */
  readonly minimumTexts?: number
  /** Terms in more than this share of the texts are dropped; 0.5 when left out. */
  readonly maximumShare?: number
}

/** Where texts lie by what they speak of. */
export interface TopicSpace {
  readonly terms: TfIdf
  readonly rank: number
  /** Factor f of term t at `t * rank + f`. */
  readonly right: Float64Array
  /** The texts that were learnt from, each of length 1; zeros for a text without a known term. */
  readonly points: Points
}

/**
 * Latent semantic space of texts: term weights, reduced by a truncated singular value decomposition, every text scaled to
 * length 1, so that nearness is how alike two texts are in what they speak of.
 *
 * @param texts - words of each text
 * @example topicSpace([['red', 'tea'], ['tea', 'pot']], { rank: 1, random, minimumTexts: 1 }).points.size // => 2
 * @see Deerwester, Dumais, Furnas, Landauer & Harshman (1990), JASIS 41(6), 391-407.
 * Time O(rounds x non-zeros x rank), memory O(terms x rank).
 */
export function topicSpace(texts: readonly (readonly string[])[], options: TopicSpaceOptions): TopicSpace {
  const { rank, random, minimumTexts = 2, maximumShare = 0.5 } = options
  const frequent = tooFrequent(texts, maximumShare)
  const kept = texts.map((words) => words.filter((word) => !frequent.has(word)))
  const terms = fitTfIdf(kept, minimumTexts)
  const vectors = kept.map((words) => terms.vector(words))
  const offsets = new Int32Array(vectors.length + 1)
  vectors.forEach(({ indices }, i) => {
    offsets[i + 1] = (offsets[i] as number) + indices.length
  })
  const columns = new Int32Array(offsets.at(-1) as number)
  const values = new Float64Array(columns.length)
  vectors.forEach((vector, i) => {
    columns.set(vector.indices, offsets[i])
    values.set(vector.values, offsets[i])
  })
  const matrix = { rows: vectors.length, width: terms.terms.size, offsets, columns, values }
  const svd = truncatedSvd(matrix, rank, random)
  return { terms, rank: svd.rank, right: svd.right, points: project(matrix, svd.right, svd.rank) }
}

function tooFrequent(texts: readonly (readonly string[])[], maximumShare: number): ReadonlySet<string> {
  const counts = new Map<string, number>()
  for (const words of texts) for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return new Set([...counts].filter(([, count]) => count > maximumShare * texts.length).map(([word]) => word))
}

type Matrix = Parameters<typeof truncatedSvd>[0]

function project({ rows, offsets, columns, values }: Matrix, right: Float64Array, rank: number): Points {
  const points = new Float64Array(rows * rank)
  for (let row = 0; row < rows; row += 1) {
    for (let at = offsets[row] as number; at < (offsets[row + 1] as number); at += 1) {
      const from = (columns[at] as number) * rank
      for (let f = 0; f < rank; f += 1) {
        points[row * rank + f] =
          (points[row * rank + f] as number) + (values[at] as number) * (right[from + f] as number)
      }
    }
    let squares = 0
    for (let f = 0; f < rank; f += 1) squares += (points[row * rank + f] as number) ** 2
    const scale = squares === 0 ? 0 : 1 / Math.sqrt(squares)
    for (let f = 0; f < rank; f += 1) points[row * rank + f] = (points[row * rank + f] as number) * scale
  }
  return { size: rows, dimensions: rank, values: points }
}
