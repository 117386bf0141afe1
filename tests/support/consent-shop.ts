import type { Store } from '../../src/store/open.ts'
import { customerConsents, customerIdentifiers } from '../../src/store/schema/index.ts'
import { makeShop, testVault } from './shop.ts'

export const CONSENT_DAY = '2026-06-30'

/**
 * Sixty customers C-1 .. C-60, each with one order of its number in hundreds, long ago; the even ones agreed to e-mail, every
 * third to text messages, C-2 refused profiling, all have an e-mail address but C-4.
 */
export function consentShop(): Store {
  const numbers = Array.from({ length: 60 }, (_, i) => i + 1)
  const store = makeShop({
    customers: numbers.map((n) => ({
      id: `C-${n}`,
      createdAt: 0,
      gender: n % 2 === 0 ? 'female' : 'male',
      city: n % 3 === 0 ? 'Shanghai' : 'Beijing',
    })),
    orders: numbers.map((n) => ({ customer: `C-${n}`, at: '2025-06-01', grossMinor: n * 100 })),
  })
  const grant = (customerId: string, kind: string, granted: boolean, changedAt = 1) =>
    store.db
      .insert(customerConsents)
      .values({ customerId, kind, granted: granted ? 1 : 0, changedAt, source: null })
      .run()
  for (const n of numbers) {
    if (n % 2 === 0) grant(`C-${n}`, 'email', true)
    if (n % 3 === 0) grant(`C-${n}`, 'sms', true)
    if (n === 4) continue
    store.db
      .insert(customerIdentifiers)
      .values({
        customerId: `C-${n}`,
        kind: 'email',
        valueHash: testVault.hash('email', `c${n}@shop.example`),
        cipher: testVault.encrypt(`c${n}@shop.example`),
        keyVersion: 1,
        updatedAt: 0,
      })
      .run()
  }
  grant('C-2', 'profiling', false)
  return store
}

/** Takes a consent back at an instant. */
export const withdraw = (store: Store, customerId: string, kind: string, changedAt: number): void => {
  store.db.insert(customerConsents).values({ customerId, kind, granted: 0, changedAt, source: null }).run()
}
