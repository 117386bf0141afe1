import { InvalidInputError } from '../../lib/errors.ts'

/**
 * Who bought (or saw) what and when, one row per customer: the events of customer c are at positions starts[c] to
 * starts[c + 1], from old to new. The same item may come more than once.
 */
export interface Interactions {
  readonly customers: number
  readonly items: number
  /** Length customers + 1, rising from 0. */
  readonly starts: Int32Array
  /** Item of each event, 0 to items - 1. */
  readonly itemIds: Int32Array
  /** How much an event says, > 0: 1 for a purchase, less for a view. */
  readonly weights: Float64Array
  /** When, in days; fractions are allowed. */
  readonly days: Float64Array
}

/** Events of one customer or session from old to new; `segment` as in the fit's context. */
export interface History {
  readonly items: Int32Array
  readonly weights: Float64Array
  readonly days: Float64Array
  readonly segment?: number
}

export interface InteractionEvent {
  readonly customer: number
  readonly item: number
  readonly weight?: number
  readonly day?: number
}

/** No event at all. */
export const emptyHistory: History = {
  items: new Int32Array(0),
  weights: new Float64Array(0),
  days: new Float64Array(0),
}

/**
 * Sorts events by customer and day; events of one day keep their order.
 *
 * @throws {InvalidInputError} naming the first event whose customer, item, weight or day is out of range
 * @example gatherInteractions([{ customer: 1, item: 0 }], { customers: 2, items: 1 }).starts // => [0, 0, 1]
 * Time O(n log n), memory O(n).
 */
export function gatherInteractions(
  events: readonly InteractionEvent[],
  { customers, items }: { readonly customers: number; readonly items: number },
): Interactions {
  const starts = new Int32Array(customers + 1)
  for (const [index, event] of events.entries()) {
    const { customer, item, weight = 1, day = 0 } = event
    if (!inRange(customer, customers) || !inRange(item, items) || !(weight > 0) || !Number.isFinite(weight + day)) {
      throw new InvalidInputError(
        `event ${index} (customer ${customer}, item ${item}, weight ${weight}, day ${day}) does not fit ${customers} customers and ${items} items`,
      )
    }
    starts[customer + 1] = (starts[customer + 1] ?? 0) + 1
  }
  for (let c = 0; c < customers; c++) starts[c + 1] = (starts[c + 1] ?? 0) + (starts[c] ?? 0)
  const order = events
    .map((event, index) => ({ event, index }))
    .toSorted(
      (a, b) => a.event.customer - b.event.customer || (a.event.day ?? 0) - (b.event.day ?? 0) || a.index - b.index,
    )
  return {
    customers,
    items,
    starts,
    itemIds: Int32Array.from(order, ({ event }) => event.item),
    weights: Float64Array.from(order, ({ event }) => event.weight ?? 1),
    days: Float64Array.from(order, ({ event }) => event.day ?? 0),
  }
}

/** A history from items, oldest first, each of weight 1 and a day apart unless said otherwise. */
export function historyOf(items: ArrayLike<number>, more: Partial<Omit<History, 'items'>> = {}): History {
  return {
    items: Int32Array.from(items),
    weights: more.weights ?? new Float64Array(items.length).fill(1),
    days: more.days ?? Float64Array.from(items, (_item, index) => index),
    ...(more.segment === undefined ? {} : { segment: more.segment }),
  }
}

/** The events of one customer, without copying. */
export function historyOfCustomer(interactions: Interactions, customer: number, segment?: number): History {
  const from = interactions.starts[customer] ?? 0
  const to = interactions.starts[customer + 1] ?? from
  return {
    items: interactions.itemIds.subarray(from, to),
    weights: interactions.weights.subarray(from, to),
    days: interactions.days.subarray(from, to),
    ...(segment === undefined ? {} : { segment }),
  }
}

/**
 * Refuses interactions that a fit would misread: arrays that do not fit together, items out of range, weights that are not
 * positive, rows that run back in time.
 *
 * @throws {InvalidInputError} naming the first fault
 * Time O(n).
 */
export function checkInteractions({ customers, items, starts, itemIds, weights, days }: Interactions): void {
  const events = itemIds.length
  if (starts.length !== customers + 1 || starts[0] !== 0 || starts[customers] !== events) {
    throw new InvalidInputError(`the starts of ${customers} customers must run from 0 to ${events}`)
  }
  if (weights.length !== events || days.length !== events) {
    throw new InvalidInputError(`${events} events have ${weights.length} weights and ${days.length} days`)
  }
  for (let c = 0; c < customers; c++) {
    const from = starts[c] as number
    const to = starts[c + 1] as number
    if (to < from) throw new InvalidInputError(`the events of customer ${c} end at ${to} before they start at ${from}`)
    for (let e = from; e < to; e++) {
      const weight = weights[e] as number
      if (!inRange(itemIds[e] as number, items)) {
        throw new InvalidInputError(`event ${e} has item ${itemIds[e]}, there are ${items}`)
      }
      if (!(weight > 0 && weight < Infinity)) throw new InvalidInputError(`event ${e} has weight ${weight}`)
      if (!Number.isFinite(days[e]) || (e > from && (days[e] as number) < (days[e - 1] as number))) {
        throw new InvalidInputError(`event ${e} of customer ${c} is on day ${days[e]}, after day ${days[e - 1]}`)
      }
    }
  }
}

const inRange = (value: number, size: number): boolean => Number.isInteger(value) && value >= 0 && value < size
