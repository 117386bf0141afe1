import type { Baskets } from './baskets.ts'

/** How often baskets that resemble those of a rule, but lack its antecedent, hold the consequent. */
export interface PeerShare {
  readonly baskets: number
  readonly share: number | null
}

/**
 * The share of an item among baskets that lack the antecedent and hold another item of its group (its category).
 *
 * Lift compares with all baskets, so any two things for campers lift each other. Held against the baskets of other campers,
 * only what really goes together stands out: tent and pegs, not tent and boots.
 *
 * @param groups - group of each item, length items; -1 for none
 * @returns `share` null when there is no such basket
 * @example // of 100 baskets with other camping goods and no tent, 5 hold pegs => { baskets: 100, share: 0.05 }
 * Time O(all items in baskets), memory O(1).
 */
export function shareAmongPeers(
  { baskets, starts, itemIds }: Baskets,
  groups: Int32Array,
  { antecedent, consequent }: { readonly antecedent: number; readonly consequent: number },
): PeerShare {
  const group = groups[antecedent] as number
  let peers = 0
  let hits = 0
  for (let basket = 0; basket < baskets; basket++) {
    let holdsAntecedent = false
    let holdsConsequent = false
    let isPeer = false
    const to = starts[basket + 1] as number
    for (let at = starts[basket] as number; at < to; at++) {
      const item = itemIds[at] as number
      if (item === antecedent) holdsAntecedent = true
      else if (item === consequent) holdsConsequent = true
      else if (group >= 0 && groups[item] === group) isPeer = true
    }
    if (!isPeer || holdsAntecedent) continue
    peers += 1
    if (holdsConsequent) hits += 1
  }
  return { baskets: peers, share: peers === 0 ? null : hits / peers }
}
