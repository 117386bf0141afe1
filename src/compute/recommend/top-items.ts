import type { ScoredItem } from './recommender.ts'

export interface TopItemsRule {
  /** Items that are not shown whatever their score. */
  readonly exclude?: Pick<ReadonlySet<number>, 'has'>
  /** Items must score more than this; 0 unless said: a method gives 0 where it knows nothing. */
  readonly above?: number
}

/**
 * The k best of a list of scores, best first; of equals the lower item number.
 *
 * @param k - any number; less than one gives none, more than there are gives all
 * @example topItems(Float64Array.of(1, 3, 2), 2) // => [{ item: 1, score: 3 }, { item: 2, score: 2 }]
 * Time O(n + n log k in the worst order), memory O(k): a heap with the worst kept item on top.
 */
export function topItems(scores: Float64Array, k: number, rule: TopItemsRule = {}): readonly ScoredItem[] {
  const size = Math.min(scores.length, Math.floor(k))
  if (!(size >= 1)) return []
  const above = rule.above ?? 0
  const heap = new Int32Array(size)
  let used = 0
  const worse = (a: number, b: number): boolean => {
    const left = scores[a] as number
    const right = scores[b] as number
    return left < right || (left === right && a > b)
  }
  const sink = (from: number): void => {
    let at = from
    const item = heap[at] as number
    for (;;) {
      let child = 2 * at + 1
      if (child >= used) break
      if (child + 1 < used && worse(heap[child + 1] as number, heap[child] as number)) child += 1
      if (!worse(heap[child] as number, item)) break
      heap[at] = heap[child] as number
      at = child
    }
    heap[at] = item
  }
  for (let item = 0; item < scores.length; item++) {
    if (!((scores[item] as number) > above) || (used === size && !worse(heap[0] as number, item))) continue
    if (rule.exclude?.has(item) === true) continue
    if (used < size) {
      heap[used] = item
      used += 1
      if (used === size) for (let at = (size >> 1) - 1; at >= 0; at--) sink(at)
    } else {
      heap[0] = item
      sink(0)
    }
  }
  return Array.from(heap.subarray(0, used))
    .toSorted((a, b) => (scores[b] as number) - (scores[a] as number) || a - b)
    .map((item) => ({ item, score: scores[item] as number }))
}
