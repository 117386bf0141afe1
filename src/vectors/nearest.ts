export interface NearestOptions {
  readonly k: number
  /** Labels to compare; each once. */
  readonly labels: Iterable<number>
  readonly without: ReadonlySet<number>
}

/**
 * The k most similar of unit vectors, every one compared; of equals the one met first.
 *
 * Time O(labels x dimension + labels x k in the worst case), memory O(k).
 */
export function nearest(
  vector: Float32Array,
  vectors: readonly Float32Array[],
  { k, labels, without }: NearestOptions,
): { readonly label: number; readonly likeness: number }[] {
  const best: { label: number; likeness: number }[] = []
  let floor = -Infinity
  for (const label of labels) {
    const other = vectors[label]
    if (other === undefined || without.has(label)) continue
    let likeness = 0
    for (let f = 0; f < other.length; f++) likeness += (other[f] as number) * (vector[f] as number)
    if (best.length === k && likeness <= floor) continue
    let at = best.length
    while (at > 0 && (best[at - 1] as { likeness: number }).likeness < likeness) at -= 1
    best.splice(at, 0, { label, likeness })
    if (best.length > k) best.pop()
    if (best.length === k) floor = (best[k - 1] as { likeness: number }).likeness
  }
  return best
}
