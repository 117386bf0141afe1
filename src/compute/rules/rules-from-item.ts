import { wilsonInterval } from '../stats/wilson-interval.ts'
import type { Baskets } from './baskets.ts'
import type { AssociationRule } from './derive-rules.ts'

/**
 * Rules "who buys this item buys that one too" for one item, however rare, without looking for all frequent sets.
 *
 * @param fewest - baskets that must hold both, at least 1
 * @returns the strongest first: by the lower end of the lift's interval, so that three baskets do not beat three hundred
 * @example rulesFromItem(gatherBaskets([[0, 1], [0, 1], [1], [2]], 3), 0, 1)[0].lift // => 1.3333333333333333
 * Time O(all items in baskets), memory O(items).
 */
export function rulesFromItem(baskets: Baskets, item: number, fewest: number): AssociationRule[] {
  const { starts, itemIds, items } = baskets
  const all = new Int32Array(items)
  const together = new Int32Array(items)
  for (let basket = 0; basket < baskets.baskets; basket++) {
    const held = itemIds.subarray(starts[basket], starts[basket + 1])
    const has = held.includes(item)
    for (const other of held) {
      all[other] = (all[other] as number) + 1
      if (has) together[other] = (together[other] as number) + 1
    }
  }
  const antecedentCount = all[item] ?? 0
  const rules: AssociationRule[] = []
  for (const [other, count] of together.entries()) {
    if (other === item || count < Math.max(1, fewest)) continue
    const consequentCount = all[other] as number
    const base = consequentCount / baskets.baskets
    const confidence = count / antecedentCount
    rules.push({
      antecedent: [item],
      consequent: other,
      count,
      antecedentCount,
      consequentCount,
      support: count / baskets.baskets,
      confidence,
      interval: wilsonInterval(count, antecedentCount),
      lift: confidence / base,
      conviction: confidence === 1 ? Infinity : (1 - base) / (1 - confidence),
      leverage: count / baskets.baskets - (antecedentCount / baskets.baskets) * base,
    })
  }
  return rules.toSorted(byLowerLift)
}

/** The stronger rule first, judged by the lift that is left when confidence is at the lower end of its interval. */
export const byLowerLift = (a: AssociationRule, b: AssociationRule): number =>
  lowerLift(b) - lowerLift(a) || b.count - a.count || a.consequent - b.consequent

/** Lift at the lower end of the confidence's interval. */
export const lowerLift = ({ interval, lift, confidence }: AssociationRule): number => (lift * interval[0]) / confidence
