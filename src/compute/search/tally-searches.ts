import { wilsonInterval } from '../stats/wilson-interval.ts'

/** What came of one search. */
export interface SearchOutcome {
  readonly query: string
  readonly person: string
  /** A product was turned to before the next search. */
  readonly clicked: boolean
  /** An order was made in the visit, behind this search and no later one. */
  readonly ordered: boolean
}

export interface SearchTally {
  readonly query: string
  readonly searches: number
  readonly people: number
  readonly clicked: number
  readonly ordered: number
}

/** Searches by query, most first. */
export function tallySearches(outcomes: readonly SearchOutcome[]): readonly SearchTally[] {
  const counts = new Map<string, { searches: number; people: Set<string>; clicked: number; ordered: number }>()
  for (const { query, person, clicked, ordered } of outcomes) {
    const count = counts.get(query) ?? { searches: 0, people: new Set<string>(), clicked: 0, ordered: 0 }
    counts.set(query, count)
    count.searches += 1
    count.people.add(person)
    count.clicked += Number(clicked)
    count.ordered += Number(ordered)
  }
  return [...counts]
    .map(([query, { people, ...rest }]) => ({ query, people: people.size, ...rest }))
    .toSorted((a, b) => b.searches - a.searches || (a.query < b.query ? -1 : 1))
}

/** Fewer searches than this in both periods are no trend. */
const FEWEST = 10

/**
 * How much more often something is searched for than in the period before, by the lower end of what the counts allow.
 *
 * With n searches now and m before, n / (n + m) has a Wilson interval; its lower end as odds, over the odds of the lengths of
 * both periods, is a growth that small counts do not inflate.
 *
 * @param now - searches in the period
 * @param before - searches in the period before
 * @param lengths - days of the period over days of the one before
 * @returns growth factor >= 0, above 1 when the rise is more than chance; 0 where both counts are small
 * @example risenBy(100, 50, 1) // => 1.43
 */
export function risenBy(now: number, before: number, lengths: number): number {
  if (now + before < FEWEST) return 0
  const [low] = wilsonInterval(now, now + before)
  return low >= 1 ? Infinity : low / (1 - low) / lengths
}
