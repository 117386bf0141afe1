import type { GroupGaps } from './agglomerate.ts'
import type { Points } from './points.ts'
import { squaredGap } from './squared-gap.ts'

/** Mean distances between the points of two groups, kept for every pair: n (n - 1) / 2 numbers. */
export function averageGaps({ size, dimensions: d, values }: Points): GroupGaps {
  const gaps = new Float64Array((size * (size - 1)) / 2)
  const counts = new Float64Array(size).fill(1)
  const gone = new Uint8Array(size)
  const at = (a: number, b: number): number => (a > b ? (a * (a - 1)) / 2 + b : (b * (b - 1)) / 2 + a)
  for (let a = 1; a < size; a++) {
    for (let b = 0; b < a; b++) gaps[at(a, b)] = Math.sqrt(squaredGap(values, a * d, values, b * d, d))
  }
  return {
    gap: (a, b) => gaps[at(a, b)] ?? 0,
    height: Number,
    merge: (a, b) => {
      const sizeA = counts[a] ?? 1
      const sizeB = counts[b] ?? 1
      gone[b] = 1
      for (let c = 0; c < size; c++) {
        if (c === a || gone[c] === 1) continue
        gaps[at(a, c)] = (sizeA * (gaps[at(a, c)] ?? 0) + sizeB * (gaps[at(b, c)] ?? 0)) / (sizeA + sizeB)
      }
      counts[a] = sizeA + sizeB
    },
  }
}
