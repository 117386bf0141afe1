import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayOfDate } from '../../../src/lib/time-zone.ts'
import type { ServiceContext } from '../../../src/services/context.ts'
import { explainChange } from '../../../src/services/metrics/explain-change.ts'
import type { MetricName } from '../../../src/services/metrics/metric-catalogue.ts'
import { campaigns, productPrices, products } from '../../../src/store/schema/index.ts'
import type { Store } from '../../../src/store/open.ts'
import { makeShop, testContext, type TestOrder } from '../../support/shop.ts'

const contextOf = (store: Store, asOf = '2026-06-30', firstDay = '2026-05-01'): ServiceContext =>
  testContext(store, asOf, { frame: { asOfDay: dayOfDate(asOf), weekStart: 1, firstDay: dayOfDate(firstDay) } })

const line = fc.record({
  product: fc.constantFrom('P-1', 'P-2', 'P-3'),
  amountMinor: fc.integer({ min: 1, max: 90_000 }),
})
const order = fc.record({
  customer: fc.constantFrom('C-1', 'C-2', 'C-3', null),
  at: fc
    .integer({ min: 0, max: 60 })
    .map((day) => new Date(Date.parse('2026-05-01T12:00:00Z') + day * 86_400_000).toISOString()),
  country: fc.constantFrom('France', 'Spain', null),
  lines: fc.array(line, { minLength: 1, maxLength: 3 }),
}) as fc.Arbitrary<TestOrder>

const sumOf = (rows: readonly Readonly<Record<string, unknown>>[], key: string): number =>
  rows.reduce((sum, row) => sum + Number(row[key]), 0)

describe('contributions add up', () => {
  test('to the minor unit for amounts, by every dimension and by both sets of factors', () => {
    fc.assert(
      fc.property(
        fc.array(order, { minLength: 2, maxLength: 20 }),
        fc.constantFrom<MetricName>('net_revenue', 'gross_revenue', 'orders', 'units', 'customers'),
        fc.integer({ min: 0, max: 5000 }),
        (orders, metric, discount) => {
          const store = makeShop({
            orders,
            returns: [{ customer: 'C-1', at: '2026-06-02', amountMinor: 777, product: 'P-1' }],
          })
          store.db
            .insert(products)
            .values([
              { id: 'P-1', name: 'A', category: 'x' },
              { id: 'P-2', name: 'B', category: 'y' },
            ])
            .run()
          store.sqlite.prepare("UPDATE orders SET gross_minor = gross_minor + ? WHERE id = 'O-0'").run(discount)
          try {
            const { data } = explainChange({
              ctx: contextOf(store),
              input: { metric, period: '2026-06', dimensions: ['country', 'category', 'product_id'] },
            })
            const amount = metric.endsWith('revenue')
            const change = data.totals[amount ? 'change_minor' : 'change']
            for (const dimension of ['country', 'category', 'product_id']) {
              const rows = data.contributions.filter((row) => row['dimension'] === dimension)
              expect(sumOf(rows, amount ? 'contribution_minor' : 'contribution')).toBe(change)
            }
            const factors = (names: readonly string[]): number =>
              sumOf(
                data.drivers.filter((driver) => names.includes(String(driver['name']))),
                'contribution_minor',
              )
            if (data.drivers.some((driver) => driver['name'] === 'orders')) {
              expect(factors(['orders', 'aov'])).toBe(change)
            }
            if (data.drivers.some((driver) => driver['name'] === 'customers')) {
              expect(factors(['customers', 'orders_per_customer', 'customer_aov', 'unnamed_orders'])).toBe(change)
            }
          } finally {
            store.close()
          }
        },
      ),
      { numRuns: 40 },
    )
  })

  test('to rounding for a quotient, split into mix and rate', () => {
    const store = makeShop({
      orders: [
        { customer: 'C-1', at: '2026-05-10', country: 'France', grossMinor: 1000 },
        { customer: 'C-2', at: '2026-05-11', country: 'Spain', grossMinor: 200 },
        { customer: 'C-1', at: '2026-06-10', country: 'France', grossMinor: 1000 },
        { customer: 'C-2', at: '2026-06-11', country: 'Spain', grossMinor: 200 },
        { customer: 'C-2', at: '2026-06-12', country: 'Spain', grossMinor: 200 },
        { customer: 'C-2', at: '2026-06-13', country: 'Spain', grossMinor: 200 },
      ],
    })
    const { data } = explainChange({
      ctx: contextOf(store),
      input: { metric: 'aov', period: '2026-06', dimensions: ['country'] },
    })
    expect(data.totals).toEqual({ before: 6, after: 4, change: -2 })
    expect(sumOf(data.contributions, 'contribution')).toBeCloseTo(-2, 12)
    // Nobody spent more or less per order: the whole change is mix.
    expect(data.effects).toEqual([{ dimension: 'country', volume: null, mix: -2, rate: 0 }])
  })
})

describe('what was going on', () => {
  const store = makeShop({
    orders: [
      { customer: 'C-1', at: '2026-05-10' },
      { customer: 'C-1', at: '2026-06-10', grossMinor: 3000 },
    ],
  })
  const ms = (date: string): number => Date.parse(`${date}T00:00:00Z`)
  store.db.insert(products).values({ id: 'P-1', name: 'Aurora Kettle' }).run()
  store.db
    .insert(campaigns)
    .values({ id: 'N', name: 'June letter', startsAt: ms('2026-06-05'), endsAt: ms('2026-06-20') })
    .run()
  store.db
    .insert(productPrices)
    .values([
      { productId: 'P-1', validFrom: ms('2026-01-01'), priceMinor: 1000, currency: 'CNY' },
      { productId: 'P-1', validFrom: ms('2026-06-15'), priceMinor: 900, currency: 'CNY' },
      { productId: 'P-1', validFrom: ms('2026-07-15'), priceMinor: 500, currency: 'CNY' },
    ])
    .run()
  const { data, warnings } = explainChange({
    ctx: contextOf(store),
    input: { metric: 'net_revenue', period: '2026-06' },
  })

  test('seasons, campaigns and price changes of the period are named, later ones are not', () => {
    expect(data.events.map(({ kind, name, from }) => [kind, name, from])).toEqual([
      ['season', '618 2026', '2026-06-01'],
      ['campaign', 'June letter', '2026-06-05'],
      ['price_change', 'Aurora Kettle', '2026-06-15'],
    ])
    expect(data.events.at(-1)?.change).toBeCloseTo(-0.1, 12)
  })

  test('and the answer says that it proves no cause', () => {
    expect(warnings?.at(-1)).toBe('Contributions show where the change is, not why it came about.')
  })

  test('nothing before the data can be compared with', () => {
    expect(() => explainChange({ ctx: contextOf(store), input: { metric: 'orders', period: '2026-05' } })).toThrow(
      'the period to compare with, 2026-04-01 .. 2026-04-30, is before the data, which begins on 2026-05-01',
    )
  })
})
