import type { Store } from '../../src/store/open.ts'
import {
  articles,
  customerIdentifiers,
  customers,
  orders,
  products,
  reviews,
  shop,
} from '../../src/store/schema/index.ts'
import type { IdentifierVault } from '../../src/lib/identifier-vault.ts'

export const OWN = 'C-OWN'
export const OTHER = 'C-OTHER'
const DAY = 86_400_000
export const SMALL_DAY = Date.parse('2026-06-30T12:00:00Z')

export const CONTACTS = {
  [OWN]: { name: 'Odette Ownwell', email: 'odette@own.example', phone: '13800001111', address: '1 Own Street, Ghent' },
  [OTHER]: {
    name: 'Otis Otherby',
    email: 'otis@other.example',
    phone: '13900002222',
    address: '2 Other Street, Bruges',
  },
} as const

/** Two customers who have all that can be asked of one, and an order of nobody known. */
export function plantTwoCustomers(store: Store, vault: IdentifierVault): void {
  const { db } = store
  db.insert(shop)
    .values({
      id: 1,
      name: 'Two',
      timeZone: 'UTC',
      currency: 'CNY',
      weekStart: 1,
      createdAt: 0,
      newestFactAt: SMALL_DAY,
    })
    .onConflictDoUpdate({ target: shop.id, set: { newestFactAt: SMALL_DAY } })
    .run()
  db.insert(products)
    .values({ id: 'SKU-1', name: 'Kettle', category: 'Kitchen', priceMinor: 9900, currency: 'CNY', createdAt: 0 })
    .run()
  db.insert(articles).values({ id: 'ART-1', title: 'Returns', body: 'Send it back.', updatedAt: 1 }).run()
  for (const [customerId, contacts] of Object.entries(CONTACTS)) {
    db.insert(customers)
      .values({ id: customerId, createdAt: SMALL_DAY - 90 * DAY })
      .run()
    for (const [kind, value] of Object.entries(contacts) as ['name' | 'email' | 'phone' | 'address', string][]) {
      const hidden = { valueHash: vault.hash(kind, value), cipher: vault.encrypt(value), keyVersion: 1, updatedAt: 1 }
      db.insert(customerIdentifiers)
        .values({ customerId, kind, ...hidden })
        .run()
    }
  }
  const bought: readonly (readonly [string, string | null, number])[] = [
    ['O-OWN', OWN, 3],
    ['O-OTHER', OTHER, 2],
    ['O-GUEST', null, 1],
  ]
  for (const [id, customerId, ago] of bought) {
    const orderedAt = SMALL_DAY - ago * DAY
    const day = { orderedAt, orderedDay: Math.floor(orderedAt / DAY) }
    const sums = { status: 'paid', hasSale: 1, units: 1, lineCount: 1, grossMinor: 9900 }
    db.insert(orders)
      .values({ id, customerId, ...day, ...sums })
      .run()
    if (customerId === null) continue
    db.insert(reviews)
      .values({
        id: `V${id.slice(1)}`,
        customerId,
        orderId: id,
        productId: 'SKU-1',
        rating: 4,
        title: 'Fine',
        body: 'It boils.',
        writtenAt: orderedAt + 1000,
        writtenDay: day.orderedDay,
      })
      .run()
  }
}
