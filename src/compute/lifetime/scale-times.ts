import type { WeightedHistories } from './purchase-histories.ts'

/**
 * Histories with times in units of their mean age, so that a search starts near the answer whether a shop counts days or
 * weeks.
 *
 * @returns `unit`: how much of the old unit one new unit is; 1 when nobody was observed for any time
 * @example
 * scaleTimes({ frequency: Float64Array.of(1), recency: Float64Array.of(5), age: Float64Array.of(10), weight: Float64Array.of(2) })
 * // => unit 10, recency [0.5], age [1]
 * Time and memory O(n).
 */
export function scaleTimes(histories: WeightedHistories): { scaled: WeightedHistories; unit: number } {
  const { recency, age, weight } = histories
  let customers = 0
  let total = 0
  for (let i = 0; i < age.length; i += 1) {
    customers += weight[i] ?? 0
    total += (weight[i] ?? 0) * (age[i] ?? 0)
  }
  const unit = total > 0 ? total / customers : 1
  const divide = (column: Float64Array) => column.map((time) => time / unit)
  return { scaled: { ...histories, recency: divide(recency), age: divide(age) }, unit }
}
