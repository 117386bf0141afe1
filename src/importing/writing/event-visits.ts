import type { EventRow } from '../../store/queries/facts/event-facts.ts'

/** Keeps the visits in step with the events that are written. */
export interface EventVisits {
  /**
   * An event was written.
   *
   * @param isNew - false when it was known and has changed
   */
  add(event: EventRow, isNew: boolean): void
  /** The events are in the store; called in the transaction that writes them. */
  note(): void
}
