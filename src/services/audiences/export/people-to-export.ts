import { nameAt } from '../../../features/coded-column.ts'
import { readIdentifiers } from '../../../store/queries/customers/read-identifiers.ts'
import type { ServiceContext } from '../../context.ts'
import { featuresOf } from '../../population/population-frame.ts'
import { channelConsents } from '../channel-consents.ts'
import { loadAudience, type LoadedAudience } from '../store-audience.ts'
import type { ExportedPerson } from './export-formats.ts'

export interface PeopleToExport {
  readonly audience: LoadedAudience
  readonly people: readonly ExportedPerson[]
  readonly heldOut: number
  readonly leftOutForConsent: number
  readonly withoutAddress: number
}

/**
 * The people of an audience as they may leave now: not those held out, no address whose channel the person has not agreed
 * to, nobody without any address.
 */
export function peopleToExport(ctx: ServiceContext, audienceId: string): PeopleToExport {
  const audience = loadAudience(ctx, audienceId)
  const until = Math.max(ctx.asOf.until, ctx.clock() + 1)
  const consents = channelConsents({ store: ctx.store, asOf: { until, day: ctx.asOf.day } })
  const { channel } = audience.definition
  const features = featuresOf(ctx)
  const members = audience.members.filter(({ isHoldout }) => !isHoldout).map(({ customerId }) => customerId)
  const known = new Map<string, { email?: string; phone?: string }>()
  for (const { customerId, kind, cipher } of readIdentifiers(ctx.store, members, ['email', 'phone'])) {
    const own = known.get(customerId) ?? {}
    known.set(customerId, own)
    if (kind === 'email') own.email ??= ctx.vault.decrypt(cipher)
    if (kind === 'phone') own.phone ??= ctx.vault.decrypt(cipher)
  }
  const people: ExportedPerson[] = []
  let unconsenting = 0
  let withoutAddress = 0
  for (const customerId of members) {
    const mayMail = channel !== 'sms' && consents.allows(customerId, 'email')
    const mayText = channel !== 'email' && consents.allows(customerId, 'sms')
    const { email, phone } = known.get(customerId) ?? {}
    const person = {
      customerId,
      email: mayMail ? (email ?? null) : null,
      phone: mayText ? (phone ?? null) : null,
      country: nameAt(features.attributes.country, features.positionOf(customerId)),
    }
    if (!mayMail && !mayText) unconsenting += 1
    else if (person.email === null && person.phone === null) withoutAddress += 1
    else people.push(person)
  }
  return {
    audience,
    people,
    heldOut: audience.row.holdout,
    leftOutForConsent: audience.row.leftOutForConsent + unconsenting,
    withoutAddress,
  }
}
