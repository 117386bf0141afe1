import { itemsOfCustomers, transposeSets } from './customer-sets.ts'
import type { Interactions } from './interactions.ts'
import type { ItemLinks } from './item-links.ts'
import { keepStrongest } from './keep-strongest.ts'
import type { FitContext } from './recommender.ts'

/** How the customers whom two items share become a weight. */
export interface CoOccurrenceRule {
  /** What one shared customer counts, by how many different items that customer has. */
  readonly ofCustomer: (setSize: number) => number
  /** The link from the sum over shared customers and the customers of source and target. */
  readonly ofPair: (sum: number, sourceCustomers: number, targetCustomers: number) => number
  /** Links kept per source. */
  readonly neighbours: number
}

/**
 * Links between items that share customers, source by source.
 *
 * Time O(sum over customers of squared set size), memory O(items x neighbours).
 */
export function coOccurrenceLinks(
  interactions: Interactions,
  { ofCustomer, ofPair, neighbours }: CoOccurrenceRule,
  { onProgress, signal }: FitContext,
): ItemLinks {
  const { items } = interactions
  const sets = itemsOfCustomers(interactions)
  const buyers = transposeSets(sets, items)
  const sizeOf = (item: number): number => (buyers.starts[item + 1] as number) - (buyers.starts[item] as number)
  const gatherer = keepStrongest(items, neighbours)
  const together = new Float64Array(items)
  const touched = new Int32Array(items)
  for (let source = 0; source < items; source++) {
    let count = 0
    for (let b = buyers.starts[source] as number; b < (buyers.starts[source + 1] as number); b++) {
      const customer = buyers.members[b] as number
      const from = sets.starts[customer] as number
      const to = sets.starts[customer + 1] as number
      const share = ofCustomer(to - from)
      for (let at = from; at < to; at++) {
        const target = sets.members[at] as number
        if (target === source) continue
        if (together[target] === 0) {
          touched[count] = target
          count += 1
        }
        together[target] = (together[target] as number) + share
      }
    }
    for (let at = 0; at < count; at++) {
      const target = touched[at] as number
      together[target] = ofPair(together[target] as number, sizeOf(source), sizeOf(target))
    }
    gatherer.add(together, touched, count)
    if (source % 1000 === 999) {
      signal?.throwIfAborted()
      onProgress?.((source + 1) / items)
    }
  }
  return gatherer.finish()
}
