import type { Store } from '../../store/open.ts'
import { visitorIdentity } from '../../store/queries/events/visitor-identity.ts'
import { numberOf, textOf, type Values } from './record-values.ts'

/** Who the visitors of a file turn out to be. */
export interface VisitorOwners {
  /** An event that may tell who its visitor is. */
  see(values: Values): void
  /** The customer whom an event's visitor was known as at its instant; null when nobody knew. */
  ownerOf(values: Values): string | null
  /** What was seen is in the store now. */
  stored(): void
}

/** Identities of the store and those that came before in the file and are not stored yet. */
export function visitorOwners(store: Store): VisitorOwners {
  const stored = visitorIdentity(store)
  const seen = new Map<string, { readonly customerId: string; readonly identifiedAt: number }>()
  return {
    see(values) {
      const visitor = textOf(values, 'anonymous_id')
      const customerId = textOf(values, 'customer_id')
      const identifiedAt = numberOf(values, 'occurred_at') ?? 0
      if (visitor === null || customerId === null) return
      const known = seen.get(visitor)
      if (known === undefined || identifiedAt < known.identifiedAt) seen.set(visitor, { customerId, identifiedAt })
    },
    ownerOf(values) {
      const customerId = textOf(values, 'customer_id')
      const visitor = textOf(values, 'anonymous_id')
      if (customerId !== null || visitor === null) return customerId
      const at = numberOf(values, 'occurred_at') ?? 0
      const known = [stored(visitor), seen.get(visitor)].filter((one) => one !== undefined)
      return known.find(({ identifiedAt }) => identifiedAt <= at)?.customerId ?? null
    },
    stored: () => seen.clear(),
  }
}
