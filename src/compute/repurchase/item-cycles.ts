import { gapsOf, medianOf, type PurchaseRhythms } from './purchase-rhythms.ts'

/** How often things are bought again, over all customers. */
export interface ItemCycles {
  /** Days from one purchase to the next by item; NaN where nobody in its group ever bought again. */
  readonly cycleDays: Float64Array
  /** Customers who bought the item again. */
  readonly repeaters: Int32Array
}

/** An item's own middle counts as much as the group's once it has so many gaps. */
const GROUP_WEIGHT = 10

/** The share's rule of shrinking: (n x own + weight x common) / (n + weight). */
export const shrink = (own: number, n: number, common: number, weight: number): number =>
  n === 0 ? common : (n * own + weight * common) / (n + weight)

/**
 * The usual cycle of every item: the median of all gaps between purchases of it, shrunk towards the group's.
 *
 * Who buys often counts often, for it is they who have a rhythm: a second purchase years later is no cycle. A cycle speaks of those who come back: most first buyers of most things
 * never do.
 *
 * @returns cycles in days, by item
 * @example // three people with gaps of 30 days on average, group of one item => 30
 * Time O(n log n), memory O(n).
 */
export function itemCycles(rhythms: PurchaseRhythms): ItemCycles {
  const { starts, items, groups } = rhythms
  const own = new Map<number, number[]>()
  const ofGroup = new Map<number, number[]>()
  const everybody: number[] = []
  const people = new Int32Array(groups.length)
  for (let rhythm = 0; rhythm + 1 < starts.length; rhythm++) {
    const gaps = gapsOf(rhythms, rhythm)
    if (gaps.length === 0) continue
    const item = items[rhythm] as number
    people[item] = (people[item] as number) + 1
    for (const gap of gaps) {
      append(own, item, gap)
      append(ofGroup, groups[item] as number, gap)
      everybody.push(gap)
    }
  }
  const overall = everybody.length === 0 ? Number.NaN : medianOf(everybody)
  const groupCycle = new Map([...ofGroup].map(([group, middles]) => [group, medianOf(middles)]))
  const cycleDays = Float64Array.from(groups, (group, item) => {
    const common = group < 0 ? overall : (groupCycle.get(group) ?? Number.NaN)
    const middles = own.get(item) ?? []
    return middles.length === 0 ? common : shrink(medianOf(middles), middles.length, common, GROUP_WEIGHT)
  })
  return { cycleDays, repeaters: people }
}

function append(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}
