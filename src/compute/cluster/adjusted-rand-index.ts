/**
 * How far two ways of grouping the same customers agree beyond chance: 1 for the same groups (whatever their names), about
 * 0 for unrelated ones, below 0 for less than chance.
 *
 * @param a - group of each item, whole numbers of any kind
 * @param b - the same items, same length
 * @returns a number of at most 1; 1 when neither tells any items apart
 * @example adjustedRandIndex([0, 0, 1, 1], [0, 0, 1, 2]) // => 0.5714285714285715
 * @see Hubert & Arabie (1985), Journal of Classification 2, 193-218.
 * Time O(n), memory O(pairs of groups that occur).
 */
export function adjustedRandIndex(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const both = new Map<number, Map<number, number>>()
  const inA = new Map<number, number>()
  const inB = new Map<number, number>()
  for (let i = 0; i < a.length; i++) {
    const groupA = a[i] ?? 0
    const groupB = b[i] ?? 0
    const row = both.get(groupA) ?? new Map<number, number>()
    both.set(groupA, row)
    row.set(groupB, (row.get(groupB) ?? 0) + 1)
    inA.set(groupA, (inA.get(groupA) ?? 0) + 1)
    inB.set(groupB, (inB.get(groupB) ?? 0) + 1)
  }
  const together = [...both.values()].reduce((pairs, row) => pairs + pairsIn(row), 0)
  const togetherA = pairsIn(inA)
  const togetherB = pairsIn(inB)
  const expected = (togetherA * togetherB) / ((a.length * (a.length - 1)) / 2)
  const most = (togetherA + togetherB) / 2
  return most === expected || a.length < 2 ? 1 : (together - expected) / (most - expected)
}

const pairsIn = (sizes: ReadonlyMap<unknown, number>): number => {
  let pairs = 0
  for (const size of sizes.values()) pairs += (size * (size - 1)) / 2
  return pairs
}
