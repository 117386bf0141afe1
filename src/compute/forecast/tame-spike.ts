const TIMES = 3

/**
 * A history whose one huge value is brought down to the next largest: a single order of a thousand is no demand of every week.
 *
 * Only a value more than three times as large as any other is taken for one of its kind; a second like it is a pattern.
 *
 * @param history - values >= 0
 * @returns the history, and the position of what was brought down; null when nothing was
 * @example tameSpike(Float64Array.of(2, 3, 90, 2)) // => { values: [2, 3, 3, 2], position: 2 }
 * Time O(n).
 */
export function tameSpike(history: Float64Array): { values: Float64Array; position: number | null } {
  let largest = -1
  for (let t = 0; t < history.length; t += 1) {
    if (largest < 0 || (history[t] as number) > (history[largest] as number)) largest = t
  }
  let next = 0
  for (let t = 0; t < history.length; t += 1) if (t !== largest) next = Math.max(next, history[t] as number)
  if (largest < 0 || next === 0 || (history[largest] as number) <= TIMES * next)
    return { values: history, position: null }
  const values = history.slice()
  values[largest] = next
  return { values, position: largest }
}
