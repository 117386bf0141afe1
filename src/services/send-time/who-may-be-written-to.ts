import { readConsents } from '../../store/queries/features/read-consents.ts'
import type { ServiceContext } from '../context.ts'

export type Refusal = 'no_consent' | 'profiling_withdrawn'

/** Channels by which a message needs consent; on the shop's own pages nobody is written to. */
const NEEDS_CONSENT: ReadonlySet<string> = new Set(['email', 'sms'])

/**
 * Why a customer is left out: no consent to the channel, or profiling refused. A shop that records no consent of the kind
 * has none to apply.
 */
export function whoMayBeWrittenTo(
  { store, asOf }: Pick<ServiceContext, 'store' | 'asOf'>,
  channel: string | null,
): { readonly refusalOf: (customerId: string) => Refusal | null } {
  const refusesProfiling = new Set<string>()
  const agrees = new Set<string>()
  let isRecorded = false
  for (const { customerId, kind, granted } of readConsents(store, asOf.until)) {
    if (kind === 'profiling' && !granted) refusesProfiling.add(customerId)
    if (kind !== channel) continue
    isRecorded = true
    if (granted) agrees.add(customerId)
  }
  const needed = channel !== null && NEEDS_CONSENT.has(channel) && isRecorded
  return {
    refusalOf: (customerId) => {
      if (needed && !agrees.has(customerId)) return 'no_consent'
      return refusesProfiling.has(customerId) ? 'profiling_withdrawn' : null
    },
  }
}
