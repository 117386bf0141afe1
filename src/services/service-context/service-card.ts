import type { DisclosureLevel } from '../../privacy/disclosure-level.ts'

/** A line of the card, with how it may be used and where it comes from. */
export interface CardLine {
  readonly text: string
  readonly level: DisclosureLevel
  readonly source: string
}

export type Mood = 'angry' | 'unhappy' | 'neutral' | 'happy'

export interface CardMood {
  readonly label: Mood
  /** Sentiment of the message in [-1, 1]; null where the ratings speak. */
  readonly score: number | null
  readonly basis: 'message' | 'ratings'
}

export interface NextBestAction {
  readonly code: string
  readonly text: string
  readonly because: string
}

export type HandOffReason =
  | 'ask_person'
  | 'safety'
  | 'legal'
  | 'fraud'
  | 'privacy'
  | 'wrong_parcel'
  | 'not_received'
  | 'angry_valued_customer'
  | 'very_angry'
  | 'stuck_parcel'
  | 'asked_before'
  | 'change_order'
  | 'foreign_message'
  | 'no_answer'

/** A source of a reply, which the server resolved: `marker` stands in the draft. */
export interface ReplySource {
  readonly marker: string
  readonly kind: 'order' | 'article'
  readonly id: string
  readonly title: string
  readonly text: string
}

export interface ServiceContextData {
  readonly customer_id: string
  readonly as_of: string
  readonly channel: string | null
  /** Null where nothing is known of it. */
  readonly mood: CardMood | null
  /** What the message, or else the newest open ticket, is about. */
  readonly issue: { readonly topic: string; readonly share: number; readonly basis: 'message' | 'ticket' } | null
  /** The order that the conversation is about. */
  readonly order: {
    readonly order_id: string
    readonly status: string
    readonly ordered_on: string
    readonly shipped_on: string | null
    readonly promised_on: string | null
    readonly delivered_on: string | null
    readonly days_late: number
    readonly days_stuck: number | null
  } | null
  readonly hand_off: { readonly needed: boolean; readonly reason: HandOffReason | null }
  /** Only with a message. */
  readonly reply_draft: { readonly text: string; readonly sources: readonly ReplySource[] } | null
  readonly card: readonly CardLine[]
  readonly next_best_action: NextBestAction
}
