import type { Actor } from '../access/actor.ts'

/** Who sends events: a write key, or a person whose role may. */
export interface Sender {
  readonly actor: Actor
  /** What the ledger calls the stream. */
  readonly name: string
}

/** One request of calls in the form of the Segment spec. */
export interface ArrivalRequest {
  readonly sender: Sender
  readonly calls: readonly unknown[]
  /** When the sender says that it sent them, by its own clock. */
  readonly sentAt: unknown
}

/** A call that became no fact: it is kept in quarantine, and this says why. */
export interface ArrivalProblem {
  /** Position of the call in the request, from 0. */
  readonly index: number
  readonly message_id: string | null
  /** Stable snake_case word. */
  readonly reason: string
  readonly field: string | null
  readonly value: string | null
  /** The rule and the way out. */
  readonly hint: string
}

/** received = imported + duplicates + quarantined + ignored, always. */
export interface ArrivalReceipt {
  readonly success: boolean
  readonly received: number
  readonly imported: number
  /** Part of `imported`: calls that came again with other content and changed a fact. */
  readonly updated: number
  /** Calls whose messageId was there already with the same content. */
  readonly duplicates: number
  readonly quarantined: number
  /** Calls that are no facts of a shop: alias and group. */
  readonly ignored: number
  readonly problems: readonly ArrivalProblem[]
  /** The row of the ledger that counts this sender's day. */
  readonly import_id: string
}
