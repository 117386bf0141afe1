/** Customers who were in one segment before and in another (or the same) now. */
export interface MigrationFlow {
  /** Index of the segment before; -1 for a customer who was not there yet. */
  readonly from: number
  /** Index of the segment now; -1 for a customer who is gone (erased or merged). */
  readonly to: number
  readonly customers: number
}

/**
 * Who moved where between two segmentations of the same kind.
 *
 * @param before - segment of each customer then, -1 for those not there yet
 * @param now - segment of the same customers now, same length
 * @returns flows with at least one customer, by `from`, then `to`; their sum is the number of customers
 * @example segmentMigration(Int32Array.of(0, 0, -1), Int32Array.of(0, 1, 1))
 * // => [{ from: -1, to: 1, customers: 1 }, { from: 0, to: 0, customers: 1 }, { from: 0, to: 1, customers: 1 }]
 * Time O(n + segments^2).
 */
export function segmentMigration(before: ArrayLike<number>, now: ArrayLike<number>): readonly MigrationFlow[] {
  // Counts by from, then to, one apart so that -1 is the first.
  const counts: number[][] = []
  for (let i = 0; i < now.length; i++) {
    const row = (counts[(before[i] ?? -1) + 1] ??= [])
    const to = (now[i] ?? -1) + 1
    row[to] = (row[to] ?? 0) + 1
  }
  return Array.from(counts, (row = [], from) =>
    Array.from(row, (customers = 0, to) => ({ from: from - 1, to: to - 1, customers })),
  )
    .flat()
    .filter(({ customers }) => customers > 0)
}
