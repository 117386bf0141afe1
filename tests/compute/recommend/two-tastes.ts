import { gatherInteractions, type InteractionEvent } from '../../../src/compute/recommend/interactions.ts'
import type { FitContext, ItemFeatures } from '../../../src/compute/recommend/recommender.ts'
import { seededRandom } from '../../../src/lib/random.ts'

/**
 * A world whose answers are known: items 0-5 are one taste, 6-11 another, item 12 nobody has. Even customers take five of
 * six items of the first taste in a circle, odd ones of the second; item + 1 follows item, on the next day.
 */
export const TASTE = 6
export const ITEMS = 13
const CUSTOMERS = 48

const events: InteractionEvent[] = []
for (let customer = 0; customer < CUSTOMERS; customer++) {
  const base = (customer % 2) * TASTE
  const first = Math.floor(customer / 2) % TASTE
  for (let step = 0; step < TASTE - 1; step++) {
    events.push({ customer, item: base + ((first + step) % TASTE), day: step })
  }
}

export const twoTastes = gatherInteractions(events, { customers: CUSTOMERS, items: ITEMS })

/** Item i has its taste as its only feature; item 12 belongs to the second taste by description alone. */
export const tasteFeatures: ItemFeatures = {
  items: ITEMS,
  features: 2,
  starts: Int32Array.from({ length: ITEMS + 1 }, (_value, item) => item),
  featureIds: Int32Array.from({ length: ITEMS }, (_value, item) => (item < TASTE ? 0 : 1)),
  values: new Float64Array(ITEMS).fill(1),
}

export const context = (): FitContext => ({ random: seededRandom('two tastes'), features: tasteFeatures })

/** The taste of an item: 0, 1, or 2 for the one that nobody has. */
export const tasteOf = (item: number): number => (item === ITEMS - 1 ? 2 : Math.floor(item / TASTE))
