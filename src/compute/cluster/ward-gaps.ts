import type { GroupGaps } from './agglomerate.ts'
import type { Points } from './points.ts'
import { squaredGap } from './squared-gap.ts'

/** Ward's distances: from the means and sizes of the groups alone, so that no table of pairs is kept. */
export function wardGaps({ size, dimensions: d, values }: Points): GroupGaps {
  const means = Float64Array.from(values)
  const counts = new Float64Array(size).fill(1)
  return {
    gap: (a, b) => {
      const sizeA = counts[a] ?? 1
      const sizeB = counts[b] ?? 1
      return ((2 * sizeA * sizeB) / (sizeA + sizeB)) * squaredGap(means, a * d, means, b * d, d)
    },
    height: Math.sqrt,
    merge: (a, b) => {
      const sizeA = counts[a] ?? 1
      const sizeB = counts[b] ?? 1
      const both = sizeA + sizeB
      for (let j = 0; j < d; j++) {
        means[a * d + j] = (sizeA * (means[a * d + j] ?? 0) + sizeB * (means[b * d + j] ?? 0)) / both
      }
      counts[a] = both
    },
  }
}
