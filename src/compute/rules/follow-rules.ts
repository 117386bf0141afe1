import { normalQuantile } from '../stats/normal-quantile.ts'
import { wilsonInterval } from '../stats/wilson-interval.ts'

/**
 * What customers bought on which day: purchase days of customer c are at positions starts[c] to starts[c + 1], rising; an
 * item at most once a day.
 */
export interface PurchaseDays {
  readonly starts: Int32Array
  readonly items: Int32Array
  readonly days: Int32Array
  /** Group (category) of each item, -1 for none. */
  readonly groups: Int32Array
}

/** "Who bought the first buys the second some days later." */
export interface FollowRule {
  readonly first: number
  readonly next: number
  /** Purchases of the first after which the second came within the window. */
  readonly count: number
  /** Purchases of the first that had the whole window before the last known day. */
  readonly of: number
  readonly share: number
  /** The same share after purchases of other items of the first one's group. */
  readonly peerShare: number
  /** Lower end of the share's interval over the peers' share; above 1 the order is no accident. */
  readonly strength: number
}

export interface FollowOptions {
  /** Days after the first purchase in which the second counts; the same day does not. */
  readonly windowDays: number
  readonly fewest: number
  readonly lastDay: number
}

const ERROR = 0.05

/**
 * Sequences of two purchases: tent, then stove. A pair counts where the second item came within the window after the first
 * clearly more often than after other things of the same group; campers buy camping goods anyway.
 *
 * @returns rules with strength above 1, strongest first
 * @example // 50 of 100 tents are followed by a stove, 10 of 100 other camping goods are => share .5, peerShare .1
 * Time O(purchases x purchases within the window), memory O(pairs of items).
 */
export function followRules(purchases: PurchaseDays, options: FollowOptions): FollowRule[] {
  const { groups } = purchases
  const { pairs, of } = countFollowers(purchases, options)
  const tried = pairs.size
  const z = normalQuantile(1 - ERROR / 2 / Math.max(1, tried))
  const size = groups.length
  const rules: FollowRule[] = []
  for (const [key, count] of pairs) {
    if (count < options.fewest) continue
    const first = Math.floor(key / size)
    const next = key % size
    if (first === next) continue
    let peerHits = 0
    let peers = 0
    for (let other = 0; other < size; other++) {
      if (other === first || other === next || groups[other] !== groups[first] || groups[first] === -1) continue
      peers += of[other] as number
      peerHits += pairs.get(other * size + next) ?? 0
    }
    const all = of[first] as number
    const peerShare = peers === 0 ? 0 : peerHits / peers
    const [low] = wilsonInterval(count, all, z)
    const strength = low / Math.max(peerShare, 1 / (peers + 1))
    if (strength > 1) rules.push({ first, next, count, of: all, share: count / all, peerShare, strength })
  }
  return rules.toSorted((a, b) => b.strength - a.strength || a.first - b.first || a.next - b.next)
}

/** Purchases with a whole window behind them, by item, and how many of them each other item followed. */
function countFollowers(
  { starts, items, days, groups }: PurchaseDays,
  { windowDays, lastDay }: FollowOptions,
): { readonly pairs: ReadonlyMap<number, number>; readonly of: Int32Array } {
  const size = groups.length
  const pairs = new Map<number, number>()
  const of = new Int32Array(size)
  for (let customer = 0; customer + 1 < starts.length; customer++) {
    const to = starts[customer + 1] as number
    for (let at = starts[customer] as number; at < to; at++) {
      const day = days[at] as number
      if (day + windowDays > lastDay) break
      const first = items[at] as number
      of[first] = (of[first] as number) + 1
      const followers = new Set<number>()
      for (let later = at + 1; later < to && (days[later] as number) <= day + windowDays; later++) {
        if ((days[later] as number) > day) followers.add(items[later] as number)
      }
      for (const other of followers) pairs.set(first * size + other, (pairs.get(first * size + other) ?? 0) + 1)
    }
  }
  return { pairs, of }
}
