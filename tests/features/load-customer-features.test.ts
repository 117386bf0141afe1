import { describe, expect, test } from 'vitest'
import { nameAt } from '../../src/features/coded-column.ts'
import { loadCustomerFeatures } from '../../src/features/load-customer-features.ts'
import { asOfEndOfDay } from '../../src/lib/as-of.ts'
import { dayOfDate } from '../../src/lib/time-zone.ts'
import { makeShop, testShop, type TestShop } from '../support/shop.ts'

const featuresOf = (facts: TestShop, asOf: string, zone = 'UTC') => {
  const shop = testShop(zone)
  return loadCustomerFeatures(makeShop({ ...facts, zone }), { asOf: asOfEndOfDay(dayOfDate(asOf), shop.zone), shop })
}

/** Ana bought on three days (twice on the second), sent something back; Ben never bought; Cy bought once and long ago. */
const facts: TestShop = {
  customers: [
    { id: 'ana', createdAt: 0, region: '华东', gender: 'female' },
    { id: 'ben', createdAt: 0 },
  ],
  orders: [
    { customer: 'ana', at: '2026-01-01', grossMinor: 5000 },
    { customer: 'ana', at: '2026-01-11', grossMinor: 1000 },
    { customer: 'ana', at: '2026-01-11T23:00:00Z', grossMinor: 2000 },
    { customer: 'ana', at: '2026-01-31', grossMinor: 4000 },
    { customer: 'cy', at: '2025-01-01', grossMinor: 900 },
    { customer: null, at: '2026-01-20', grossMinor: 7000 },
  ],
  returns: [
    { customer: 'ana', at: '2026-01-15', amountMinor: 500, quantity: 1 },
    { customer: 'ana', at: '2026-02-15', amountMinor: 700, quantity: 2 },
  ],
}

describe('loadCustomerFeatures', () => {
  test('gives the values worked by hand', () => {
    const features = featuresOf(facts, '2026-02-10')
    expect(features.customerIds).toEqual(['ana', 'ben', 'cy'])
    const ana = features.positionOf('ana')
    expect({
      recency: features.recencyDays[ana],
      tenure: features.tenureDays[ana],
      frequency: features.frequency[ana],
      purchaseDays: features.purchaseDays[ana],
      gross: features.grossMinor[ana],
      returns: features.returnsMinor[ana],
      net: features.netMinor[ana],
      mean: features.meanGapDays[ana],
      median: features.medianGapDays[ana],
      // Own gaps 10 + 20, twice the shop's median of 15, over 2 + 2.
      expected: features.expectedGapDays[ana],
      stage: nameAt(features.lifecycle, ana),
      tier: nameAt(features.valueTier, ana),
      region: nameAt(features.attributes.region, ana),
      first: features.firstOrderAt[ana],
      last: features.lastOrderAt[ana],
    }).toEqual({
      recency: 10,
      tenure: 40,
      frequency: 4,
      purchaseDays: 3,
      gross: 12000,
      returns: 500,
      net: 11500,
      mean: 15,
      median: 15,
      expected: 15,
      stage: 'growing',
      tier: 'high',
      region: '华东',
      first: Date.UTC(2026, 0, 1, 12),
      last: Date.UTC(2026, 0, 31, 12),
    })
  })

  test('keeps customers who never bought, as prospects without scores', () => {
    const features = featuresOf(facts, '2026-02-10')
    const ben = features.positionOf('ben')
    expect(nameAt(features.lifecycle, ben)).toBe('prospect')
    expect(features.recencyDays[ben]).toBe(-1)
    expect(nameAt(features.valueTier, ben)).toBeNull()
    expect(nameAt(features.rfm.segment, ben)).toBeNull()
    expect(features.positionOf('nobody')).toBe(-1)
  })

  test('counts value tiers on the last 365 days only', () => {
    const features = featuresOf(facts, '2026-02-10')
    const cy = features.positionOf('cy')
    expect(features.netMinor[cy]).toBe(900)
    expect(features.yearNetMinor[cy]).toBe(0)
    expect(nameAt(features.valueTier, cy)).toBe('low')
    const first = featuresOf({ orders: [{ customer: 'a', at: '2025-07-01' }] }, '2026-06-30')
    expect(first.yearNetMinor[0]).toBe(1000)
    const over = featuresOf({ orders: [{ customer: 'a', at: '2025-06-30' }] }, '2026-06-30')
    expect(over.yearNetMinor[0]).toBe(0)
  })

  test('leaves out cancelled, test and zero orders, and counts a cancelled one until its cancellation', () => {
    const orders: TestShop = {
      orders: [
        { customer: 'a', at: '2026-01-01', flag: 'test' },
        { customer: 'a', at: '2026-01-02', grossMinor: 0 },
        { customer: 'a', at: '2026-01-03', status: 'cancelled', cancelledAt: Date.UTC(2026, 0, 10) },
      ],
    }
    expect(featuresOf(orders, '2026-01-09').frequency[0]).toBe(1)
    expect(featuresOf(orders, '2026-01-10').frequency[0]).toBe(0)
  })

  test('cuts days in the zone of the shop', () => {
    const orders: TestShop = {
      orders: [
        { customer: 'a', at: '2026-01-01T15:59:00Z' },
        { customer: 'a', at: '2026-01-01T16:01:00Z' },
      ],
    }
    expect(featuresOf(orders, '2026-01-31', 'UTC').purchaseDays[0]).toBe(1)
    expect(featuresOf(orders, '2026-01-31', 'Asia/Shanghai').purchaseDays[0]).toBe(2)
  })

  test('is computed once for the same facts and as-of, and afresh after a write', () => {
    const store = makeShop(facts)
    const request = { asOf: asOfEndOfDay(dayOfDate('2026-02-10'), testShop().zone), shop: testShop() }
    const first = loadCustomerFeatures(store, request)
    expect(loadCustomerFeatures(store, request)).toBe(first)
    store.sqlite.prepare("UPDATE orders SET has_sale = 0 WHERE customer_id = 'cy'").run()
    store.sqlite.prepare("INSERT INTO watermarks (name, fact_version, updated_at) VALUES ('facts', 1, 0)").run()
    expect(loadCustomerFeatures(store, request).frequency[first.positionOf('cy')]).toBe(0)
  })
})
