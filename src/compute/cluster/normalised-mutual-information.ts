/**
 * How much two ways of grouping the same items say about each other: 1 for the same groups, 0 for unrelated ones; mutual
 * information over the mean of the two entropies. Not corrected for chance: many small groups push it up.
 *
 * @param a - group of each item, whole numbers of any kind
 * @param b - the same items, same length
 * @returns 0..1; 1 when neither tells any items apart
 * @throws RangeError when the lengths differ
 * @example normalisedMutualInformation([0, 0, 1, 1], [1, 1, 0, 0]) // => 1
 * @see Strehl & Ghosh (2002), Journal of Machine Learning Research 3, 583-617.
 * Time O(n), memory O(pairs of groups that occur).
 */
export function normalisedMutualInformation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new RangeError(`Lengths differ: ${a.length} and ${b.length}`)
  const both = new Map<string, number>()
  const inA = new Map<number, number>()
  const inB = new Map<number, number>()
  const bump = <Key>(counts: Map<Key, number>, key: Key): Map<Key, number> =>
    counts.set(key, (counts.get(key) ?? 0) + 1)
  for (let i = 0; i < a.length; i++) {
    const [left, right] = [a[i] as number, b[i] as number]
    bump(both, `${left}|${right}`)
    bump(inA, left)
    bump(inB, right)
  }
  const entropies = entropy(inA, a.length) + entropy(inB, a.length)
  if (entropies === 0) return 1
  return (2 * (entropies - entropy(both, a.length))) / entropies
}

const entropy = (counts: ReadonlyMap<unknown, number>, n: number): number => {
  let sum = 0
  for (const count of counts.values()) sum -= (count / n) * Math.log(count / n)
  return sum
}
