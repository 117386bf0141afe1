import { InvalidInputError } from '../../lib/errors.ts'

/**
 * The level that each customer reaches: the last threshold that is not above the customer's value.
 *
 * This is the rule as written, on what was done without it: who would buy more to reach a level is not in it.
 *
 * @param values - what the rule looks at (spend, orders), any length
 * @param thresholds - least value of each level, strictly ascending
 * @returns Int32Array of the values' length: index of the threshold reached, -1 below the first
 * @throws {InvalidInputError} when the thresholds do not ascend
 * @example assignLevels(Float64Array.of(50, 100, 700), [100, 500]) // => [-1, 0, 1]
 * Time O(n log k), memory O(n).
 */
export function assignLevels(values: Float64Array, thresholds: readonly number[]): Int32Array {
  const unordered = thresholds.findIndex((value, at) => at > 0 && !(value > (thresholds[at - 1] ?? 0)))
  if (unordered >= 0) {
    throw new InvalidInputError(`the threshold ${thresholds[unordered]} does not lie above the one before it`, {
      field: 'thresholds',
      hint: 'Give each level a threshold of its own, from the lowest level to the highest.',
    })
  }
  return Int32Array.from(values, (value) => {
    let low = 0
    let high = thresholds.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((thresholds[middle] as number) <= value) low = middle + 1
      else high = middle
    }
    return low - 1
  })
}
