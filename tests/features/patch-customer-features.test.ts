import { describe, expect, test } from 'vitest'
import { importCalls } from '../../src/importing/calls/import-calls.ts'
import { nameAt } from '../../src/features/coded-column.ts'
import { computeCustomerFeatures } from '../../src/features/compute-customer-features.ts'
import type { CustomerFeatures } from '../../src/features/customer-features.ts'
import { changedBetween, noteChangedCustomers } from '../../src/features/note-changed-customers.ts'
import { patchCustomerFeatures } from '../../src/features/patch-customer-features.ts'
import { asOfEndOfDay } from '../../src/lib/as-of.ts'
import { seededRandom } from '../../src/lib/random.ts'
import { dayOfDate } from '../../src/lib/time-zone.ts'
import type { Store } from '../../src/store/open.ts'
import { makeShop, testShop, testVault } from '../support/shop.ts'

const shop = testShop()
const asOf = asOfEndOfDay(dayOfDate('2026-06-30'), shop.zone)

/** All that is known of each customer, by id: positions may differ. */
function rows(features: CustomerFeatures): Record<string, unknown> {
  return Object.fromEntries(
    features.customerIds.map((id, at) => {
      expect(features.positionOf(id)).toBe(at)
      const columns = Object.entries(features).flatMap(([name, column]: [string, unknown]) =>
        ArrayBuffer.isView(column) ? [[name, (column as unknown as ArrayLike<number>)[at]]] : [],
      )
      const from = features.purchases.offsets[at] ?? 0
      const to = features.purchases.offsets[at + 1] ?? 0
      return [
        id,
        {
          ...Object.fromEntries(columns),
          lifecycle: nameAt(features.lifecycle, at),
          valueTier: nameAt(features.valueTier, at),
          segment: nameAt(features.rfm.segment, at),
          r: features.rfm.recency[at],
          days: [...features.purchases.days.subarray(from, to)],
          attributes: Object.entries(features.attributes).map(([name, column]) => [name, nameAt(column, at)]),
        },
      ]
    }),
  )
}

function send(store: Store, calls: readonly object[]): readonly string[] {
  const { written, changedCustomers } = importCalls({
    store,
    vault: testVault,
    shop,
    clock: () => asOf.until,
    sender: { id: 'W-1', name: 'site' },
    batches: [{ calls, sentAt: undefined, receivedAt: asOf.until, from: 0 }],
  })
  return [...changedCustomers, ...written.map(({ values }) => String(values['customer_id']))]
}

describe('features brought up to date from the changed customers alone', () => {
  test('are those of all facts, whatever arrives: orders, refunds, cancellations, newcomers, traits', () => {
    const random = seededRandom('patched')
    const pick = (n: number): number => Math.floor(random() * n)
    const orders = Array.from({ length: 200 }, (_, i) => ({
      id: `O-${i}`,
      customer: `c-${pick(40)}`,
      at: `2026-0${1 + pick(6)}-${String(1 + pick(28)).padStart(2, '0')}`,
      grossMinor: 100 + pick(9000),
    }))
    const store = makeShop({ orders })
    let features = computeCustomerFeatures(store, asOf, shop.zone)
    let message = 0
    for (let round = 0; round < 30; round += 1) {
      const calls = Array.from({ length: 1 + pick(5) }, () => {
        message += 1
        const call = {
          messageId: `m-${message}`,
          userId: `c-${pick(60)}`,
          timestamp: `2026-06-${String(1 + pick(29)).padStart(2, '0')}T10:00:00Z`,
        }
        const kind = pick(5)
        if (kind === 0) return { ...call, type: 'identify', traits: { address: { state: `r-${pick(3)}` } } }
        const event = ['Order Completed', 'Order Completed', 'Order Refunded', 'Order Cancelled'][kind - 1] ?? ''
        const known = kind <= 2 ? `N-${message}` : `O-${pick(200)}`
        const products = kind <= 2 ? [{ product_id: `p-${pick(9)}`, price: 1 + pick(50), quantity: 1 + pick(3) }] : []
        return { ...call, type: 'track', event, properties: { order_id: known, products } }
      })
      features = patchCustomerFeatures(store, features, shop.zone, send(store, calls))
      expect(rows(features)).toEqual(rows(computeCustomerFeatures(store, asOf, shop.zone)))
    }
    expect(features.size).toBeGreaterThan(40)
  })

  test('a customer from after the as-of stays unknown', () => {
    const store = makeShop({ orders: [{ customer: 'c-1', at: '2026-03-01' }] })
    const past = asOfEndOfDay(dayOfDate('2026-03-31'), shop.zone)
    const features = computeCustomerFeatures(store, past, shop.zone)
    const changed = send(store, [{ type: 'page', userId: 'later', messageId: 'm', timestamp: '2026-06-01T10:00:00Z' }])
    expect(patchCustomerFeatures(store, features, shop.zone, changed).customerIds).toEqual(['c-1'])
  })
})

describe('whom writes between two versions were about', () => {
  test('is known while every step is', () => {
    const store = makeShop({})
    noteChangedCustomers(store, 'v1', 'v2', ['a'])
    noteChangedCustomers(store, 'v2', 'v3', ['b', 'a'])
    expect(changedBetween(store, 'v1', 'v3')).toEqual(new Set(['a', 'b']))
    expect(changedBetween(store, 'v3', 'v3')).toEqual(new Set())
    expect(changedBetween(store, 'v0', 'v3')).toBeNull()
    noteChangedCustomers(
      store,
      'v3',
      'v4',
      Array.from({ length: 5000 }, (_, i) => `c-${i}`),
    )
    expect(changedBetween(store, 'v1', 'v4')).toBeNull()
  })
})
