import type { ItemLinks } from './item-links.ts'

/** Gathers sparse links row by row, the k strongest of each source, so that memory stays O(items x k). */
export interface LinkGatherer {
  /** Adds the row of the next source; `touched` names the places of `weights` that count, which are then set back to 0. */
  add(weights: Float64Array, touched: Int32Array, count: number): void
  finish(): ItemLinks
}

/**
 * @param k - links kept per source; of equals the lower item number
 * @param by - 'value': the largest; 'size': the largest whatever their sign
 */
export function keepStrongest(items: number, k: number, by: 'value' | 'size' = 'value'): LinkGatherer {
  const starts = new Int32Array(items + 1)
  const targets: Int32Array[] = []
  const kept: Float32Array[] = []
  const candidates = new Int32Array(items)
  const strengths = new Float64Array(items)
  let source = 0
  return {
    add(weights, touched, count) {
      let size = 0
      for (let at = 0; at < count; at++) {
        const target = touched[at] as number
        const weight = weights[target] as number
        if (weight === 0) continue
        candidates[size] = target
        strengths[size] = by === 'size' ? Math.abs(weight) : weight
        size += 1
      }
      const limit = size > k ? kthLargest(strengths.slice(0, size), k) : -Infinity
      let above = 0
      for (let at = 0; at < size; at++) if ((strengths[at] as number) > limit) above += 1
      const equal: number[] = []
      const chosen = new Int32Array(Math.min(size, k))
      let taken = 0
      for (let at = 0; at < size; at++) {
        const strength = strengths[at] as number
        if (strength === limit) equal.push(candidates[at] as number)
        else if (strength > limit) {
          chosen[taken] = candidates[at] as number
          taken += 1
        }
      }
      chosen.set(equal.toSorted((a, b) => a - b).slice(0, chosen.length - above), above)
      chosen.sort()
      targets.push(chosen)
      kept.push(Float32Array.from(chosen, (target) => weights[target] as number))
      source += 1
      starts[source] = (starts[source - 1] as number) + chosen.length
      for (let at = 0; at < count; at++) weights[touched[at] as number] = 0
    },
    finish() {
      const size = starts[source] as number
      starts.fill(size, source)
      const allTargets = new Int32Array(size)
      const allWeights = new Float32Array(size)
      for (const [row, part] of targets.entries()) {
        allTargets.set(part, starts[row] as number)
        allWeights.set(kept[row] as Float32Array, starts[row] as number)
      }
      return { items, starts, targets: allTargets, weights: allWeights }
    },
  }
}

/** The k-th largest value, by partitioning; the array is reordered. Time O(n) on average. */
function kthLargest(values: Float64Array, k: number): number {
  let low = 0
  let high = values.length - 1
  const wanted = values.length - k
  while (low < high) {
    const pivot = values[(low + high) >> 1] as number
    let left = low
    let right = high
    while (left <= right) {
      while ((values[left] as number) < pivot) left += 1
      while ((values[right] as number) > pivot) right -= 1
      if (left > right) break
      const kept = values[left] as number
      values[left] = values[right] as number
      values[right] = kept
      left += 1
      right -= 1
    }
    if (wanted <= right) high = right
    else if (wanted >= left) low = left
    else break
  }
  return values[wanted] as number
}
