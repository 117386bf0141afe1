import { followerLinks, type FollowerRule } from './follower-links.ts'
import { checkInteractions } from './interactions.ts'
import { linkRecommender, linkRecommenderFromBytes } from './link-model.ts'
import type { Recommender } from './recommender.ts'
import type { HistoryWeighing } from './weigh-history.ts'

export interface FollowerParameters extends FollowerRule {
  readonly weighing: HistoryWeighing
}

/**
 * Markov chain over items that looks a little further than one step: what came within `reach` events after an item, scored
 * from the latest events of a history.
 *
 * Says "bought after it". The order of what was bought at one moment is chance: a reach above one makes up for that.
 *
 * @see Rendle, Freudenthaler & Schmidt-Thieme (2010), WWW '10, for next-item chains.
 * Time O(events x reach), memory O(items x neighbours).
 */
export const markov = followers('markov', {
  reach: 40,
  decay: 'linear',
  direction: 'after',
  scale: 'cosine',
  shrinkage: 30,
  neighbours: 500,
  weighing: { repeats: 'once', decayPerEvent: 0.8, halfLifeDays: 0 },
})

/**
 * Sequential rules of sessions: what followed within twenty clicks, nearer counts more, from the last click alone.
 *
 * @see Ludewig & Jannach (2018), User Modeling and User-Adapted Interaction 28, 331-390.
 */
export const sequentialRules = followers('sr', {
  reach: 20,
  decay: 'reciprocal',
  direction: 'after',
  scale: 'none',
  shrinkage: 0,
  neighbours: 500,
  weighing: { repeats: 'once', decayPerEvent: 0, halfLifeDays: 0 },
})

/**
 * Association rules of two items: what was in the same session as the last click, in any order.
 *
 * @see Ludewig & Jannach (2018), User Modeling and User-Adapted Interaction 28, 331-390.
 */
export const associationRules = followers('ar', {
  reach: 1000,
  decay: 'flat',
  direction: 'both',
  scale: 'none',
  shrinkage: 0,
  neighbours: 500,
  weighing: { repeats: 'once', decayPerEvent: 0, halfLifeDays: 0 },
})

function followers(method: 'markov' | 'sr' | 'ar', defaults: FollowerParameters): Recommender<FollowerParameters> {
  return {
    method,
    defaults,
    fit(interactions, parameters, context) {
      checkInteractions(interactions)
      const links = followerLinks(interactions, parameters, context)
      const { weighing, reach, decay, shrinkage } = parameters
      return linkRecommender({
        method,
        links,
        weighing,
        notes: { reach, decay, shrinkage, links: links.targets.length },
      })
    },
    fromBytes: (bytes) => linkRecommenderFromBytes(bytes, method),
  }
}
