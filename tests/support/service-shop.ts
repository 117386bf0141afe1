import { dayOfDate } from '../../src/lib/time-zone.ts'
import {
  customerConsents,
  customerFeatures,
  customerIdentifiers,
  predictions,
  ticketMessages,
  tickets,
} from '../../src/store/schema/index.ts'
import type { Store } from '../../src/store/open.ts'
import { makeShop, testVault } from './shop.ts'
import { addArticles, addReviews } from './texts.ts'

export const SERVICE_DAY = '2025-06-30'
const at = (date: string): number => dayOfDate(date) * 86_400_000 + 43_200_000
const AS_OF = (dayOfDate(SERVICE_DAY) + 1) * 86_400_000

const stamp = (store: Store, customerId: string, valueTier: string, lifecycle: string): void => {
  store.db
    .insert(customerFeatures)
    .values({
      customerId,
      asOf: AS_OF,
      computedAt: 0,
      frequency: 2,
      purchaseDays: 2,
      monetaryMinor: 1,
      grossMinor: 1,
      lifecycle,
      valueTier,
      features: '{}',
    })
    .run()
}

/**
 * A shop with two customers: C-1, valued, whose parcel is on its way and whose ticket waits; C-2, who refuses profiling and
 * whose parcel is stuck.
 */
export function serviceShop(): Store {
  const store = makeShop({
    customers: [
      { id: 'C-1', createdAt: 0, memberLevel: 'gold', language: 'en', gender: 'female' },
      { id: 'C-2', createdAt: 0 },
    ],
    orders: [
      { id: 'O-100', customer: 'C-1', at: '2025-03-01', status: 'completed', deliveredAt: at('2025-03-04') },
      {
        id: 'O-778',
        customer: 'C-1',
        at: '2025-06-27',
        status: 'shipped',
        shippedAt: at('2025-06-28'),
        promisedAt: at('2025-07-02'),
      },
      {
        id: 'O-900',
        customer: 'C-2',
        at: '2025-06-01',
        status: 'shipped',
        shippedAt: at('2025-06-02'),
        promisedAt: at('2025-06-06'),
      },
    ],
  })
  for (const [customerId, name] of [
    ['C-1', 'Ann Lee'],
    ['C-2', '王伟'],
  ] as const) {
    store.db
      .insert(customerIdentifiers)
      .values({
        customerId,
        kind: 'name',
        valueHash: testVault.hash('name', name),
        cipher: testVault.encrypt(name),
        keyVersion: 1,
        updatedAt: 0,
      })
      .run()
  }
  stamp(store, 'C-1', 'high', 'mature')
  stamp(store, 'C-2', 'low', 'new')
  store.db
    .insert(predictions)
    .values(
      ['C-1', 'C-2'].flatMap((customerId) => [
        { model: 'churn', customerId, runId: 'churn-v1', asOf: AS_OF, value: 0.7 },
        { model: 'risk', customerId, runId: 'risk-v1', asOf: AS_OF, value: 0.91 },
      ]),
    )
    .run()
  store.db
    .insert(customerConsents)
    .values([
      { customerId: 'C-1', kind: 'email', granted: 1, changedAt: 0 },
      { customerId: 'C-2', kind: 'profiling', granted: 1, changedAt: 0 },
      { customerId: 'C-2', kind: 'profiling', granted: 0, changedAt: 5 },
    ])
    .run()
  store.db
    .insert(tickets)
    .values({
      id: 'T-1',
      customerId: 'C-1',
      orderId: 'O-778',
      issue: 'delivery',
      status: 'open',
      openedAt: at('2025-06-30'),
    })
    .run()
  store.db
    .insert(ticketMessages)
    .values({ ticketId: 'T-1', sentAt: at('2025-06-30'), author: 'customer', body: 'When does it come?' })
    .run()
  addReviews(store, [{ id: 'R-1', body: 'Broke on day two', rating: 1, customerId: 'C-2', on: '2025-06-20' }])
  addArticles(store, [
    {
      id: 'A-RET',
      title: 'Returns and refunds',
      category: 'returns',
      body: 'You can return an item within 14 days of delivery.',
    },
    { id: 'A-DEL', title: 'Delivery times', category: 'delivery', body: 'Orders leave within 24 hours.' },
    { id: 'A-RET-ZH', title: '退换货', language: 'zh', body: '签收后14天内可以退货。' },
  ])
  return store
}
