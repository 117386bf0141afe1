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
 * Time O(n).
 */
export function segmentMigration(before: ArrayLike<number>, now: ArrayLike<number>): readonly MigrationFlow[] {
  const flows = new Map<string, { from: number; to: number; customers: number }>()
  for (let i = 0; i < now.length; i++) {
    const from = before[i] ?? -1
    const to = now[i] ?? -1
    const key = `${from}/${to}`
    const flow = flows.get(key)
    if (flow === undefined) flows.set(key, { from, to, customers: 1 })
    else flow.customers += 1
  }
  return [...flows.values()].sort((a, b) => a.from - b.from || a.to - b.to)
}
