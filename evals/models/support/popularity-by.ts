import type { Interactions } from '../../../src/compute/recommend/interactions.ts'

/** How much each item was bought until a day, purchases fading by 1/e in so many days. */
export function popularityBy(interactions: Interactions, days: number): (item: number, day: number) => number {
  const dates = Array.from({ length: interactions.items }, (): number[] => [])
  for (const [event, item] of interactions.itemIds.entries()) dates[item]?.push(interactions.days[event] ?? 0)
  return (item, day) =>
    (dates[item] ?? []).reduce((sum, date) => (date <= day ? sum + Math.exp(-(day - date) / days) : sum), 0)
}
