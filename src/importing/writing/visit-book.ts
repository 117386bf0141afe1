import type { TimeZone } from '../../lib/time-zone.ts'
import type { Store } from '../../store/open.ts'
import { rebuildSessions } from '../../store/queries/rollups/rebuild-sessions.ts'
import { sessionsDue, type SessionsDue } from '../../store/queries/rollups/sessions-due.ts'

/** Visitors whose visits are cut anew one by one; when a command touches more, all visits are. */
const FEW_VISITORS = 2_000

/**
 * Visits that a command's events have changed. They are cut once, after the last file: a shop whose events come in ten
 * files would otherwise cut every visit ten times. A note in the store, written with the first events, outlives a command
 * that is broken off: the next one then cuts all visits.
 */
export class VisitBook {
  readonly #store: Store
  readonly #zone: TimeZone
  readonly #due: SessionsDue
  readonly #visitors = new Set<string>()
  #all: boolean

  constructor(store: Store, zone: TimeZone) {
    this.#store = store
    this.#zone = zone
    this.#due = sessionsDue(store)
    this.#all = this.#due.isNoted()
  }

  /** An event of this visitor was written. */
  add(visitor: string): void {
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
        if (this.#all) rebuildSessions(this.#store, this.#zone)
        else rebuildSessions(this.#store, this.#zone, this.#visitors)
        this.#due.settle()
      })
      .immediate()
  }
}
