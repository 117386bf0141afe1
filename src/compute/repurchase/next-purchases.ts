import { quantile } from '../stats/quantile.ts'
import type { ItemCycles } from './item-cycles.ts'
import { shrink } from './item-cycles.ts'
import { gapsOf, medianOf, type PurchaseRhythms } from './purchase-rhythms.ts'

/** When each rhythm should beat next, in the order of the rhythms. */
export interface NextPurchases {
  /** The customer's own cycle, shrunk to the item's; NaN where nothing tells. */
  readonly cycleDays: Float64Array
  /** Gaps of the customer's own behind it. */
  readonly ownGaps: Int32Array
  readonly lastDays: Int32Array
  /** Day on which the next purchase is due, whole; -1 where nothing tells. */
  readonly dueDays: Int32Array
  /** 80 % of earlier purchases fell between these days. */
  readonly lowDays: Int32Array
  readonly highDays: Int32Array
  /** Of those of the group who had come so far, the share who bought again; NaN where too few did. */
  readonly repeatShare: Float64Array
}

/** The item's cycle counts like so many gaps of the customer's own. */
export const CYCLE_WEIGHT = 2
const INTERVAL = [0.1, 0.9] as const
/** Fewer earlier cases than this say nothing of a spread or a share. */
const FEWEST_CASES = 20
/** Own gaps are told apart up to here; more are alike. */
const MOST_CLASSES = 6

/**
 * The next purchase of every rhythm: last purchase + the customer's own median gap, shrunk to the item's cycle with the
 * weight of two gaps. The interval is how far earlier purchases fell from what the gaps before them foretold.
 *
 * Due says when, if at all: read it beside the share who buy again.
 *
 * @param asOfDay - last day whose purchases are known
 * @returns one value per rhythm
 * @example // bought on days 0, 30, 60; the item's cycle is 40 => cycle (2 x 30 + 2 x 40) / 4 = 35, due on day 95
 * Time O(n log n) in purchases, memory O(n).
 */
export function nextPurchases(rhythms: PurchaseRhythms, cycles: ItemCycles, asOfDay: number): NextPurchases {
  const { starts, days, items, groups } = rhythms
  const size = starts.length - 1
  const history = readHistory(rhythms, cycles, asOfDay)
  const cycleDays = new Float64Array(size)
  const repeatShare = new Float64Array(size)
  const ownGaps = new Int32Array(size)
  const [lastDays, dueDays, lowDays, highDays] = [0, 0, 0, 0].map(() => new Int32Array(size)) as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ]
  for (let rhythm = 0; rhythm < size; rhythm++) {
    const item = items[rhythm] as number
    const gaps = gapsOf(rhythms, rhythm)
    const cycle = ownCycle(gaps, cycles.cycleDays[item] as number)
    const last = days[(starts[rhythm + 1] as number) - 1] as number
    const { low, high } = history.spread(groups[item] as number, gaps.length)
    cycleDays[rhythm] = cycle
    ownGaps[rhythm] = gaps.length
    lastDays[rhythm] = last
    repeatShare[rhythm] = history.share(groups[item] as number, gaps.length)
    const known = Number.isFinite(cycle)
    dueDays[rhythm] = known ? last + Math.round(cycle) : -1
    lowDays[rhythm] = known ? last + Math.round(cycle * low) : -1
    highDays[rhythm] = known ? last + Math.round(cycle * high) : -1
  }
  return { cycleDays, ownGaps, lastDays, dueDays, lowDays, highDays, repeatShare }
}

/** The median of own gaps, shrunk to the cycle of the item; that cycle alone without any. */
export const ownCycle = (gaps: readonly number[], itemCycle: number): number => {
  if (gaps.length === 0) return itemCycle
  const own = medianOf(gaps)
  return Number.isNaN(itemCycle) ? own : shrink(own, gaps.length, itemCycle, CYCLE_WEIGHT)
}

interface PastCases {
  /** Gap over what was foretold. */
  readonly ratios: number[]
  again: number
  all: number
}

/** Every earlier purchase as a case: what the gaps before it foretold, and whether and when it came. */
function readHistory(rhythms: PurchaseRhythms, { cycleDays }: ItemCycles, asOfDay: number) {
  const { starts, days, items, groups } = rhythms
  const cases = new Map<string, PastCases>()
  const casesOf = (group: number | 'all', gaps: number): PastCases => {
    const key = `${group}/${Math.min(gaps, MOST_CLASSES)}`
    const known = cases.get(key) ?? { ratios: [], again: 0, all: 0 }
    cases.set(key, known)
    return known
  }
  for (let rhythm = 0; rhythm + 1 < starts.length; rhythm++) {
    const item = items[rhythm] as number
    const gaps = gapsOf(rhythms, rhythm)
    for (let before = 0; before <= gaps.length; before++) {
      const foretold = ownCycle(gaps.slice(0, before), cycleDays[item] as number)
      if (!(foretold > 0)) continue
      const gap = gaps[before]
      const bought = days[(starts[rhythm] as number) + before] as number
      for (const one of [casesOf(groups[item] as number, before), casesOf('all', before)]) {
        if (gap !== undefined) one.ratios.push(gap / foretold)
        // Who bought lately has had no time to come back yet.
        if (bought + 2 * foretold > asOfDay) continue
        one.all += 1
        if (gap !== undefined && gap <= 2 * foretold) one.again += 1
      }
    }
  }
  const limits = new Map<string, { readonly low: number; readonly high: number }>()
  return {
    spread: (group: number, gaps: number): { readonly low: number; readonly high: number } => {
      const key = `${group}/${Math.min(gaps, MOST_CLASSES)}`
      const known = limits.get(key)
      if (known !== undefined) return known
      const own = casesOf(group, gaps).ratios
      const ratios = own.length >= FEWEST_CASES ? own : casesOf('all', gaps).ratios
      const found =
        ratios.length === 0
          ? { low: 0.5, high: 2 }
          : { low: quantile(ratios, INTERVAL[0]), high: quantile(ratios, INTERVAL[1]) }
      limits.set(key, found)
      return found
    },
    share: (group: number, gaps: number): number => {
      const { all, again } = casesOf(group, gaps)
      return all < FEWEST_CASES ? Number.NaN : again / all
    },
  }
}
