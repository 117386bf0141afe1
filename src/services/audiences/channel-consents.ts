import { InvalidInputError } from '../../lib/errors.ts'
import { readConsents } from '../../store/queries/features/read-consents.ts'
import type { ServiceContext } from '../context.ts'

/** Ways to reach people; on the shop's own pages nobody is written to. */
export const AUDIENCE_CHANNELS = ['email', 'sms', 'push', 'web', 'app'] as const
export type AudienceChannel = (typeof AUDIENCE_CHANNELS)[number]

const NEEDS_CONSENT: ReadonlySet<string> = new Set(['email', 'sms'])

export interface ChannelConsents {
  /** Whether a customer may be reached by a channel; without one, by any that needs consent. */
  readonly allows: (customerId: string, channel: AudienceChannel | null) => boolean
  readonly refusedProfiling: (customerId: string) => boolean
}

/** Who agreed to be written to, as of the context's instant. A shop that keeps no consents for messages has none to apply. */
export function channelConsents(ctx: Pick<ServiceContext, 'store' | 'asOf'>): ChannelConsents {
  const granted = { email: new Set<string>(), sms: new Set<string>() }
  const refused = new Set<string>()
  let kept = false
  for (const { customerId, kind, granted: given } of readConsents(ctx.store, ctx.asOf.until)) {
    kept ||= kind !== 'profiling'
    if (kind === 'profiling' && !given) refused.add(customerId)
    if (!given) continue
    if (kind === 'email' || kind === 'marketing') granted.email.add(customerId)
    if (kind === 'sms' || kind === 'marketing') granted.sms.add(customerId)
  }
  return {
    allows: (customerId, channel) => {
      if (!kept || (channel !== null && !NEEDS_CONSENT.has(channel))) return true
      if (channel === null) return granted.email.has(customerId) || granted.sms.has(customerId)
      return granted[channel === 'sms' ? 'sms' : 'email'].has(customerId)
    },
    refusedProfiling: (customerId) => refused.has(customerId),
  }
}

/** @throws {InvalidInputError} naming the channels that there are */
export function audienceChannel(name: string | null | undefined): AudienceChannel | null {
  if (name === null || name === undefined) return null
  const known = AUDIENCE_CHANNELS.find((channel) => channel === name)
  if (known !== undefined) return known
  throw new InvalidInputError(`there is no channel '${name}'`, {
    field: 'channel',
    hint: `Channels are: ${AUDIENCE_CHANNELS.join(', ')}.`,
  })
}
