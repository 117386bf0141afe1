/** What a customer used to buy and no longer did before falling silent. */
export interface TasteDrift {
  readonly category: string
  /** Share of the earlier orders that held it. */
  readonly share: number
  readonly latestOrders: number
}

const LATEST = 3
const FEWEST_EARLIER = 4
const MAIN_SHARE = 2 / 3

/**
 * The main category of the earlier orders where none of the latest three held it; null where taste did not turn.
 *
 * A category of two thirds of the orders stays out of three in a row by chance less than once in twenty-seven times, so who
 * buys a bit of everything has no drift, and who has fewer than seven orders shows none.
 *
 * @param categories - of each order, oldest first; empty where nothing is known of what it held
 * @example driftOfTaste([['tea'], ['tea'], ['tea', 'mugs'], ['tea'], ['mugs'], ['mugs'], ['mugs']])
 *   // => { category: 'tea', share: 1, latestOrders: 3 }
 */
export function driftOfTaste(categories: readonly (readonly string[])[]): TasteDrift | null {
  const known = categories.filter((held) => held.length > 0)
  const earlier = known.slice(0, -LATEST)
  if (earlier.length < FEWEST_EARLIER) return null
  const counts = new Map<string, number>()
  for (const category of earlier.flatMap((held) => [...new Set(held)])) {
    counts.set(category, (counts.get(category) ?? 0) + 1)
  }
  const [main] = [...counts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  if (main === undefined) return null
  const [category, count] = main
  const share = count / earlier.length
  if (share < MAIN_SHARE || known.slice(-LATEST).some((held) => held.includes(category))) return null
  return { category, share, latestOrders: LATEST }
}
