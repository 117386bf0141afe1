import type { TimeZone } from '../../lib/time-zone.ts'
import type { Store } from '../../store/open.ts'
import type { EventRow } from '../../store/queries/facts/event-facts.ts'
import { sessionExtender, type ChangedVisitor } from '../../store/queries/rollups/extend-sessions.ts'
import type { EventVisits } from './event-visits.ts'

interface Changed {
  readonly visitor: string
  readonly isAnonymous: boolean
  from: number
  added: EventRow[] | null
}

/**
 * Visits of a stream of events: cut in the transaction that writes them, because a stream has no end after which they could
 * be cut, and its visitors are few at a time.
 */
export class LiveVisits implements EventVisits {
  readonly #extend: (changed: Iterable<ChangedVisitor>) => number
  readonly #changed = new Map<string, Changed>()

  constructor(store: Store, zone: TimeZone) {
    this.#extend = sessionExtender(store, zone)
  }

  add(event: EventRow, isNew: boolean): void {
    const visitor = event.anonymousId ?? event.customerId
    if (visitor === null) return
    const isAnonymous = event.anonymousId !== null
    const key = `${isAnonymous ? 'a' : 'c'}${visitor}`
    const known = this.#changed.get(key) ?? { visitor, isAnonymous, from: Number.POSITIVE_INFINITY, added: [] }
    this.#changed.set(key, known)
    // An event that has changed may have stood at any instant before.
    known.from = Math.min(known.from, isNew ? event.occurredAt : 0)
    if (isNew) known.added?.push(event)
    else known.added = null
  }

  note(): void {
    this.#extend(this.#changed.values())
    this.#changed.clear()
  }
}
