import { InvalidInputError } from '../../lib/errors.ts'

/** What was spent once, and what it brought. Any unit, the same for all. */
export interface SpendPoint {
  readonly spend: number
  readonly response: number
}

/** response = scale x spend ^ exponent: each further unit brings less than the one before. */
export interface ResponseCurve {
  readonly scale: number
  /** 0.1..0.95 */
  readonly exponent: number
  /** True when too few different amounts were tried to tell how fast returns diminish. */
  readonly assumed: boolean
}

/** The square root: twice as much takes four times the money. Stated wherever it stands in. */
const ASSUMED_EXPONENT = 0.5
const LEAST = 0.1
const MOST = 0.95
const STEPS = 171
/** Different amounts that the shape needs. */
const FEWEST_AMOUNTS = 3

/**
 * A concave curve through what different amounts brought, by least squares in the response.
 *
 * Two points of different years say little about shape: with fewer than three different amounts the square root is assumed
 * and only the height is fitted. Beyond the largest amount that was tried the curve is a guess.
 *
 * @param points - at least one with a positive spend; negative responses are allowed and pull the height down
 * @returns a curve of height 0 or more
 * @throws {InvalidInputError} for a negative or no spend
 * @example fitResponseCurve([{ spend: 100, response: 50 }]) // => { scale: 5, exponent: 0.5, assumed: true }
 * @see Little (1979), Aggregate advertising models, Operations Research 27(4), on concave response.
 * Time O(n), memory O(1).
 */
export function fitResponseCurve(points: readonly SpendPoint[]): ResponseCurve {
  const negative = points.find(({ spend }) => !(spend >= 0))
  if (negative !== undefined) {
    throw new InvalidInputError(`a spend of ${negative.spend} is negative`, {
      field: 'options',
      hint: 'Costs are 0 or more.',
    })
  }
  const spent = points.filter(({ spend }) => spend > 0)
  if (spent.length === 0) {
    throw new InvalidInputError('a response curve needs at least one amount that was spent', { field: 'options' })
  }
  const amounts = new Set(spent.map(({ spend }) => spend)).size
  if (amounts < FEWEST_AMOUNTS) {
    return { scale: scaleFor(spent, ASSUMED_EXPONENT), exponent: ASSUMED_EXPONENT, assumed: true }
  }
  let best = { scale: 0, exponent: ASSUMED_EXPONENT, loss: Number.POSITIVE_INFINITY }
  for (let step = 0; step < STEPS; step += 1) {
    const exponent = LEAST + ((MOST - LEAST) * step) / (STEPS - 1)
    const scale = scaleFor(spent, exponent)
    const loss = spent.reduce((sum, { spend, response }) => sum + (response - scale * spend ** exponent) ** 2, 0)
    if (loss < best.loss) best = { scale, exponent, loss }
  }
  return { scale: best.scale, exponent: best.exponent, assumed: false }
}

function scaleFor(points: readonly SpendPoint[], exponent: number): number {
  let [xy, xx] = [0, 0]
  for (const { spend, response } of points) {
    const x = spend ** exponent
    xy += x * response
    xx += x * x
  }
  return Math.max(0, xy / xx)
}

/**
 * What an amount brings.
 *
 * @example responseTo({ scale: 5, exponent: 0.5 }, 400) // => 100
 */
export const responseTo = ({ scale, exponent }: Pick<ResponseCurve, 'scale' | 'exponent'>, spend: number): number =>
  scale * spend ** exponent

/**
 * What one more unit brings at an amount.
 *
 * @example marginalResponse({ scale: 5, exponent: 0.5 }, 25) // => 0.5
 */
export const marginalResponse = (
  { scale, exponent }: Pick<ResponseCurve, 'scale' | 'exponent'>,
  spend: number,
): number => (spend === 0 ? (scale > 0 ? Number.POSITIVE_INFINITY : 0) : scale * exponent * spend ** (exponent - 1))
