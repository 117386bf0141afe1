import { itemsOfCustomers, type SetRows } from './customer-sets.ts'
import { easeWeights } from './ease-weights.ts'
import { itemCosine, itemCosineLinks } from './fit-item-cosine.ts'
import { checkInteractions, type Interactions } from './interactions.ts'
import type { ItemLinks } from './item-links.ts'
import { keepStrongest } from './keep-strongest.ts'
import { linkRecommender, linkRecommenderFromBytes } from './link-model.ts'
import type { FitContext, FittedRecommender, Recommender } from './recommender.ts'
import { plainWeighing, type HistoryWeighing } from './weigh-history.ts'

export interface EaseParameters {
  /** Ridge penalty: larger trusts pairs less. Near 500 for tens of thousands of interactions. */
  readonly lambda: number
  /** Items with sales beyond this number get sparse neighbours in place of EASE: its cost is cubic, its memory quadratic. */
  readonly itemCap: number
  /** Links kept per item, the largest in size; 0 keeps all. */
  readonly links: number
  readonly weighing: HistoryWeighing
}

/**
 * EASE^R: a linear autoencoder over items in closed form. Strong where histories overlap, weak for items with few sales.
 *
 * Above `itemCap` items with a sale the item-item cosine is fitted in its place, and `notes.fallback` says so.
 *
 * @see Steck (2019), Embarrassingly Shallow Autoencoders for Sparse Data, WWW '19.
 * Time min(customers, items)^3 / 2, memory 3 matrices of that side in doubles and items^2 floats.
 */
export const ease: Recommender<EaseParameters> = {
  method: 'ease',
  defaults: { lambda: 500, itemCap: 4000, links: 0, weighing: plainWeighing },
  fit: fitEase,
  fromBytes: (bytes) => linkRecommenderFromBytes(bytes, 'ease'),
}

function fitEase(
  interactions: Interactions,
  { lambda, itemCap, links: kept, weighing }: EaseParameters,
  context: FitContext,
): FittedRecommender {
  checkInteractions(interactions)
  const sets = itemsOfCustomers(interactions)
  const { met, compact } = onlyMetItems(sets, interactions.items)
  if (met.length > itemCap) {
    const neighbours = kept > 0 ? kept : itemCosine.defaults.neighbours
    const links = itemCosineLinks(interactions, { ...itemCosine.defaults, neighbours }, context)
    return linkRecommender({
      method: 'ease',
      links,
      weighing,
      notes: { fallback: 'item_cf', item_cap: itemCap, items_with_sales: met.length, neighbours },
    })
  }
  const weights = easeWeights(compact, met.length, lambda, (share) => {
    context.signal?.throwIfAborted()
    context.onProgress?.(share)
  })
  const links = spread(weights, met, interactions.items, kept)
  return linkRecommender({
    method: 'ease',
    links,
    weighing,
    notes: { lambda, items_with_sales: met.length, links: kept },
  })
}

/** Items that somebody has, ascending, and the sets in their numbers: an item without a sale has no weights. */
function onlyMetItems(sets: SetRows, items: number): { readonly met: Int32Array; readonly compact: SetRows } {
  const place = new Int32Array(items).fill(-1)
  for (const member of sets.members) place[member] = 0
  const met: number[] = []
  for (let item = 0; item < items; item++) {
    if (place[item] !== 0) continue
    place[item] = met.length
    met.push(item)
  }
  return {
    met: Int32Array.from(met),
    compact: { ...sets, members: sets.members.map((member) => place[member] as number) },
  }
}

/** The weights of met items as links between all items, dense or the strongest of each row. */
function spread(weights: Float32Array, met: Int32Array, items: number, kept: number): ItemLinks {
  const size = met.length
  if (kept === 0 || kept >= size) {
    if (size === items) return { items, starts: new Int32Array(0), targets: new Int32Array(0), weights }
    const dense = new Float32Array(items * items)
    for (let s = 0; s < size; s++) {
      const from = (met[s] as number) * items
      for (let t = 0; t < size; t++) dense[from + (met[t] as number)] = weights[s * size + t] as number
    }
    return { items, starts: new Int32Array(0), targets: new Int32Array(0), weights: dense }
  }
  const gatherer = keepStrongest(items, kept, 'size')
  const row = new Float64Array(items)
  let next = 0
  for (let item = 0; item < items; item++) {
    if (met[next] !== item) {
      gatherer.add(row, met, 0)
      continue
    }
    for (let t = 0; t < size; t++) row[met[t] as number] = weights[next * size + t] as number
    gatherer.add(row, met, size)
    next += 1
  }
  return gatherer.finish()
}
