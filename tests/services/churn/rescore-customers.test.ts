import { describe, expect, test } from 'vitest'
import { dayOfDate, MS_PER_DAY } from '../../../src/lib/time-zone.ts'
import { loadCustomerFeatures } from '../../../src/features/load-customer-features.ts'
import { churnTable } from '../../../src/services/churn/churn-features.ts'
import { buyerPositions, churnSource } from '../../../src/services/churn/churn-source.ts'
import { readOwnSource } from '../../../src/services/churn/read-own-source.ts'
import { rescoreCustomers } from '../../../src/services/churn/rescore-customers.ts'
import { refreshModels } from '../../../src/services/models/refresh-models.ts'
import { readPrediction } from '../../../src/store/queries/models/predictions.ts'
import { buyerShop, LAST_DAY } from '../../support/buyer-shop.ts'
import { testContext, testShop } from '../../support/shop.ts'
import { readPredictions } from '../../../src/store/queries/customers/read-customer-numbers.ts'

const setup = {
  horizonDays: 90,
  shopGapDays: 20,
  pareto: { r: 1, alpha: 50, s: 0.5, beta: 300 },
  withEvents: true,
} as const

const learnt = {
  withEvents: true,
  products: { products: { 'p-0': [3, 0.5], 'p-1': [1, 0.25] }, other: [0, 0.125] },
} as const

describe('one customer alone', () => {
  test('has the same features as among everybody', () => {
    const store = buyerShop({
      buyers: 60,
      days: 500,
      with: { returns: [{ customer: 'b-3', at: '2026-05-01', amountMinor: 700 }] },
    })
    const event = store.sqlite.prepare(
      `INSERT INTO events (event_key, customer_id, anonymous_id, name, occurred_at, occurred_day, received_at) VALUES (?, ?, ?, 'page', ?, ?, 0)`,
    )
    const last = dayOfDate(LAST_DAY)
    for (let i = 0; i < 40; i += 1)
      event.run(Buffer.from(`event-${i}`), `b-${i % 7}`, null, (last - i) * MS_PER_DAY, last - i)
    const ctx = testContext(store, LAST_DAY)
    const features = loadCustomerFeatures(store, ctx)
    const source = churnSource(store, features, learnt)
    const everybody = churnTable(source, buyerPositions(source, true), setup)
    for (const [row, position] of buyerPositions(source, true).entries()) {
      const own = readOwnSource(store, testShop(), ctx.asOf, features.customerIds[position] ?? '', learnt)
      if (own === null) throw new Error('a buyer without a history')
      const alone = churnTable(own, Int32Array.of(0), setup)
      everybody.columns.forEach((column, i) => expect(alone.columns[i]?.[0]).toBeCloseTo(column[row] ?? Number.NaN, 9))
    }
  })
})

describe('rescoreCustomers', () => {
  test('an order brings the probability down at once', async () => {
    const store = buyerShop({ buyers: 1200, days: 800 })
    const ctx = testContext(store, LAST_DAY)
    expect(rescoreCustomers(ctx, ['b-1'])).toEqual([])
    await refreshModels(ctx, false)
    const [quiet] = [...readPredictions(store, 'churn', ctx.asOf.until)].find(([, value]) => value > 0.7) ?? []
    if (quiet === undefined) throw new Error('nobody is likely to leave')
    const [same] = rescoreCustomers(ctx, [quiet])
    expect(same?.after).toBeCloseTo(same?.before ?? 0, 9)
    const day = dayOfDate(LAST_DAY)
    store.sqlite
      .prepare(
        `INSERT INTO orders (id, customer_id, ordered_at, ordered_day, status, has_sale, gross_minor, units, line_count)
         VALUES ('new', ?, ?, ?, 'completed', 1, 9000, 1, 1)`,
      )
      .run(quiet, day * MS_PER_DAY + 1000, day)
    const [moved] = rescoreCustomers(ctx, [quiet])
    expect(moved?.after).toBeLessThan((moved?.before ?? 0) - 0.2)
    expect(readPrediction(store, 'churn', quiet)?.value).toBe(moved?.after)
  })
})
