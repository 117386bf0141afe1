import { InvalidInputError } from '../../lib/errors.ts'
import { marginalResponse, type ResponseCurve } from './fit-response-curve.ts'

export interface SpendOption extends Pick<ResponseCurve, 'scale' | 'exponent'> {
  /** At least and at most so much; 0 and all of the budget unless given. */
  readonly least?: number
  readonly most?: number
}

export interface MarginAllocation {
  /** In the order of the options. */
  readonly spend: readonly number[]
  readonly unspent: number
  /** What one more unit would bring at best; 0 where every option is full. */
  readonly nextUnit: number
}

/**
 * Spreads a budget over options with diminishing returns: each unit goes where it brings most, until the money is gone or no
 * option returns `floor` for the next unit.
 *
 * For concave curves this greedy rule is the optimum: in the end every option that could take more brings the same for its
 * next unit. The rate of that last unit is found by bisection instead of unit by unit.
 *
 * @param options - concave curves
 * @param budget - 0 or more
 * @param floor - a unit must bring at least so much; 1 keeps money that would not come back, 0 spends everything
 * @throws {InvalidInputError} when the budget is negative or the least amounts exceed it
 * @example allocateByMargin([{ scale: 4, exponent: 0.5 }, { scale: 2, exponent: 0.5 }], 50, 0).spend // => [40, 10]
 * @see Gross (1956), A class of discrete-type minimization problems: greedy marginal allocation.
 * Time O(n log(1 / precision)).
 */
export function allocateByMargin(options: readonly SpendOption[], budget: number, floor: number): MarginAllocation {
  if (!(budget >= 0)) throw new InvalidInputError(`a budget of ${budget} is negative`, { field: 'budget_minor' })
  const bound = ({ least = 0, most = budget }: SpendOption): readonly [number, number] => [least, Math.max(least, most)]
  const needed = options.reduce((sum, option) => sum + bound(option)[0], 0)
  if (needed > budget) {
    throw new InvalidInputError(`the least amounts add up to ${needed}, more than the budget of ${budget}`, {
      field: 'options',
      hint: 'Lower the least amounts or raise the budget.',
    })
  }
  const spendAt = (rate: number): number[] => options.map((option) => clamp(amountAt(option, rate), ...bound(option)))
  const total = (spend: readonly number[]): number => spend.reduce((sum, one) => sum + one, 0)
  let low = Math.max(floor, 1e-12)
  let spend = spendAt(low)
  if (total(spend) > budget) {
    let high = low
    while (total(spendAt(high)) > budget && high < 1e15) high *= 2
    for (let i = 0; i < 200; i += 1) {
      const middle = (low + high) / 2
      if (total(spendAt(middle)) > budget) low = middle
      else high = middle
    }
    spend = spendAt(high)
  }
  const open = options.filter(({ most = Number.POSITIVE_INFINITY }, i) => (spend[i] ?? 0) < most - 1e-9)
  const rates = open.map((option) => marginalResponse(option, spend[options.indexOf(option)] ?? 0))
  return {
    spend,
    unspent: Math.max(0, budget - total(spend)),
    nextUnit: rates.reduce((most, rate) => Math.max(most, rate), 0),
  }
}

/** The amount at which the next unit brings exactly `rate`. */
const amountAt = ({ scale, exponent }: SpendOption, rate: number): number =>
  scale <= 0 ? 0 : ((scale * exponent) / rate) ** (1 / (1 - exponent))

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))
