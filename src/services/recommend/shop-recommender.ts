import type { Interactions } from '../../compute/recommend/interactions.ts'
import type { FittedRecommender } from '../../compute/recommend/recommender.ts'
import { blend } from '../../compute/recommend/fit-blend.ts'
import { seededRandom } from '../../lib/random.ts'

/** Above so many items each keeps its strongest links only: what a stored model weighs. */
const DENSE_ITEMS = 1000
const LINKS = 200

/** Fits the recommender that serves by default: the recency-weighted blend. */
export function fitShopRecommender(interactions: Interactions, seed: string): FittedRecommender {
  const parts = blend.defaults.parts.map((part) =>
    part.method === 'ease' && interactions.items > DENSE_ITEMS
      ? { ...part, parameters: { ...part.parameters, links: LINKS } }
      : part,
  )
  return blend.fit(interactions, { parts }, { random: seededRandom(seed) })
}
