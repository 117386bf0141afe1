export const ROLES = [
  'admin',
  'analyst',
  'marketer',
  'privacy_officer',
  'service_bot',
  'slack_user',
  'slack_guest',
] as const
/** `writer` is what a write key acts as: it sends events and reads nothing; no key of a person has this role. */
export type Role = (typeof ROLES)[number] | 'writer'

/** Who asks. Every service call carries one; nothing runs as nobody. */
export interface Actor {
  readonly id: string
  readonly role: Role
  /** The one customer that a service bot may speak of in this call; null for an unbound bot and everyone else. */
  readonly boundCustomerId: string | null
  readonly channel: 'cli' | 'http' | 'web' | 'slack' | 'mcp' | 'job'
  /** True where others read along (a shared Slack channel): names are masked, lists of people stay out. */
  readonly sharedChannel: boolean
  /** The conversation that several people share (a Slack thread) and that owns its thread here; the actor's own when left out. */
  readonly conversation?: string
  /** Asks to see names and contacts masked though the role may see them: nothing is then logged as revealed. */
  readonly masked?: boolean
}

/** Who a thread belongs to: a shared conversation, or the one who asks. */
export const threadOwner = (actor: Actor): string => actor.conversation ?? actor.id
