import { itemsOfCustomers, type SetRows } from './customer-sets.ts'
import { checkInteractions, type Interactions } from './interactions.ts'
import { neighbourRecommender, neighbourRecommenderFromBytes, rarityOf, type NeighbourRule } from './neighbour-model.ts'
import type { Recommender } from './recommender.ts'
import { plainWeighing } from './weigh-history.ts'

/**
 * User-user neighbours: what customers with the most similar histories have, each weighed by the cosine of the two sets.
 *
 * Keeps every history of the fit, so its bytes grow with the shop.
 *
 * @see Herlocker, Konstan, Borchers & Riedl (1999), SIGIR '99.
 * Time per score O(customers that share an item + neighbours x set size), memory O(pairs).
 */
export const userNeighbours: Recommender<NeighbourRule> = neighbours('user_cf', {
  neighbours: 100,
  sample: 0,
  weighing: plainWeighing,
  sizePower: 0.5,
  shrinkage: 0,
  matchDecay: 0,
  rarity: 0,
})

/**
 * VSKNN: nearest sessions, where the latest clicks of the running session count most, and a session says less the further
 * back the click that it shares.
 *
 * @see Ludewig & Jannach (2018), User Modeling and User-Adapted Interaction 28, 331-390.
 * Time per score O(sample + neighbours x session length), memory O(clicks).
 */
export const sessionNeighbours: Recommender<NeighbourRule> = neighbours('vsknn', {
  neighbours: 500,
  sample: 5000,
  weighing: { repeats: 'once', decayPerEvent: 0.3, halfLifeDays: 0 },
  sizePower: 0.3,
  shrinkage: 0,
  matchDecay: 0.25,
  rarity: 3,
})

function neighbours(method: 'user_cf' | 'vsknn', defaults: NeighbourRule): Recommender<NeighbourRule> {
  return {
    method,
    defaults,
    fit(interactions, rule) {
      checkInteractions(interactions)
      const rows = inTimeOrder(interactions, itemsOfCustomers(interactions))
      const rarity = rarityOf(rows, interactions.items, rule.rarity)
      return neighbourRecommender({ method, items: interactions.items, rows, rarity, rule })
    },
    fromBytes: (bytes) => neighbourRecommenderFromBytes(bytes, method),
  }
}

/** Rows by the day of their last event, so that the latest that hold an item are the last of its list; empty rows go. */
function inTimeOrder({ customers, starts, days }: Interactions, sets: SetRows): SetRows {
  const order: number[] = []
  for (let c = 0; c < customers; c++) if ((starts[c + 1] as number) > (starts[c] as number)) order.push(c)
  const lastDay = (c: number): number => days[(starts[c + 1] as number) - 1] as number
  order.sort((a, b) => lastDay(a) - lastDay(b) || a - b)
  const ordered = new Int32Array(order.length + 1)
  const members = new Int32Array(sets.members.length)
  for (const [row, c] of order.entries()) {
    const from = sets.starts[c] as number
    const to = sets.starts[c + 1] as number
    members.set(sets.members.subarray(from, to), ordered[row] as number)
    ordered[row + 1] = (ordered[row] as number) + to - from
  }
  return { rows: order.length, starts: ordered, members }
}
