/**
 * The share of all amounts that those with the largest hold, at least one of them; null where nothing was brought.
 *
 * @param amounts - one for each member; negative ones count against the total
 * @param part - how many are the top, as a share of the members, in (0, 1]
 * @example shareOfTop(Float64Array.of(60, 20, 10, 10), 0.25) // => { members: 1, share: 0.6 }
 * Time O(n log n), memory O(n).
 */
export function shareOfTop(
  amounts: Float64Array,
  part: number,
): { readonly members: number; readonly share: number } | null {
  const sorted = amounts.toSorted().reverse()
  const total = sorted.reduce((sum, amount) => sum + amount, 0)
  if (total <= 0) return null
  const members = Math.max(1, Math.round(part * sorted.length))
  return { members, share: sorted.subarray(0, members).reduce((sum, amount) => sum + amount, 0) / total }
}
