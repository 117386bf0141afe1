import { InvalidInputError } from '../../lib/errors.ts'
import { seededRandom } from '../../lib/random.ts'
import { quantileOfSorted } from '../stats/quantile.ts'

/** People of an experiment who had no part in the learning. */
export interface JudgedRows {
  /** Higher = should be treated first. */
  readonly score: Float64Array
  readonly treated: Float64Array
  readonly outcome: Float64Array
}

export interface UpliftJudgement {
  /**
   * Area between the curve of extra outcomes and the straight line of treating at random, over shares of people, per person
   * treated; 0 for a ranking that says nothing.
   */
  readonly qini: number
  /** Difference of the shares among the first 30 %, or the share asked for. */
  readonly atShare: number
  /** Difference of the shares among all. */
  readonly overall: number
}

export interface BootstrappedUplift extends UpliftJudgement {
  readonly qiniInterval: readonly [number, number]
  readonly atShareInterval: readonly [number, number]
  /** Of the difference between the first share and everybody: whether ranking gains anything. */
  readonly gainInterval: readonly [number, number]
}

/**
 * How well scores rank people by what the treatment adds, with 95 % bootstrap intervals.
 *
 * The area counts over everybody; who needs only the best 30 % reads `atShare`. People are drawn again, the ranking is not
 * learnt again, so the interval is that of these scores.
 *
 * @param rows - equal lengths; both groups present
 * @param share - of people to treat first; the count is rounded down
 * @param draws - bootstrap samples
 * @throws {InvalidInputError} when a group is missing or lengths differ
 * @see Radcliffe (2007), Using control groups to target on predicted lift. Time O(n log n + draws x n), memory O(n).
 */
export function judgeUplift(
  rows: JudgedRows,
  { share = 0.3, draws = 300, seed }: { readonly share?: number; readonly draws?: number; readonly seed: string },
): BootstrappedUplift {
  const { score, treated, outcome } = rows
  const n = score.length
  const treatedCount = treated.reduce((sum, one) => sum + one, 0)
  if (treated.length !== n || outcome.length !== n || treatedCount === 0 || treatedCount === n) {
    throw new InvalidInputError(`${n} scores need as many people, some treated and some left alone`)
  }
  const order = Uint32Array.from(score.keys()).toSorted((a, b) => (score[b] ?? 0) - (score[a] ?? 0) || a - b)
  const judged = judge(rows, order, share, null)
  const random = seededRandom(`uplift/${seed}`)
  const samples = Array.from({ length: draws }, () => {
    const counts = new Uint16Array(n)
    for (let i = 0; i < n; i += 1) {
      const drawn = Math.floor(random() * n)
      counts[drawn] = (counts[drawn] ?? 0) + 1
    }
    return judge(rows, order, share, counts)
  })
  const interval = (value: (one: UpliftJudgement) => number): readonly [number, number] => {
    const sorted = Float64Array.from(samples, value).toSorted()
    return [quantileOfSorted(sorted, 0.025), quantileOfSorted(sorted, 0.975)]
  }
  return {
    ...judged,
    qiniInterval: interval(({ qini }) => qini),
    atShareInterval: interval(({ atShare }) => atShare),
    gainInterval: interval(({ atShare, overall }) => atShare - overall),
  }
}

/** One pass in the order of the scores; `counts` says how often each person was drawn. */
function judge(
  { treated, outcome }: JudgedRows,
  order: Uint32Array,
  share: number,
  counts: Uint16Array | null,
): UpliftJudgement {
  let total = 0
  for (let i = 0; i < order.length; i += 1) total += counts === null ? 1 : (counts[i] ?? 0)
  const first = Math.floor(share * total)
  let [seen, ones, zeros, hits, misses, area] = [0, 0, 0, 0, 0, 0]
  let atShare = Number.NaN
  for (const person of order) {
    for (let times = counts === null ? 1 : (counts[person] ?? 0); times > 0; times -= 1) {
      seen += 1
      if (treated[person] === 1) {
        ones += 1
        hits += outcome[person] ?? 0
      } else {
        zeros += 1
        misses += outcome[person] ?? 0
      }
      area += zeros === 0 ? 0 : hits - (misses * ones) / zeros
      if (seen === first) atShare = difference(hits, ones, misses, zeros)
    }
  }
  const extra = zeros === 0 ? 0 : hits - (misses * ones) / zeros
  // The straight line ends where the curve ends; its mean over all steps is (total + 1) / 2 total of it.
  const qini = ones === 0 ? 0 : (area / total - (extra * (total + 1)) / (2 * total)) / ones
  return { qini, atShare, overall: difference(hits, ones, misses, zeros) }
}

const difference = (hits: number, ones: number, misses: number, zeros: number): number =>
  ones === 0 || zeros === 0 ? 0 : hits / ones - misses / zeros
