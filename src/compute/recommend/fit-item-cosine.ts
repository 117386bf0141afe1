import { coOccurrenceLinks } from './co-occurrence-links.ts'
import { checkInteractions, type Interactions } from './interactions.ts'
import type { ItemLinks } from './item-links.ts'
import { linkRecommender, linkRecommenderFromBytes } from './link-model.ts'
import type { FitContext, Recommender } from './recommender.ts'
import { plainWeighing, type HistoryWeighing } from './weigh-history.ts'

export interface ItemCosineParameters {
  /** Links kept per item. */
  readonly neighbours: number
  /** Added to the denominator: pairs seen by few customers count less. 0 gives the plain cosine. */
  readonly shrinkage: number
  readonly weighing: HistoryWeighing
}

/**
 * Item-item cosine over customers with shrinkage: together(i, j) / (sqrt(n_i x n_j) + shrinkage).
 *
 * Says "bought by the same customers", over any time; not "bought in one basket", and not why.
 *
 * @see Sarwar et al. (2001), WWW10; Bell & Koren (2007), KDD Cup Workshop, for shrinkage.
 * Time O(sum over customers of squared set size), memory O(items x neighbours).
 */
export const itemCosine: Recommender<ItemCosineParameters> = {
  method: 'item_cf',
  defaults: { neighbours: 200, shrinkage: 10, weighing: plainWeighing },
  fit(interactions, parameters, context) {
    checkInteractions(interactions)
    const links = itemCosineLinks(interactions, parameters, context)
    const { neighbours, shrinkage, weighing } = parameters
    return linkRecommender({
      method: 'item_cf',
      links,
      weighing,
      notes: { neighbours, shrinkage, links: links.targets.length },
    })
  },
  fromBytes: (bytes) => linkRecommenderFromBytes(bytes, 'item_cf'),
}

/** The links alone, for methods that fall back to them. */
export const itemCosineLinks = (
  interactions: Interactions,
  { neighbours, shrinkage }: Pick<ItemCosineParameters, 'neighbours' | 'shrinkage'>,
  context: FitContext,
): ItemLinks =>
  coOccurrenceLinks(
    interactions,
    {
      ofCustomer: () => 1,
      ofPair: (sum, source, target) => sum / (Math.sqrt(source * target) + shrinkage),
      neighbours,
    },
    context,
  )
