import { InvalidInputError } from '../../lib/errors.ts'
import { wilsonInterval } from '../stats/wilson-interval.ts'

export const HOURS = 24
/** Own acts that the population counts for. */
export const PULL = 20
/** So small a share that it changes nothing, and no hour is impossible. */
const FLOOR = 1 / HOURS

/** How likely an act falls into one hour of the day. */
export interface HourShare {
  /** 0 to 23, local. */
  readonly hour: number
  readonly count: number
  /** Share of acts that fall into it, pulled to the population; all 24 sum to 1. */
  readonly rate: number
  /** 95 %, by Wilson on own and borrowed acts together. */
  readonly interval: readonly [number, number]
  /** Against an hour of which all were alike. */
  readonly lift: number
}

/**
 * Shares of the hours over the whole population, no hour quite without.
 *
 * @param counts - acts by hour, length 24
 * @returns 24 shares > 0 that sum to 1; all alike without any act
 */
export function populationShares(counts: ArrayLike<number>): Float64Array {
  if (counts.length !== HOURS) throw new InvalidInputError(`a day has ${HOURS} hours, got ${counts.length}`)
  const total = sum(counts)
  return Float64Array.from({ length: HOURS }, (_, hour) => ((counts[hour] ?? 0) + FLOOR) / (total + HOURS * FLOOR))
}

/**
 * Hours of one customer or group, few acts pulled to what the population does: the mean of a Dirichlet posterior whose prior
 * is the population's shares, worth 20 acts.
 *
 * It says when somebody is active, not that a message at that hour causes anything.
 *
 * @param counts - own acts by hour, length 24
 * @param population - shares as `populationShares` gives them
 * @returns one entry an hour, midnight first
 * @example sendHours(new Array(24).fill(0), populationShares(counts))[9]?.rate // => the population's share of 9 o'clock
 * @see Gelman et al. (2013), Bayesian Data Analysis, section 3.4, for the multinomial with a Dirichlet prior.
 * Time O(24).
 */
export function sendHours(counts: ArrayLike<number>, population: Float64Array, pull = PULL): readonly HourShare[] {
  const total = sum(counts) + pull
  return Array.from({ length: HOURS }, (_, hour) => {
    const weight = (counts[hour] ?? 0) + pull * (population[hour] ?? 0)
    const rate = total === 0 ? 1 / HOURS : weight / total
    return {
      hour,
      count: counts[hour] ?? 0,
      rate,
      interval: total === 0 ? ([0, 1] as const) : wilsonInterval(weight, total),
      lift: rate * HOURS,
    }
  })
}

/** Hours by rate, best first; of equals the earlier. */
export const bestHours = (hours: readonly HourShare[]): readonly HourShare[] =>
  hours.toSorted((a, b) => b.rate - a.rate || a.hour - b.hour)

const sum = (values: ArrayLike<number>): number => {
  let total = 0
  for (let i = 0; i < values.length; i++) total += values[i] ?? 0
  return total
}
