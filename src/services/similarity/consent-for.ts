import type { CustomerFeatures } from '../../features/customer-features.ts'
import { InvalidInputError } from '../../lib/errors.ts'
import { readConsents } from '../../store/queries/features/read-consents.ts'
import type { ServiceContext } from '../context.ts'

/** Channels and the consent that a message by each needs; on the shop's own pages nobody is written to. */
const CHANNEL_CONSENT = { email: 'email', sms: 'sms', push: null, web: null, app: null } as const
export const LOOK_ALIKE_CHANNELS = Object.keys(CHANNEL_CONSENT) as readonly (keyof typeof CHANNEL_CONSENT)[]

/**
 * Of these rows, the customers who may be chosen: none who refused profiling, and for a channel that needs consent only
 * those who gave it. A shop that records no consent at all has none to apply.
 */
export function consentFor(
  { store, asOf }: Pick<ServiceContext, 'store' | 'asOf'>,
  channel: string | undefined,
  features: CustomerFeatures,
  positions: Int32Array,
  rows: readonly number[],
): { readonly allowed: readonly number[]; readonly leftOut: number } {
  const known = LOOK_ALIKE_CHANNELS.find((name) => name === channel)
  if (channel !== undefined && known === undefined) {
    throw new InvalidInputError(`there is no channel '${channel}'`, {
      field: 'channel',
      hint: `Channels are: ${LOOK_ALIKE_CHANNELS.join(', ')}.`,
    })
  }
  const consents = new Map<string, Record<string, boolean>>()
  for (const { customerId, kind, granted } of readConsents(store, asOf.until)) {
    const own = consents.get(customerId) ?? {}
    consents.set(customerId, own)
    own[kind] = granted
  }
  const needed = known === undefined ? null : CHANNEL_CONSENT[known]
  const allowed = rows.filter((row) => {
    const given = consents.get(features.customerIds[positions[row] ?? -1] ?? '')
    if (given?.['profiling'] === false) return false
    return needed === null || given?.[needed] === true
  })
  return { allowed, leftOut: rows.length - allowed.length }
}
