import { InvalidInputError } from '../../lib/errors.ts'
import type { CountedGroup } from './two-proportion-test.ts'

export interface PredictedShare {
  readonly value: number
  readonly interval: readonly [number, number]
  /** Standard deviation between the past cases, as a share; at least a quarter of it is assumed where there are fewer than three. */
  readonly between: number
  readonly assumed: boolean
}

/** One or two past cases hardly show how cases differ: at least a quarter of the share is assumed. */
const ASSUMED_VARIATION = 0.25
const FEWEST_CASES = 3
/** Student's 97.5 % quantiles by degrees of freedom; the normal one beyond. */
const STUDENT = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228] as const

/**
 * The share that a next case should show, from a few past ones, with a 95 % prediction interval: cases differ from each other,
 * not only by chance, and the next one will too.
 *
 * @param past - at least one with somebody in it
 * @param size - people of the next case
 * @throws {InvalidInputError} when there is no past case
 * @example predictShare([{ hits: 20, n: 100 }, { hits: 30, n: 100 }], 1000).value // => 0.25
 * @see Higgins, Thompson & Spiegelhalter (2009), A re-evaluation of random-effects meta-analysis, JRSS A 172(1): prediction
 * interval with k - 1 degrees of freedom and the moment estimate of DerSimonian & Laird (1986).
 */
export function predictShare(past: readonly CountedGroup[], size: number): PredictedShare {
  const cases = past.filter(({ n }) => n > 0)
  const total = cases.reduce((sum, { n }) => sum + n, 0)
  if (total === 0) throw new InvalidInputError('a share cannot be predicted without a past case')
  const pooled = cases.reduce((sum, { hits }) => sum + hits, 0) / total
  const noise = (n: number): number => Math.max(1e-12, (pooled * (1 - pooled)) / n)
  const few = cases.length < FEWEST_CASES
  const seen = cases.length < 2 ? 0 : momentVariance(cases, pooled, noise)
  const between = few ? Math.max(seen, (ASSUMED_VARIATION * pooled) ** 2) : seen
  const weights = cases.map(({ n }) => 1 / (noise(n) + between))
  const weight = weights.reduce((sum, one) => sum + one, 0)
  const value = cases.reduce((sum, { hits, n }, i) => sum + ((weights[i] ?? 0) * hits) / n, 0) / weight
  const quantile = few ? 1.96 : (STUDENT[cases.length - 2] ?? 1.96)
  const half = quantile * Math.sqrt(between + 1 / weight + noise(Math.max(1, size)))
  return {
    value,
    interval: [Math.max(0, value - half), Math.min(1, value + half)],
    between: Math.sqrt(between),
    assumed: few,
  }
}

/** What the shares scatter beyond what their sizes explain. */
function momentVariance(cases: readonly CountedGroup[], pooled: number, noise: (n: number) => number): number {
  const weights = cases.map(({ n }) => 1 / noise(n))
  const sum = weights.reduce((total, one) => total + one, 0)
  const squares = weights.reduce((total, one) => total + one * one, 0)
  const q = cases.reduce((total, { hits, n }, i) => total + (weights[i] ?? 0) * (hits / n - pooled) ** 2, 0)
  return Math.max(0, (q - (cases.length - 1)) / (sum - squares / sum))
}
