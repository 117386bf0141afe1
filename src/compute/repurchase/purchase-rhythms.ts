/**
 * When things were bought again and again: rhythm r is one customer with one product (or category), its purchase days at
 * positions starts[r] to starts[r + 1], rising, each day once.
 */
export interface PurchaseRhythms {
  /** Length rhythms + 1. */
  readonly starts: Int32Array
  readonly days: Int32Array
  /** Product (or whatever repeats) of each rhythm. */
  readonly items: Int32Array
  /** Group (category) of each item, -1 for none. */
  readonly groups: Int32Array
}

/** Days between consecutive purchase days of one rhythm; empty for a single one. */
export function gapsOf({ starts, days }: PurchaseRhythms, rhythm: number): number[] {
  const gaps: number[] = []
  const to = starts[rhythm + 1] as number
  for (let at = (starts[rhythm] as number) + 1; at < to; at++) {
    gaps.push((days[at] as number) - (days[at - 1] as number))
  }
  return gaps
}

/**
 * The middle value; of an even number the mean of the two in the middle.
 *
 * @param values - at least one
 * @example medianOf([30, 28, 61]) // => 30
 */
export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}
