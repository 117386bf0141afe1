import type { Silhouettes } from './silhouettes.ts'

export interface CountChoice {
  /** Index of the partition with the largest mean silhouette; -1 without any. */
  readonly best: number
  /** True when it beats every other one by more than chance on these points and its groups are worth the name. */
  readonly clear: boolean
  /** Why not: the groups are hardly groups, or another number does about as well. */
  readonly doubt: 'weak_structure' | 'close_call' | null
  /** The next best partition, and by how much it is worse with a 95 % interval; null when there is only one. */
  readonly rival: { readonly index: number; readonly gap: number; readonly interval: readonly [number, number] } | null
}

/** Below this no substantial structure has been found (Kaufman & Rousseeuw 1990, table 4). */
export const WEAK_SILHOUETTE = 0.25

/**
 * Chooses among partitions of the same points by the mean silhouette, and says when the choice is none: the silhouettes
 * of the same points are compared pairwise, so that what all partitions share cancels out.
 *
 * @param candidates - at the same positions
 * @example chooseClusterCount(silhouettes(points, [two, three], positions)).best // => 1
 * @see Kaufman & Rousseeuw (1990), Finding Groups in Data, ch. 2.
 * Time O(m x candidates).
 */
export function chooseClusterCount(candidates: readonly Silhouettes[]): CountChoice {
  const ranked = [...candidates.keys()]
    .filter((index) => candidates[index]?.mean !== null)
    .sort((a, b) => (candidates[b]?.mean ?? 0) - (candidates[a]?.mean ?? 0) || a - b)
  const [best, second] = ranked
  if (best === undefined) return { best: -1, clear: false, doubt: 'weak_structure', rival: null }
  const weak = (candidates[best]?.mean ?? 0) < WEAK_SILHOUETTE
  if (second === undefined) return { best, clear: !weak, doubt: weak ? 'weak_structure' : null, rival: null }
  const { gap, error } = pairedGap(candidates[best]?.widths ?? [], candidates[second]?.widths ?? [])
  const interval = [gap - 1.96 * error, gap + 1.96 * error] as const
  const doubt = weak ? 'weak_structure' : interval[0] <= 0 ? 'close_call' : null
  return { best, clear: doubt === null, doubt, rival: { index: second, gap, interval } }
}

function pairedGap(a: ArrayLike<number>, b: ArrayLike<number>): { readonly gap: number; readonly error: number } {
  let count = 0
  let sum = 0
  let squares = 0
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] ?? Number.NaN) - (b[i] ?? Number.NaN)
    if (Number.isNaN(difference)) continue
    count += 1
    sum += difference
    squares += difference * difference
  }
  if (count < 2) return { gap: 0, error: 0 }
  const gap = sum / count
  return { gap, error: Math.sqrt(Math.max(squares / count - gap * gap, 0) / (count - 1)) }
}
