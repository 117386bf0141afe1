export interface NetPromoter {
  readonly promoters: number
  readonly passives: number
  readonly detractors: number
  readonly n: number
  /** Share of promoters minus share of detractors, -1..1; usually told times 100. */
  readonly score: number
  readonly interval: readonly [number, number]
  /** Squared standard error, for differences of two scores. */
  readonly error: number
}

/** Half a promoter and half a detractor more, so that few equal answers do not look certain. */
const PRIOR = 0.5

/**
 * Net promoter score of answers from 0 to 10: promoters answer 9 or 10, detractors 0 to 6. The interval is the multinomial
 * one: both shares come from one sample, so their covariance counts.
 *
 * @param answers - whole numbers 0..10; others are the caller's to leave out
 * @returns null for no answers
 * @example netPromoter([10, 9, 8, 3]) // => score 0.25, promoters 2, passives 1, detractors 1
 * @see Rocks (2016), Interval estimation for the "net promoter score", The American Statistician 70(4), 365-372.
 */
export function netPromoter(answers: ArrayLike<number>, z = 1.959963984540054): NetPromoter | null {
  const n = answers.length
  if (n === 0) return null
  let promoters = 0
  let detractors = 0
  for (let i = 0; i < n; i++) {
    const answer = answers[i] as number
    if (answer >= 9) promoters++
    else if (answer <= 6) detractors++
  }
  const score = (promoters - detractors) / n
  const size = n + 2 * PRIOR
  const up = (promoters + PRIOR) / size
  const down = (detractors + PRIOR) / size
  const error = (up + down - (up - down) ** 2) / size
  const margin = z * Math.sqrt(error)
  return {
    promoters,
    passives: n - promoters - detractors,
    detractors,
    n,
    score,
    interval: [Math.max(-1, score - margin), Math.min(1, score + margin)],
    error,
  }
}
