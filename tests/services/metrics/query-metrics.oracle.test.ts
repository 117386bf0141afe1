import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asOfEndOfDay } from '../../../src/lib/as-of.ts'
import { dateOfDay, dayOfDate } from '../../../src/lib/time-zone.ts'
import { queryMetrics } from '../../../src/services/metrics/query-metrics.ts'
import type { MetricName } from '../../../src/services/metrics/metric-catalogue.ts'
import { rebuildOrderCosts, rebuildRollups } from '../../../src/store/queries/rollups/rebuild-rollups.ts'
import { products } from '../../../src/store/schema/index.ts'
import { localTime, oracle, type OracleFacts } from '../../support/metric-oracle.ts'
import { makeShop, testContext, testShop } from '../../support/shop.ts'

const METRICS: readonly MetricName[] = [
  'net_revenue',
  'gross_revenue',
  'returns',
  'orders',
  'customers',
  'new_customers',
  'units',
  'aov',
  'arpu',
  'gross_margin',
  'repeat_rate',
  'coupon_redemption',
  'return_rate',
]
const MONEY: readonly string[] = ['net_revenue', 'gross_revenue', 'returns', 'aov', 'arpu']
const AMOUNTS: readonly string[] = ['net_revenue', 'gross_revenue', 'returns']
const ZONES = ['UTC', 'Asia/Shanghai', 'Europe/London', 'America/New_York'] as const

/** Sixty days around the spring change of clocks in London and New York. */
const FIRST = Date.parse('2026-02-20T00:00:00Z')
const SPAN_HOURS = 60 * 24

const instant = fc
  .integer({ min: 0, max: SPAN_HOURS * 2 })
  .map((half) => new Date(FIRST + half * 1_800_000).toISOString())
const customer = fc.constantFrom('C-1', 'C-2', 'C-3', 'C-4', null)
const line = fc.record({
  product: fc.constantFrom('P-1', 'P-2', 'P-3', 'P-4'),
  quantity: fc.integer({ min: 1, max: 3 }),
  amountMinor: fc.integer({ min: 1, max: 99_999 }),
})
const order = fc.record(
  {
    customer,
    at: instant,
    lines: fc.array(line, { minLength: 1, maxLength: 3 }),
    country: fc.constantFrom('France', 'Germany', null),
    region: fc.constantFrom('North', 'South', null),
    channel: fc.constantFrom('web', 'app', null),
    device: fc.constantFrom('mobile', null),
    coupon: fc.constantFrom(null, 'SPRING'),
    flag: fc.constantFrom(null, null, null, 'test'),
    cancelledAt: fc.option(
      instant.map((at) => Date.parse(at)),
      { freq: 4, nil: null },
    ),
  },
  {
    requiredKeys: [
      'customer',
      'at',
      'lines',
      'country',
      'region',
      'channel',
      'device',
      'coupon',
      'flag',
      'cancelledAt',
    ],
  },
)
const goingBack = fc.record({
  customer,
  at: instant,
  amountMinor: fc.integer({ min: 1, max: 50_000 }),
  quantity: fc.integer({ min: 1, max: 3 }),
  product: fc.constantFrom('P-1', 'P-2', 'P-4'),
  order: fc.integer({ min: 0, max: 29 }).map((index) => `O-${index}`),
})
const shopFacts: fc.Arbitrary<OracleFacts> = fc.record({
  zone: fc.constantFrom(...ZONES),
  customers: fc.constant([
    { id: 'C-1', createdAt: 0, gender: 'f', ageBand: '18-24' },
    { id: 'C-2', createdAt: 0, gender: 'm', ageBand: '25-34' },
    { id: 'C-3', createdAt: 0, gender: 'f', ageBand: '25-34' },
    { id: 'C-4', createdAt: 0 },
  ]),
  products: fc.constant([
    { id: 'P-1', category: 'outdoor', brand: 'Fell', costMinor: 400 },
    { id: 'P-2', category: 'outdoor', brand: 'Oak', costMinor: null },
    { id: 'P-3', category: 'home', brand: 'Oak', costMinor: 90 },
    { id: 'P-4', category: 'home', brand: 'Fell', costMinor: 1 },
  ]),
  orders: fc.array(order, { minLength: 1, maxLength: 25 }),
  returns: fc.array(goingBack, { maxLength: 8 }),
})
const filter = fc.oneof(
  fc.constant(null),
  fc.record({
    field: fc.constantFrom('country'),
    op: fc.constantFrom('eq', 'ne'),
    value: fc.constantFrom('France', 'Germany'),
  }),
  fc.record({
    field: fc.constantFrom('category'),
    op: fc.constantFrom('eq', 'ne'),
    value: fc.constantFrom('outdoor', 'home'),
  }),
  fc.record({
    field: fc.constantFrom('product_id'),
    op: fc.constantFrom('eq', 'ne'),
    value: fc.constantFrom('P-1', 'P-3'),
  }),
  fc.record({ field: fc.constantFrom('channel'), op: fc.constantFrom('eq', 'ne'), value: fc.constantFrom('web') }),
) as fc.Arbitrary<{ field: 'country' | 'category' | 'product_id' | 'channel'; op: 'eq' | 'ne'; value: string } | null>
const question = fc.record({
  metric: fc.constantFrom(...METRICS),
  group: fc.constantFrom(
    null,
    null,
    'country',
    'region',
    'channel',
    'device',
    'product_id',
    'category',
    'brand',
    'gender',
    'age_band',
    'customer_id',
    'weekday',
    'hour',
  ),
  grain: fc.constantFrom(null, null, 'day', 'month') as fc.Arbitrary<'day' | 'month' | null>,
  fromDay: fc.integer({ min: 0, max: 50 }),
  days: fc.integer({ min: 1, max: 61 }),
  asOfDay: fc.integer({ min: 20, max: 75 }),
  filter,
  rolled: fc.boolean(),
})

describe('every metric, split and filtered, equals plain loops over the facts', () => {
  test('as of any day, with rollups and without, in zones with and without summer time', () => {
    fc.assert(
      fc.property(shopFacts, question, (facts, asked) => {
        const store = makeShop(facts)
        try {
          for (const product of facts.products)
            store.db
              .insert(products)
              .values({ ...product, name: product.id })
              .run()
          rebuildOrderCosts(store)
          if (asked.rolled) rebuildRollups(store)
          const shop = testShop(facts.zone)
          const first = dayOfDate('2026-02-19')
          const asOf = asOfEndOfDay(first + asked.asOfDay, shop.zone)
          const from = first + Math.min(asked.fromDay, asked.asOfDay)
          const to = from + asked.days
          const ctx = testContext(store, dateOfDay(asOf.day), {
            shop,
            frame: { asOfDay: asOf.day, weekStart: 1, firstDay: first },
          })
          const { data } = queryMetrics({
            ctx,
            input: {
              metrics: [asked.metric],
              dimensions: asked.group === null ? [] : [asked.group],
              filters: asked.filter === null ? [] : [asked.filter],
              period: { from: dateOfDay(from), to: dateOfDay(to) },
              grain: asked.grain ?? undefined,
            },
          })
          const expected = oracle(facts, {
            metric: asked.metric,
            group: asked.group,
            grain: asked.grain,
            from: dateOfDay(from),
            to: dateOfDay(Math.min(to, asOf.day + 1)),
            until: asOf.until,
            filter: asked.filter,
          })
          const column = AMOUNTS.includes(asked.metric) ? `${asked.metric}_minor` : asked.metric
          const scale = MONEY.includes(asked.metric) && !AMOUNTS.includes(asked.metric) ? 100 : 1
          const found = new Map(
            data.rows.map((row) => {
              const value = row[column]
              const time = asked.grain === null ? '' : String(row[asked.grain])
              const name = asked.group === null ? '' : String(row[asked.group] ?? '')
              return [`${time}|${name}` as string, typeof value === 'number' ? value : null] as const
            }),
          )
          for (const key of new Set([...expected.keys(), ...found.keys()])) {
            const mine = found.get(key) ?? 0
            const theirs = (expected.get(key) ?? 0) / scale
            expect(mine, key).toBeCloseTo(theirs, AMOUNTS.includes(asked.metric) ? 12 : 9)
          }
        } finally {
          store.close()
        }
      }),
      { numRuns: 200 },
    )
  })

  test('the oracle knows that a clock moved: two hours past midnight UTC is still the day before in New York', () => {
    expect(localTime('America/New_York', Date.parse('2026-03-08T02:00:00Z'))).toEqual({
      date: '2026-03-07',
      hour: '21',
      weekday: '6',
    })
  })
})
