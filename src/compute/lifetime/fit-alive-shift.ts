/** Customers at a past cut-off whose later purchases are known; columns of equal length n. */
export interface AliveOutcomes {
  /** P(alive) at the cut-off, as the model gave it. */
  readonly alive: ArrayLike<number>
  /** Probability of at least one purchase in the time that followed, as the model gave it. */
  readonly any: ArrayLike<number>
  /** 1 for a customer who did purchase in it. */
  readonly bought: ArrayLike<number>
}

const STEPS = 60
const FURTHEST = 6
/** Variance of the shift before anything is known: a handful of customers moves nobody far. */
const PRIOR_VARIANCE = 4

/**
 * By how much the log-odds of P(alive) must be moved for the customers who did come back to be as many as the model says.
 *
 * A shop's customers are not quite the model's: some buy by the calendar, all by the season, so that silence says more, or
 * less, than it would after evenly scattered purchases. Nobody can see who has left, but who bought in a later year can be
 * counted: P(alive) is moved by the one number that makes those counts likeliest. Take a whole year,
 * or a season is mistaken for customers.
 *
 * @param outcomes - n customers, of whom some bought and some did not
 * @returns the shift, between -6 and 6; 0 without customers
 * @example fitAliveShift({ alive: [0.5, 0.5], any: [0.5, 0.5], bought: [0, 1] }) // => 0
 * Time O(n): bisection on the slope of a likelihood with one top.
 */
export function fitAliveShift({ alive, any, bought }: AliveOutcomes): number {
  if (alive.length === 0) return 0
  const slope = (shift: number): number => {
    let sum = -shift / PRIOR_VARIANCE
    for (let i = 0; i < alive.length; i += 1) {
      const before = alive[i] ?? 0
      if (!(before > 0 && before < 1)) continue
      const returns = Math.min(1, (any[i] ?? 0) / before)
      const moved = shiftOdds(before, shift)
      const chance = Math.min(1 - 1e-12, Math.max(1e-12, moved * returns))
      const byShift = moved * (1 - moved) * returns
      sum += (bought[i] ?? 0) > 0 ? byShift / chance : -byShift / (1 - chance)
    }
    return sum
  }
  let [low, high] = [-FURTHEST, FURTHEST]
  for (let step = 0; step < STEPS; step += 1) {
    const middle = (low + high) / 2
    if (slope(middle) > 0) low = middle
    else high = middle
  }
  const shift = (low + high) / 2
  return Math.abs(shift) < 1e-9 ? 0 : shift
}

/**
 * A probability whose log-odds are moved.
 *
 * @example shiftOdds(0.5, -0.44) // => 0.3917
 */
export const shiftOdds = (probability: number, shift: number): number => {
  const factor = Math.exp(shift)
  return (probability * factor) / (1 - probability + probability * factor)
}
