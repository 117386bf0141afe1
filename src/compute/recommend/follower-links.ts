import type { Interactions } from './interactions.ts'
import type { ItemLinks } from './item-links.ts'
import { keepStrongest } from './keep-strongest.ts'
import type { FitContext } from './recommender.ts'

/** How much a pair counts by the events from source to target: 'flat' 1, 'linear' 1 - d / (reach + 1), 'reciprocal' 1 / d. */
export type DistanceDecay = 'flat' | 'linear' | 'reciprocal'

/** What divides a count: the shrunken root of both items' events, the events of the source, or nothing. */
export type FollowerScale = 'cosine' | 'source' | 'none'

export interface FollowerRule {
  /** Events further apart than this are no pair. */
  readonly reach: number
  readonly decay: DistanceDecay
  /** 'after': the target came later; 'both': the order does not matter. */
  readonly direction: 'after' | 'both'
  readonly scale: FollowerScale
  /** Added to the divisor. */
  readonly shrinkage: number
  readonly neighbours: number
}

/**
 * Links from each item to what customers had within so many events after it (or around it). An item may follow itself.
 *
 * Time O(events x reach), memory O(items x neighbours).
 */
export function followerLinks(interactions: Interactions, rule: FollowerRule, context: FitContext): ItemLinks {
  const { customers, items, starts, itemIds } = interactions
  const counts = new Float64Array(items)
  for (const item of itemIds) counts[item] = (counts[item] as number) + 1
  const places = eventsByItem(interactions)
  const ownerEnd = new Int32Array(itemIds.length)
  const ownerStart = new Int32Array(itemIds.length)
  for (let c = 0; c < customers; c++) {
    ownerStart.fill(starts[c] as number, starts[c], starts[c + 1])
    ownerEnd.fill(starts[c + 1] as number, starts[c], starts[c + 1])
  }
  const steps = stepWeights(rule)
  const gatherer = keepStrongest(items, rule.neighbours)
  const sums = new Float64Array(items)
  const touched = new Int32Array(items)
  for (let source = 0; source < items; source++) {
    let count = 0
    const add = (event: number, weight: number): void => {
      const target = itemIds[event] as number
      if (sums[target] === 0) {
        touched[count] = target
        count += 1
      }
      sums[target] = (sums[target] as number) + weight
    }
    for (let at = places.starts[source] as number; at < (places.starts[source + 1] as number); at++) {
      const event = places.events[at] as number
      const last = Math.min(rule.reach, (ownerEnd[event] as number) - 1 - event)
      for (let step = 1; step <= last; step++) add(event + step, steps[step] as number)
      if (rule.direction === 'after') continue
      const first = Math.min(rule.reach, event - (ownerStart[event] as number))
      for (let step = 1; step <= first; step++) add(event - step, steps[step] as number)
    }
    for (let at = 0; at < count; at++) {
      const target = touched[at] as number
      const divisor = divisorOf(rule, counts[source] as number, counts[target] as number)
      sums[target] = (sums[target] as number) / divisor
    }
    gatherer.add(sums, touched, count)
    if (source % 1000 === 999) {
      context.signal?.throwIfAborted()
      context.onProgress?.((source + 1) / items)
    }
  }
  return gatherer.finish()
}

function eventsByItem({ items, itemIds }: Interactions): { readonly starts: Int32Array; readonly events: Int32Array } {
  const starts = new Int32Array(items + 1)
  for (const item of itemIds) starts[item + 1] = (starts[item + 1] as number) + 1
  for (let item = 0; item < items; item++) starts[item + 1] = (starts[item + 1] as number) + (starts[item] as number)
  const next = starts.slice()
  const events = new Int32Array(itemIds.length)
  for (const [event, item] of itemIds.entries()) {
    const place = next[item] as number
    events[place] = event
    next[item] = place + 1
  }
  return { starts, events }
}

/** Weight of each distance from 1 to the reach; place 0 is not used. */
function stepWeights({ reach, decay }: FollowerRule): Float64Array {
  return Float64Array.from({ length: reach + 1 }, (_value, step) => {
    if (step === 0) return 0
    if (decay === 'flat') return 1
    return decay === 'linear' ? 1 - step / (reach + 1) : 1 / step
  })
}

function divisorOf({ scale, shrinkage }: FollowerRule, source: number, target: number): number {
  if (scale === 'none') return 1
  return (scale === 'cosine' ? Math.sqrt(source * target) : source) + shrinkage
}
