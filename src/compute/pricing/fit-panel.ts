import { invertPositive } from '../linear/invert-positive.ts'
import { sweepEffects, type EffectGroups } from './sweep-effects.ts'

export interface PanelFit {
  /** One per column, in their order. */
  readonly coefficients: Float64Array
  readonly standardErrors: Float64Array
  readonly degreesOfFreedom: number
}

/**
 * Least squares with fixed effects: how `y` moves with each column within the groups (the same shop, the same week).
 *
 * With logarithms of units and price the coefficient is an elasticity. It is only the effect of the price where nothing else
 * that drives sales moved with it: prices that were cut because sales fell make it look smaller than it is.
 *
 * @param y - length n
 * @param columns - each of length n, varying within groups
 * @param effects - one or more sets of groups
 * @returns classical standard errors, with one degree of freedom taken for each group (and one given back for each further
 * set); null where a column does not vary within the groups or n is too small
 * @example the orange juice of brand 1: log price, deal and feature within stores give -2.480413 (0.024975)
 * @see Wooldridge (2010), Econometric Analysis of Cross Section and Panel Data, chapter 10. Time O(n columns^2) beside sweeping.
 */
export function fitPanel(
  y: Float64Array,
  columns: readonly Float64Array[],
  effects: readonly EffectGroups[],
): PanelFit | null {
  const left = y.slice()
  const right = columns.map((column) => column.slice())
  const before = right.map(sumOfSquares)
  sweepEffects([left, ...right], effects)
  if (right.some((column, at) => sumOfSquares(column) <= 1e-10 * (before[at] ?? 0))) return null
  const groups = effects.reduce((sum, one) => sum + one.groups, 0) - Math.max(0, effects.length - 1)
  const degreesOfFreedom = y.length - columns.length - groups
  const inverse = inverseOfProducts(right)
  if (inverse === null || degreesOfFreedom <= 0) return null
  const cross = right.map((column) => dot(column, left))
  const coefficients = Float64Array.from(right, (_, i) =>
    cross.reduce((sum, value, j) => sum + (inverse[i]?.[j] ?? 0) * value, 0),
  )
  let squares = 0
  for (let row = 0; row < left.length; row += 1) {
    const fitted = right.reduce((sum, column, at) => sum + (column[row] as number) * (coefficients[at] as number), 0)
    squares += ((left[row] as number) - fitted) ** 2
  }
  return {
    coefficients,
    standardErrors: coefficients.map((_, i) => Math.sqrt((squares / degreesOfFreedom) * (inverse[i]?.[i] ?? 0))),
    degreesOfFreedom,
  }
}

const sumOfSquares = (column: Float64Array): number => dot(column, column)

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0
  for (let i = 0; i < a.length; i += 1) sum += (a[i] as number) * (b[i] as number)
  return sum
}

/** (X'WX)^-1 of a few columns; null where they cannot be told apart. */
export function inverseOfProducts(columns: readonly Float64Array[], weights?: Float64Array): number[][] | null {
  const size = columns.length
  const matrix = new Float64Array(size * size)
  for (const [i, a] of columns.entries()) {
    for (const [j, b] of columns.entries()) {
      let sum = 0
      for (let row = 0; row < a.length; row += 1) sum += (a[row] as number) * (b[row] as number) * (weights?.[row] ?? 1)
      matrix[i * size + j] = sum
    }
  }
  const inverse = invertPositive(matrix, size)
  if (inverse === null) return null
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (__, j) => inverse.values[i * inverse.stride + j] as number),
  )
}
