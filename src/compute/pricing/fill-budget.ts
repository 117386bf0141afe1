/** What can be bought: one entry per option, any length n. */
export interface BudgetOptions {
  /** What each brings, net of its cost; only positive ones are worth buying. */
  readonly gain: ArrayLike<number>
  /** What each costs, from 0. */
  readonly cost: ArrayLike<number>
}

/**
 * Options that a budget buys, the ones that bring most per unit of cost first.
 *
 * The best whole set is a knapsack problem; taking by ratio misses it by less than the gain of one option, which is nothing
 * beside hundreds of them.
 *
 * @param budget - of the same unit as the costs; Infinity takes everything that brings something
 * @param most - at most so many options
 * @returns positions, best ratio first; equal ratios in the order of the input
 * @example fillBudget({ gain: [10, 6, 1], cost: [5, 2, 4] }, 7) // => [1, 0]
 * @see Dantzig (1957), Operations Research 5, 266-288. Time O(n log n).
 */
export function fillBudget({ gain, cost }: BudgetOptions, budget: number, most = Number.POSITIVE_INFINITY): number[] {
  const ratio = (i: number): number => (gain[i] ?? 0) / Math.max(1e-9, cost[i] ?? 0)
  const worth = Array.from(gain, (value, i) => (value > 0 ? i : -1)).filter((i) => i >= 0)
  worth.sort((a, b) => ratio(b) - ratio(a) || a - b)
  const taken: number[] = []
  let left = budget
  for (const i of worth) {
    if (taken.length >= most) break
    const price = cost[i] ?? 0
    if (price > left) continue
    left -= price
    taken.push(i)
  }
  return taken
}
