import type { EventRow } from '../../store/queries/facts/event-facts.ts'
import { shownBy, type VisitorEvent } from '../../store/queries/rollups/rebuild-sessions.ts'

/** About 40 bytes each. */
const MOST_EVENTS = 1_000_000

/** Texts as small numbers; 0 is none. */
class Words {
  readonly #numbers = new Map<string, number>()
  readonly #texts: (string | null)[] = [null]

  numberOf(text: string | null): number {
    if (text === null) return 0
    let number = this.#numbers.get(text)
    if (number === undefined) {
      number = this.#texts.length
      this.#numbers.set(text, number)
      this.#texts.push(text)
    }
    return number
  }

  textOf(number: number): string | null {
    return this.#texts[number] ?? null
  }

  get size(): number {
    return this.#texts.length
  }
}

/**
 * What visits are cut from, of events as they are imported, in columns: reading a first load's events back from the store
 * takes several times longer than cutting their visits.
 */
export class VisitorEvents {
  readonly #visitors = new Words()
  readonly #words = new Words()
  #length = 0
  #visitor = new Int32Array(4096)
  #customer = new Int32Array(4096)
  #anonymous = new Uint8Array(4096)
  #shown = new Uint8Array(4096)
  #at = new Float64Array(4096)
  /** The first eight bytes of the key, by which events of one instant are in order. */
  #lead = new Uint32Array(4096)
  #hash = new Uint32Array(4096)
  /** Device, channel and source, three to an event. */
  #from = new Int32Array(3 * 4096)

  /** False when there is no room for another. */
  add(event: EventRow): boolean {
    const at = this.#length
    if (at >= MOST_EVENTS) return false
    if (at === this.#at.length) this.#grow()
    const { anonymousId, customerId, eventKey } = event
    this.#visitor[at] = this.#visitors.numberOf(anonymousId ?? customerId)
    this.#customer[at] = this.#words.numberOf(customerId)
    this.#anonymous[at] = anonymousId === null ? 0 : 1
    this.#shown[at] = shownBy(event.name)
    this.#at[at] = event.occurredAt
    this.#lead[at] = eventKey.readUInt32BE(0)
    this.#hash[at] = eventKey.readUInt32BE(4)
    this.#from[3 * at] = this.#words.numberOf(event.device)
    this.#from[3 * at + 1] = this.#words.numberOf(event.channel)
    this.#from[3 * at + 2] = this.#words.numberOf(event.source)
    this.#length = at + 1
    return true
  }

  /** The events by visitor and, of one visitor, by instant and key. */
  *sorted(): Generator<VisitorEvent> {
    const ends = new Int32Array(this.#visitors.size + 1)
    for (let at = 0; at < this.#length; at += 1) count(ends, (this.#visitor[at] ?? 0) + 1)
    for (let visitor = 1; visitor < ends.length; visitor += 1)
      ends[visitor] = (ends[visitor] ?? 0) + (ends[visitor - 1] ?? 0)
    const order = new Int32Array(this.#length)
    for (let at = 0; at < this.#length; at += 1) order[count(ends, this.#visitor[at] ?? 0)] = at
    const earlier = (a: number, b: number): number =>
      (this.#at[a] ?? 0) - (this.#at[b] ?? 0) ||
      (this.#lead[a] ?? 0) - (this.#lead[b] ?? 0) ||
      (this.#hash[a] ?? 0) - (this.#hash[b] ?? 0)
    let begin = 0
    for (const end of ends.subarray(0, this.#visitors.size)) {
      for (const at of order.subarray(begin, end).sort(earlier)) yield this.#event(at)
      begin = end
    }
  }

  #event(at: number): VisitorEvent {
    return [
      this.#anonymous[at] === 1 ? this.#visitors.textOf(this.#visitor[at] ?? 0) : null,
      this.#words.textOf(this.#customer[at] ?? 0),
      this.#shown[at] ?? 0,
      this.#at[at] ?? 0,
      this.#words.textOf(this.#from[3 * at] ?? 0),
      this.#words.textOf(this.#from[3 * at + 1] ?? 0),
      this.#words.textOf(this.#from[3 * at + 2] ?? 0),
    ]
  }

  #grow(): void {
    const size = 2 * this.#at.length
    const copy = <Column extends { set(from: Column): void }>(from: Column, to: Column): Column => {
      to.set(from)
      return to
    }
    this.#visitor = copy(this.#visitor, new Int32Array(size))
    this.#customer = copy(this.#customer, new Int32Array(size))
    this.#anonymous = copy(this.#anonymous, new Uint8Array(size))
    this.#shown = copy(this.#shown, new Uint8Array(size))
    this.#at = copy(this.#at, new Float64Array(size))
    this.#lead = copy(this.#lead, new Uint32Array(size))
    this.#hash = copy(this.#hash, new Uint32Array(size))
    this.#from = copy(this.#from, new Int32Array(3 * size))
  }
}

/** Adds one to a counter and gives what it was. */
function count(counters: Int32Array, index: number): number {
  const before = counters[index] ?? 0
  counters[index] = before + 1
  return before
}
