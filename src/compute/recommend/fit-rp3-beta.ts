import { coOccurrenceLinks } from './co-occurrence-links.ts'
import { checkInteractions } from './interactions.ts'
import { linkRecommender, linkRecommenderFromBytes } from './link-model.ts'
import type { Recommender } from './recommender.ts'
import { plainWeighing, type HistoryWeighing } from './weigh-history.ts'

export interface Rp3BetaParameters {
  /** Power of the two steps of the walk; 1 is the plain random walk. */
  readonly alpha: number
  /** Power of the target's popularity that is divided out; 0 leaves the walk as it is. */
  readonly beta: number
  readonly neighbours: number
  readonly weighing: HistoryWeighing
}

/**
 * RP3beta: a walk from an item to a random buyer of it to a random item of that buyer, with popular targets held back.
 *
 * Reaches further down the catalogue than a cosine; customers with long histories say less per item.
 *
 * @see Paudel et al. (2017), ACM TiiS 7(1): Updatable, accurate, diverse, and scalable recommendations.
 * Time O(sum over customers of squared set size), memory O(items x neighbours).
 */
export const rp3Beta: Recommender<Rp3BetaParameters> = {
  method: 'rp3beta',
  defaults: { alpha: 1, beta: 0.6, neighbours: 200, weighing: plainWeighing },
  fit(interactions, { alpha, beta, neighbours, weighing }, context) {
    checkInteractions(interactions)
    const links = coOccurrenceLinks(
      interactions,
      {
        ofCustomer: (setSize) => setSize ** -alpha,
        ofPair: (sum, source, target) => (sum * source ** -alpha) / target ** beta,
        neighbours,
      },
      context,
    )
    return linkRecommender({
      method: 'rp3beta',
      links,
      weighing,
      notes: { alpha, beta, neighbours, links: links.targets.length },
    })
  },
  fromBytes: (bytes) => linkRecommenderFromBytes(bytes, 'rp3beta'),
}
