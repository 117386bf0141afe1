import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { timeZone } from '../../../../src/lib/time-zone.ts'
import type { Store } from '../../../../src/store/open.ts'
import { loadPurchaseColumns } from '../../../../src/store/queries/metrics/load-purchase-columns.ts'
import type { Bucket, MetricPlan, MetricRow } from '../../../../src/store/queries/metrics/metric-plan.ts'
import { createSqliteAnalyticsEngine } from '../../../../src/store/queries/metrics/sqlite-analytics-engine.ts'
import { makeShop, type TestOrder } from '../../../support/shop.ts'

const ZONES = ['UTC', 'Asia/Shanghai', 'Europe/London', 'America/New_York', 'America/Havana'] as const
const HOUR = 3_600_000
/** Clocks go back over midnight in Havana on 1 November 2026, and forward in London on 29 March. */
const FIRST = Date.parse('2026-03-20T00:00:00Z')
const LAST = Date.parse('2026-11-10T00:00:00Z')

const instant = fc.oneof(
  fc.integer({ min: FIRST / HOUR, max: LAST / HOUR }).map((hour) => hour * HOUR),
  fc.integer({ min: 0, max: 12 }).map((quarter) => Date.parse('2026-11-01T03:00:00Z') + (quarter * HOUR) / 4),
)
const order = fc.record({
  customer: fc.constantFrom('a', 'b', 'c', 'd', null),
  at: instant,
  grossMinor: fc.integer({ min: 0, max: 9_000_000_000_000 }),
  flag: fc.constantFrom(null, null, null, 'test'),
  cancelledAt: fc.option(instant, { freq: 2, nil: null }),
})
type DrawnOrder = typeof order extends fc.Arbitrary<infer T> ? T : never

const MEASURES = ['customers', 'repeat_customers', 'new_customers', 'named_gross_minor'] as const
type Row = readonly [bucket: number, ...values: number[]]

const storeOf = (orders: readonly DrawnOrder[], zone: string): Store =>
  makeShop({
    zone,
    orders: orders.map((one): TestOrder => ({ ...one, at: new Date(one.at).toISOString() })),
  })

/** What the measures mean, read off a list of orders. */
function byLoops(orders: readonly DrawnOrder[], zone: string, buckets: readonly Bucket[], until: number): Row[] {
  const valid = orders.filter(
    (one) =>
      one.customer !== null &&
      one.grossMinor > 0 &&
      one.flag === null &&
      one.at < until &&
      (one.cancelledAt === null || one.cancelledAt >= until),
  )
  const dayOf = (at: number): number => timeZone(zone).dayOf(at)
  return buckets.flatMap(({ fromDay, toDay }, bucket): Row[] => {
    const here = valid.filter(({ at }) => dayOf(at) >= fromDay && dayOf(at) < toDay)
    const people = [...new Set(here.map(({ customer }) => customer))]
    const fresh = people.filter((who) => {
      const first = Math.min(...valid.filter(({ customer }) => customer === who).map(({ at }) => at))
      return here.some(({ customer, at }) => customer === who && at === first)
    })
    const repeat = people.filter((who) => here.filter(({ customer }) => customer === who).length >= 2)
    const gross = here.reduce((sum, { grossMinor }) => sum + grossMinor, 0)
    return here.length === 0 ? [] : [[bucket, people.length, repeat.length, fresh.length, gross]]
  })
}

const planOf = (zone: string, cuts: readonly number[], until: number): MetricPlan => {
  const { startOfDay } = timeZone(zone)
  const days = [...new Set(cuts)].sort((a, b) => a - b)
  return {
    measures: MEASURES,
    dimensions: [],
    buckets: days.slice(1).map((toDay, index) => {
      const fromDay = days[index] ?? toDay
      return { fromDay, toDay, from: startOfDay(fromDay), to: startOfDay(toDay) }
    }),
    until,
    filters: [],
    customers: null,
    excludedGroups: [],
    namedOnly: false,
    zone: timeZone(zone),
  }
}

const rowsOf = (rows: readonly MetricRow[]): Row[] =>
  rows
    .map((row): Row => [row.bucket, ...MEASURES.map((measure) => row.values[measure] ?? 0)])
    .filter(([, ...values]) => values.some((value) => value > 0))
    .sort((a, b) => a[0] - b[0])

const firstDay = Math.floor(FIRST / (24 * HOUR)) - 1
const lastDay = Math.floor(LAST / (24 * HOUR)) + 1

const question = fc.record({
  zone: fc.constantFrom(...ZONES),
  cuts: fc.uniqueArray(fc.integer({ min: firstDay, max: lastDay }), { minLength: 2, maxLength: 6 }),
  laterDays: fc.integer({ min: 0, max: 30 }),
})

describe('people counted from the columns of purchases', () => {
  test('equal plain loops, as of any day, whatever was cancelled before or after it', () => {
    fc.assert(
      fc.property(fc.array(order, { minLength: 1, maxLength: 30 }), question, (orders, { zone, cuts, laterDays }) => {
        const store = storeOf(orders, zone)
        try {
          const plan = planOf(zone, cuts, timeZone(zone).startOfDay(Math.max(...cuts) + laterDays))
          // A question about all days makes the columns; the next one finds them.
          loadPurchaseColumns(store, planOf(zone, [firstDay, lastDay + 1], plan.until))
          const { rows, methods } = createSqliteAnalyticsEngine(store).measure(plan)
          expect(methods).toEqual(['purchases of each customer'])
          expect(rowsOf(rows)).toEqual(byLoops(orders, zone, plan.buckets, plan.until))
        } finally {
          store.close()
        }
      }),
      { numRuns: 150 },
    )
  })

  test('equal what the store answers where columns cannot: as of an hour within a day', () => {
    fc.assert(
      fc.property(fc.array(order, { minLength: 1, maxLength: 30 }), question, (orders, { zone, cuts }) => {
        const store = storeOf(orders, zone)
        try {
          const noon = timeZone(zone).startOfDay(Math.max(...cuts)) - 12 * HOUR
          const plan = planOf(zone, cuts, noon)
          const { rows, methods } = createSqliteAnalyticsEngine(store).measure(plan)
          expect(methods).not.toContain('purchases of each customer')
          expect(rowsOf(rows)).toEqual(byLoops(orders, zone, plan.buckets, plan.until))
        } finally {
          store.close()
        }
      }),
      { numRuns: 100 },
    )
  })
})

describe('when columns are read', () => {
  const days = Array.from({ length: 100 }, (_, day) => day)
  const shop = (): Store =>
    makeShop({ orders: days.map((day) => ({ customer: `c${day % 7}`, at: new Date(day * 24 * HOUR).toISOString() })) })
  const ofDays = (from: number, to: number): MetricPlan => planOf('UTC', [from, to], 200 * 24 * HOUR)

  test('a question about a few days asks the store; when questions add up to a fifth of the days, columns are read', () => {
    const store = shop()
    expect(
      [ofDays(0, 8), ofDays(10, 18), ofDays(0, 8)].map((plan) => loadPurchaseColumns(store, plan) !== null),
    ).toEqual([false, false, true])
    store.close()
  })

  test('they are kept until facts change, and then tell the new facts', () => {
    const store = shop()
    const engine = createSqliteAnalyticsEngine(store)
    const kept = loadPurchaseColumns(store, ofDays(0, 100))?.columns
    expect(loadPurchaseColumns(store, ofDays(0, 1))?.columns).toBe(kept)
    expect(rowsOf(engine.measure(ofDays(0, 100)).rows)).toEqual([[0, 7, 7, 7, 100_000]])
    store.sqlite.exec(
      `INSERT INTO orders (id, customer_id, ordered_at, ordered_day, status, has_sale, gross_minor, units, line_count)
       VALUES ('new', 'somebody', 0, 0, 'completed', 1, 5, 1, 1)`,
    )
    expect(rowsOf(engine.measure(ofDays(0, 100)).rows)).toEqual([[0, 8, 7, 8, 100_005]])
    store.close()
  })
})
