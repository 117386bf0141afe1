import type { ItemFeatures } from './recommender.ts'

/**
 * Cosine between descriptions of two items, for varied lists and for how varied they are.
 *
 * @returns in [0, 1] for features that are not negative; 0 where an item has no description
 * Time O(entries of both).
 */
export function itemLikeness({ items, starts, featureIds, values }: ItemFeatures): (a: number, b: number) => number {
  const lengths = Float64Array.from({ length: items }, (_value, item) => {
    let sum = 0
    for (let at = starts[item] as number; at < (starts[item + 1] as number); at++) sum += (values[at] as number) ** 2
    return Math.sqrt(sum)
  })
  return (a, b) => {
    const scale = (lengths[a] ?? 0) * (lengths[b] ?? 0)
    if (scale === 0) return 0
    let left = starts[a] as number
    let right = starts[b] as number
    let sum = 0
    while (left < (starts[a + 1] as number) && right < (starts[b + 1] as number)) {
      const one = featureIds[left] as number
      const other = featureIds[right] as number
      if (one === other) sum += (values[left] as number) * (values[right] as number)
      if (one <= other) left += 1
      if (other <= one) right += 1
    }
    return Math.min(1, sum / scale)
  }
}
