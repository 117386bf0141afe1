import { InvalidInputError } from '../../lib/errors.ts'
import { normalQuantile } from '../stats/normal-quantile.ts'

export interface SampleSizeQuestion {
  /** 0..1: chance to find the effect when it is there. */
  readonly power: number
  /** Two-sided error, 0.05 unless given. */
  readonly error?: number
}

/**
 * Members of each of two equal groups that a difference of shares needs to be found.
 *
 * @param baseline - share without the change, 0..1 exclusive
 * @param change - difference to find, in points (0.02 for two points); of either sign
 * @returns whole members per group
 * @throws {InvalidInputError} when baseline + change is no share, or the change is 0
 * @example sampleSizeOfShares(0.1, 0.02, { power: 0.8 }) // => 3841
 * @see Fleiss, Levin & Paik (2003), Statistical Methods for Rates and Proportions, 4.2, without continuity correction.
 */
export function sampleSizeOfShares(baseline: number, change: number, question: SampleSizeQuestion): number {
  const other = baseline + change
  if (!(baseline > 0 && baseline < 1 && other > 0 && other < 1 && change !== 0)) {
    throw new InvalidInputError(`a share of ${baseline} cannot change by ${change}`, {
      hint: 'Both the share and the share after the change must lie between 0 and 1, and they must differ.',
    })
  }
  const { zError, zPower } = quantiles(question)
  const middle = (baseline + other) / 2
  const numerator =
    zError * Math.sqrt(2 * middle * (1 - middle)) + zPower * Math.sqrt(baseline * (1 - baseline) + other * (1 - other))
  return Math.ceil((numerator / change) ** 2)
}

/**
 * Members of each of two equal groups that a difference of means needs.
 *
 * @param deviation - standard deviation of one member's value
 * @param change - difference to find, in the same unit
 * @example sampleSizeOfMeans(10, 2, { power: 0.8 }) // => 393
 * @throws {InvalidInputError} when the deviation is not positive or the change is 0
 */
export function sampleSizeOfMeans(deviation: number, change: number, question: SampleSizeQuestion): number {
  if (!(deviation > 0) || change === 0) {
    throw new InvalidInputError(`a deviation of ${deviation} and a change of ${change} give no sample size`)
  }
  const { zError, zPower } = quantiles(question)
  return Math.ceil(2 * (((zError + zPower) * deviation) / change) ** 2)
}

function quantiles({ power, error = 0.05 }: SampleSizeQuestion): { readonly zError: number; readonly zPower: number } {
  if (!(power > 0 && power < 1 && error > 0 && error < 1)) {
    throw new InvalidInputError(`power ${power} and error ${error} must lie between 0 and 1`, { field: 'power' })
  }
  return { zError: normalQuantile(1 - error / 2), zPower: normalQuantile(power) }
}
