/** Beyond so many symbols only the latest count. */
const LONGEST = 200

/**
 * How alike two sequences are: 1 minus the fewest insertions, deletions and replacements that turn one into the other, as a
 * share of the longer one (optimal matching). What is done in another order counts as different.
 *
 * @returns 0 (nothing in common) .. 1 (the same); two empty sequences are the same
 * @example sequenceSimilarity([1, 2, 3, 4], [1, 3, 4]) // => 0.75
 * @see Abbott & Tsay (2000), Sociological Methods & Research 29(1), 3-33.
 * Time O(a x b) of the latest 200 symbols of each, memory O(b).
 */
export function sequenceSimilarity(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [fromA, fromB] = [Math.max(0, a.length - LONGEST), Math.max(0, b.length - LONGEST)]
  const [sizeA, sizeB] = [a.length - fromA, b.length - fromB]
  if (sizeA === 0 && sizeB === 0) return 1
  let row = Int32Array.from({ length: sizeB + 1 }, (_, j) => j)
  for (let i = 1; i <= sizeA; i++) {
    const next = new Int32Array(sizeB + 1)
    next[0] = i
    for (let j = 1; j <= sizeB; j++) {
      const same = a[fromA + i - 1] === b[fromB + j - 1] ? 0 : 1
      next[j] = Math.min((row[j - 1] as number) + same, (row[j] as number) + 1, (next[j - 1] as number) + 1)
    }
    row = next
  }
  return 1 - (row[sizeB] as number) / Math.max(sizeA, sizeB)
}
