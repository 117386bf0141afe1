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
  let source = 0
  return {
    add(weights, touched, count) {
      const strength = (target: number): number => {
        const weight = weights[target] as number
        return by === 'size' ? Math.abs(weight) : weight
      }
      let chosen = touched.slice(0, count).filter((target) => weights[target] !== 0)
      if (chosen.length > k) {
        const limit = Float64Array.from(chosen, strength).sort()[chosen.length - k] as number
        const equal = chosen.filter((target) => strength(target) === limit).sort()
        const above = chosen.filter((target) => strength(target) > limit)
        chosen = Int32Array.from([...above, ...equal.subarray(0, k - above.length)])
      }
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
