import { itemsOfCustomers, transposeSets } from './customer-sets.ts'
import { checkInteractions, type Interactions } from './interactions.ts'
import { keepStrongest } from './keep-strongest.ts'
import { linkRecommender, linkRecommenderFromBytes } from './link-model.ts'
import type { FitContext, FittedRecommender, Recommender } from './recommender.ts'
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
  fit: fitItemCosine,
  fromBytes: (bytes) => linkRecommenderFromBytes(bytes, 'item_cf'),
}

function fitItemCosine(
  interactions: Interactions,
  { neighbours, shrinkage, weighing }: ItemCosineParameters,
  { onProgress, signal }: FitContext,
): FittedRecommender {
  checkInteractions(interactions)
  const { items } = interactions
  const sets = itemsOfCustomers(interactions)
  const buyers = transposeSets(sets, items)
  const buyersOf = (item: number): number => (buyers.starts[item + 1] as number) - (buyers.starts[item] as number)
  const gatherer = keepStrongest(items, neighbours)
  const together = new Float64Array(items)
  const touched = new Int32Array(items)
  for (let source = 0; source < items; source++) {
    let count = 0
    for (let b = buyers.starts[source] as number; b < (buyers.starts[source + 1] as number); b++) {
      const customer = buyers.members[b] as number
      for (let at = sets.starts[customer] as number; at < (sets.starts[customer + 1] as number); at++) {
        const target = sets.members[at] as number
        if (target === source) continue
        if (together[target] === 0) {
          touched[count] = target
          count += 1
        }
        together[target] = (together[target] as number) + 1
      }
    }
    for (let at = 0; at < count; at++) {
      const target = touched[at] as number
      together[target] = (together[target] as number) / (Math.sqrt(buyersOf(source) * buyersOf(target)) + shrinkage)
    }
    gatherer.add(together, touched, count)
    if (source % 1000 === 999) {
      signal?.throwIfAborted()
      onProgress?.((source + 1) / items)
    }
  }
  const links = gatherer.finish()
  return linkRecommender({
    method: 'item_cf',
    links,
    weighing,
    notes: { neighbours, shrinkage, links: links.targets.length },
  })
}
