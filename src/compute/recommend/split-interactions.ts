import { InvalidInputError } from '../../lib/errors.ts'
import type { Random } from '../../lib/random.ts'
import type { Interactions } from './interactions.ts'

export const splitProtocols = ['by_time', 'random', 'leave_one_out'] as const
export type SplitProtocol = (typeof splitProtocols)[number]

/** Interactions to learn from and what each customer took beyond them. */
export interface InteractionSplit {
  readonly train: Interactions
  /** Per customer the different items held out; empty for who is not judged. */
  readonly held: readonly ReadonlySet<number>[]
}

export interface SplitOptions {
  readonly protocol: SplitProtocol
  /** Share of each customer's events that is held out, rounded up; leave_one_out takes one. */
  readonly share?: number
  /** Needed by the random protocol. */
  readonly random: Random
}

/**
 * Holds out part of what each customer did: the last share by time, a random share, or the last event.
 *
 * By time is the honest one for a shop: the random protocol lets a method see a customer's future. A customer with one event
 * keeps it for learning. Held items that the customer has in training too are not asked for: they would be left out of lists.
 *
 * @throws {InvalidInputError} when the share is not in (0, 1)
 * Time and memory O(events).
 */
export function splitInteractions(
  interactions: Interactions,
  { protocol, share = 0.25, random }: SplitOptions,
): InteractionSplit {
  if (!(share > 0 && share < 1)) throw new InvalidInputError(`the share held out must be in (0, 1), it is ${share}`)
  const { customers, starts, itemIds } = interactions
  const outside = new Uint8Array(itemIds.length)
  for (let c = 0; c < customers; c++) {
    const from = starts[c] as number
    const to = starts[c + 1] as number
    const size = to - from
    if (size < 2) continue
    const count = protocol === 'leave_one_out' ? 1 : Math.min(size - 1, Math.ceil(share * size))
    if (protocol === 'random') {
      const order = Int32Array.from({ length: size }, (_value, at) => from + at)
      for (let at = 0; at < count; at++) {
        const other = at + Math.floor(random() * (size - at))
        const drawn = order[other] as number
        order[other] = order[at] as number
        outside[drawn] = 1
      }
    } else outside.fill(1, to - count, to)
  }
  return takeOut(interactions, outside)
}

function takeOut(interactions: Interactions, outside: Uint8Array): InteractionSplit {
  const { customers, items, starts, itemIds, weights, days } = interactions
  const kept = outside.reduce((sum, flag) => sum + 1 - flag, 0)
  const train = {
    customers,
    items,
    starts: new Int32Array(customers + 1),
    itemIds: new Int32Array(kept),
    weights: new Float64Array(kept),
    days: new Float64Array(kept),
  }
  const held: ReadonlySet<number>[] = []
  let next = 0
  for (let c = 0; c < customers; c++) {
    const own = new Set<number>()
    const rest = new Set<number>()
    for (let e = starts[c] as number; e < (starts[c + 1] as number); e++) {
      const item = itemIds[e] as number
      if (outside[e] === 1) {
        rest.add(item)
        continue
      }
      own.add(item)
      train.itemIds[next] = item
      train.weights[next] = weights[e] as number
      train.days[next] = days[e] as number
      next += 1
    }
    train.starts[c + 1] = next
    for (const item of own) rest.delete(item)
    held.push(rest)
  }
  return { train, held }
}
