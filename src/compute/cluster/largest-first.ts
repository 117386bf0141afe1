/**
 * Cluster codes renamed so that 0 is the largest cluster, then by falling size; equally large ones stay in their order.
 *
 * @param codes - 0..clusters-1, or -1 for a point in no cluster, which stays -1
 * @returns the new codes, the sizes in the new order, and for each new code the old one
 * @example largestFirst(Int32Array.of(0, 1, 1, -1), 2).codes // => Int32Array [1, 0, 0, -1]
 */
export function largestFirst(
  codes: Int32Array,
  clusters: number,
): { readonly codes: Int32Array; readonly sizes: Int32Array; readonly order: readonly number[] } {
  const counts = new Int32Array(clusters)
  for (const code of codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1
  const order = [...counts.keys()].sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b)
  const placeOf = new Int32Array(clusters)
  for (const [place, cluster] of order.entries()) placeOf[cluster] = place
  return {
    codes: codes.map((code) => (code < 0 ? -1 : (placeOf[code] ?? 0))),
    sizes: Int32Array.from(order, (cluster) => counts[cluster] ?? 0),
    order,
  }
}
