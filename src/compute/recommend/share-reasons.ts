import type { Reason } from './recommender.ts'

/**
 * Turns what each item of a history contributes to a score into shares of what speaks for it, largest first.
 *
 * Contributions that speak against are left out of the shares: a reason is something that carries a recommendation.
 *
 * @example shareReasons([[7, 1], [8, 3], [9, -2]]) // => [{ item: 8, share: 0.75 }, { item: 7, share: 0.25 }]
 */
export function shareReasons(contributions: Iterable<readonly [item: number, amount: number]>): readonly Reason[] {
  const sums = new Map<number, number>()
  for (const [item, amount] of contributions) if (amount > 0) sums.set(item, (sums.get(item) ?? 0) + amount)
  const total = [...sums.values()].reduce((sum, amount) => sum + amount, 0)
  return [...sums]
    .map(([item, amount]) => ({ item, share: amount / total }))
    .toSorted((a, b) => b.share - a.share || a.item - b.item)
}
