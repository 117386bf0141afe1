import type { TimeZone } from '../../lib/time-zone.ts'
import type { Store } from '../../store/open.ts'
import { countEvents, type EventRow } from '../../store/queries/facts/event-facts.ts'
import { rebuildSessions, replaceSessions } from '../../store/queries/rollups/rebuild-sessions.ts'
import { sessionsDue, type SessionsDue } from '../../store/queries/rollups/sessions-due.ts'
import type { EventVisits } from './event-visits.ts'
import { VisitorEvents } from './visitor-events.ts'

/** Visitors whose visits are cut anew one by one; when a command touches more, all visits are. */
const FEW_VISITORS = 2_000

/**
 * Visits that a command's events have changed. They are cut once, after the last file: a shop whose events come in ten
 * files would otherwise cut every visit ten times. A note in the store, written with the first events, outlives a command
 * that is broken off: the next one then cuts all visits.
 */
export class VisitBook implements EventVisits {
  readonly #store: Store
  readonly #zone: TimeZone
  readonly #due: SessionsDue
  readonly #visitors = new Set<string>()
  #all: boolean
  /** Every event of the store, in a first load; null when some are not in here. */
  #events: VisitorEvents | null
  #written = 0

  constructor(store: Store, zone: TimeZone) {
    this.#store = store
    this.#zone = zone
    this.#due = sessionsDue(store)
    this.#all = this.#due.isNoted()
    this.#events = this.#all || countEvents(store) > 0 ? null : new VisitorEvents()
  }

  /**
   * An event was written.
   *
   * @param isNew - false when it was known and has changed
   */
  add(event: EventRow, isNew: boolean): void {
    if (isNew) this.#written += 1
    const visitor = event.anonymousId ?? event.customerId
    if (visitor === null) return
    if (this.#events !== null && (!isNew || !this.#events.add(event))) this.#events = null
    if (this.#all) return
    this.#visitors.add(visitor)
    if (this.#visitors.size <= FEW_VISITORS) return
    this.#all = true
    this.#visitors.clear()
  }

  /** Call in the transaction that writes the events. */
  note(): void {
    if (this.#all || this.#visitors.size > 0) this.#due.note()
  }

  /** Cuts the visits and takes the note back, in one transaction. */
  cut(): void {
    if (!this.#all && this.#visitors.size === 0) return
    this.#store.sqlite
      .transaction(() => {
        // Another command may have written events meanwhile.
        const events = this.#events
        if (events !== null && countEvents(this.#store) === this.#written)
          replaceSessions(this.#store, this.#zone, () => events.sorted())
        else if (this.#all) rebuildSessions(this.#store, this.#zone)
        else rebuildSessions(this.#store, this.#zone, this.#visitors)
        this.#due.settle()
      })
      .immediate()
  }
}
