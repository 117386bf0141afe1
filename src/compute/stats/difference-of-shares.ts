import { wilsonInterval } from './wilson-interval.ts'

export interface ShareDifference {
  readonly shareA: number
  readonly shareB: number
  /** shareA - shareB. */
  readonly difference: number
  readonly interval: readonly [number, number]
}

/**
 * Difference of two independent shares with Newcombe's hybrid score interval, which stays inside -1..1 and holds its level
 * where shares are near 0 or 1.
 *
 * @param hitsA - of `nA`; both groups need at least one row
 * @returns difference and interval, 95 % unless `z` says otherwise
 * @throws {InvalidInputError} when a share does not exist
 * @example differenceOfShares(56, 70, 48, 80).interval // => [0.0524, 0.3339], Newcombe's example (a), method 10
 * @see Newcombe (1998), Statistics in Medicine 17, 873-890.
 */
export function differenceOfShares(hitsA: number, nA: number, hitsB: number, nB: number, z?: number): ShareDifference {
  const [lowA, highA] = wilsonInterval(hitsA, nA, z)
  const [lowB, highB] = wilsonInterval(hitsB, nB, z)
  const shareA = hitsA / nA
  const shareB = hitsB / nB
  const difference = shareA - shareB
  return {
    shareA,
    shareB,
    difference,
    interval: [
      difference - Math.hypot(shareA - lowA, highB - shareB),
      difference + Math.hypot(highA - shareA, shareB - lowB),
    ],
  }
}
