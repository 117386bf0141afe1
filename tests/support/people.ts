import type { IdentifierKind } from '../../src/lib/identifier-vault.ts'
import type { Store } from '../../src/store/open.ts'
import { customerIdentifiers, events, identifierTokens } from '../../src/store/schema/index.ts'
import { testVault } from './shop.ts'

/** Gives a customer identifiers, sealed and findable as importing leaves them. */
export function addIdentifiers(
  store: Store,
  customerId: string,
  values: Partial<Record<IdentifierKind, string>>,
): void {
  for (const [name, value] of Object.entries(values)) {
    const kind = name as IdentifierKind
    store.db
      .insert(customerIdentifiers)
      .values({
        customerId,
        kind,
        valueHash: testVault.hash(kind, value),
        cipher: testVault.encrypt(value),
        keyVersion: 1,
        updatedAt: 0,
      })
      .run()
    if (kind !== 'name') continue
    for (const tokenHash of testVault.tokenHashes(kind, value)) {
      store.db.insert(identifierTokens).values({ tokenHash, kind, customerId }).onConflictDoNothing().run()
    }
  }
}

export interface TestEvent extends Partial<
  Omit<typeof events.$inferInsert, 'eventKey' | 'occurredAt' | 'occurredDay'>
> {
  readonly name: string
  /** ISO instant, UTC. */
  readonly at: string
}

let counter = 0

export function addEvents(store: Store, list: readonly TestEvent[]): void {
  for (const { at, ...event } of list) {
    counter += 1
    const occurredAt = Date.parse(at)
    store.db
      .insert(events)
      .values({
        receivedAt: occurredAt,
        ...event,
        eventKey: Buffer.from(`event/${counter}`),
        occurredAt,
        occurredDay: Math.floor(occurredAt / 86_400_000),
      })
      .run()
  }
}
