import type { History } from './interactions.ts'

/** How much the events of a history count. */
export interface HistoryWeighing {
  /** 'once': of an item that comes again only the latest event counts; 'each': all of them do. */
  readonly repeats: 'once' | 'each'
  /** Factor per later event, in [0, 1]: 1 keeps all alike, 0.9 halves what lies seven back, 0 leaves the latest alone. */
  readonly decayPerEvent: number
  /** Days after which an event counts half, against the latest of the history; 0 for no such decay. */
  readonly halfLifeDays: number
}

/** Everything counts alike, an item once. */
export const plainWeighing: HistoryWeighing = { repeats: 'once', decayPerEvent: 1, halfLifeDays: 0 }

/** Items of a history and what each counts, oldest first. */
export interface WeighedHistory {
  readonly items: Int32Array
  readonly weights: Float64Array
}

/**
 * What each item of a history counts: its own weight (at most 1, so that a large order is no louder than a small one) times
 * the decay by later events and by days. Items past `items` are passed over.
 *
 * @example weighHistory(historyOf([4, 5]), 9, { ...plainWeighing, decayPerEvent: 0.5 }).weights // => [0.5, 1]
 * Time and memory O(events).
 */
export function weighHistory(history: History, items: number, weighing: HistoryWeighing): WeighedHistory {
  const kept: number[] = []
  const weights: number[] = []
  const seen = new Set<number>()
  const end = history.items.length
  const now = history.days[end - 1] ?? 0
  let later = 0
  for (let e = end - 1; e >= 0; e--) {
    const item = history.items[e] as number
    if (item < 0 || item >= items) continue
    if (weighing.repeats === 'once') {
      if (seen.has(item)) continue
      seen.add(item)
    }
    let weight = Math.min(1, history.weights[e] ?? 1) * weighing.decayPerEvent ** later
    if (weighing.halfLifeDays > 0) weight *= 0.5 ** ((now - (history.days[e] ?? now)) / weighing.halfLifeDays)
    kept.push(item)
    weights.push(weight)
    later += 1
  }
  return { items: Int32Array.from(kept.toReversed()), weights: Float64Array.from(weights.toReversed()) }
}
