/** How a line about a customer may be used in a conversation with that customer. */
export const DISCLOSURE_LEVELS = ['may_say', 'use_only', 'verify_first', 'never'] as const
export type DisclosureLevel = (typeof DISCLOSURE_LEVELS)[number]

/** Where the customer is talking from. In the app and on the signed-in page somebody has proved who they are. */
export const CONTEXT_CHANNELS = ['app', 'web', 'chat', 'email', 'sms', 'phone', 'social'] as const
export type ContextChannel = (typeof CONTEXT_CHANNELS)[number]

/** What a line is about. */
export type LineKind =
  | 'name'
  | 'order'
  | 'ticket'
  | 'article'
  | 'member_level'
  | 'value'
  | 'lifecycle'
  | 'churn'
  | 'mood'
  | 'risk'
  | 'consent'
  | 'next_action'

export interface DisclosureFrame {
  /** Role of who asks; a service bot speaks with the customer itself. */
  readonly role: string
  /** Where others read along. */
  readonly sharedChannel: boolean
  /** Null when the caller vouches for the person: the conversation is bound to the customer. */
  readonly channel: ContextChannel | null
  /** Whether the person named something that only the customer should know, such as an order number. */
  readonly proven: boolean
}

const VERIFIED: ReadonlySet<ContextChannel> = new Set(['app', 'web'])
const OWN_AFFAIRS: ReadonlySet<LineKind> = new Set(['order', 'ticket', 'member_level'])

/**
 * The level of a line. Articles are open to everybody. The customer's own affairs may be told to the customer once it is known
 * who is talking, and nowhere that others read along. What Kith computed about a person guides the conversation and is not told;
 * suspicion is for people who decide, never for a bot.
 *
 * @example disclosureLevel('order', { role: 'service_bot', sharedChannel: false, channel: 'email', proven: false }) // => 'verify_first'
 */
export function disclosureLevel(
  kind: LineKind,
  { role, sharedChannel, channel, proven }: DisclosureFrame,
): DisclosureLevel {
  if (kind === 'article') return 'may_say'
  if (sharedChannel) return kind === 'next_action' || kind === 'ticket' ? 'use_only' : 'never'
  if (kind === 'risk') return role === 'service_bot' ? 'never' : 'use_only'
  if (kind === 'name') return 'may_say'
  if (OWN_AFFAIRS.has(kind)) return channel === null || VERIFIED.has(channel) || proven ? 'may_say' : 'verify_first'
  return 'use_only'
}
