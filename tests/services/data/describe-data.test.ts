import { describe, expect, test } from 'vitest'
import { describeData, type DescribeDataInput } from '../../../src/services/data/describe-data.ts'
import { qualityScore } from '../../../src/services/data/quality-score.ts'
import type { ServiceContext } from '../../../src/services/context.ts'
import { imports } from '../../../src/store/schema/index.ts'
import { addEvents } from '../../support/people.ts'
import { makeShop, testActor, testContext } from '../../support/shop.ts'

const ledger = (id: string, kind: string, day: string, rest: object = {}): typeof imports.$inferInsert => ({
  id, batchId: `b-${day}`, file: `/home/shop/${kind}-${day}.csv`, fingerprint: id, kind, preset: null, mapping: '{}', status: 'done',
  startedAt: Date.parse(day), finishedAt: Date.parse(day), checkpoint: 0, read: 100, imported: 90, updated: 5, duplicates: 6, quarantined: 4,
  leftOut: '{"cancelled_order":7}', reasons: '{"invalid_date":3,"missing_field":1}', quarantineFile: `/home/shop/quarantine/${id}.csv`,
  warnings: '[]', error: null, seconds: 1500, ...rest,
})

const shop = () => {
  const store = makeShop({
    orders: [
      { customer: 'A', at: '2026-01-05' },
      { customer: 'A', at: '2026-06-30' },
      { customer: null, at: '2026-02-01' },
      { customer: 'B', at: '2026-03-01', status: 'cancelled', cancelledAt: Date.parse('2026-03-02') },
      { customer: 'B', at: '2026-03-05', flag: 'test' },
    ],
  })
  store.db.insert(imports).values([
    ledger('I-1', 'order_lines', '2026-06-29'),
    ledger('I-2', 'orders', '2026-06-30', { read: 10, imported: 10, duplicates: 0, quarantined: 0, reasons: '{}', leftOut: '{}', quarantineFile: null }),
    ledger('I-3', 'customers', '2026-06-28', { status: 'failed' }),
  ]).run()
  return store
}

const ask = (input: DescribeDataInput = {}, overrides: Partial<ServiceContext> = {}, store = shop()) =>
  describeData({ ctx: testContext(store, '2026-06-30', overrides), input })
const factOf = (result: ReturnType<typeof ask>, id: string): unknown => result.facts.find((fact) => fact.id === id)?.value

describe('the store', () => {
  test('is described by its tables, their rows and dates', () => {
    const { data } = ask()
    expect(data.tables).toContainEqual({ table: 'orders', rows: 5, from: '2026-01-05', to: '2026-06-30' })
    expect(data.tables).toContainEqual({ table: 'customers', rows: 2, from: '1970-01-01', to: '1970-01-01' })
    expect(data.tables.map(({ table }) => table)).not.toContain('reviews')
    expect(data).toMatchObject({ currency: 'CNY', time_zone: 'UTC', as_of: '2026-06-30' })
  })

  test('says which orders figures leave out, by reason, and scores the rest', () => {
    const result = ask()
    expect(result.data.left_out.orders).toEqual({ cancelled_orders: 1, test_orders: 1, orders_without_customer: 1 })
    // 210 read and 8 refused; of 3 valid orders one names nobody; of 5 orders one is a test.
    expect(result.data.quality).toMatchObject({ accepted: 202 / 210, identified: 2 / 3, usable: 4 / 5 })
    expect(result.data.quality.score).toBeCloseTo((202 / 210) * (2 / 3) * (4 / 5), 12)
    expect(factOf(result, 'cancelled_orders')).toBe(1)
  })

  test('warns of an import that did not finish', () => {
    expect(ask().warnings).toEqual(['the import of customers-2026-06-28.csv is failed'])
  })
})

describe('one import', () => {
  test('adds up, names its reasons and its quarantine file without the folder', () => {
    const result = ask({ import_id: 'I-1' })
    const [one] = result.data.imports
    expect(one).toMatchObject({
      file: 'order_lines-2026-06-29.csv', read: 100, imported: 90, duplicates: 6, quarantined: 4,
      reasons: { invalid_date: 3, missing_field: 1 }, left_out: { cancelled_order: 7 }, quarantine_file: 'I-1.csv', seconds: 1.5,
    })
    expect((one?.imported ?? 0) + (one?.duplicates ?? 0) + (one?.quarantined ?? 0)).toBe(one?.read)
    expect(factOf(result, 'reason_1')).toBe('invalid_date')
    expect(factOf(result, 'reason_1_rows')).toBe(3)
    expect(factOf(result, 'quarantine_file')).toBe('I-1.csv')
    expect(factOf(result, 'quality_score')).toBe(0.96)
  })

  test.each([
    ['latest', ['I-2']],
    ['latest_orders', ['I-1']],
    ['latest_customers', ['I-3']],
    ['b-2026-06-29', ['I-1']],
    ['orders-2026-06-30.csv', ['I-2']],
  ])('is found as %s', (word, expected) => {
    expect(ask({ import_id: word }).data.imports.map((one) => one.import_id)).toEqual(expected)
  })

  test('that does not exist is said so, with the way out', () => {
    expect(() => ask({ import_id: 'latest_reviews' })).toThrow(/no import 'latest_reviews'/)
    expect(() => ask({ import_id: 'latest' }, {}, makeShop({}))).toThrow(/no import 'latest'/)
  })
})

describe('freshness of a profile', () => {
  test('gives the time of the event, of the profile, and the delay between them', () => {
    const store = shop()
    addEvents(store, [
      { customerId: 'A', name: 'product_view', productId: 'P1', at: '2026-06-30T15:00:00Z', receivedAt: 900 },
      { customerId: 'A', name: 'add_to_cart', productId: 'P1', at: '2026-06-30T15:40:00Z', receivedAt: 1_000 },
    ])
    store.sqlite
      .prepare("INSERT INTO watermarks (name, fact_version, updated_at) VALUES ('facts', 1, 1250) ON CONFLICT DO UPDATE SET updated_at = 1250")
      .run()
    const { data, facts } = ask({ freshness: 'A' }, { clock: () => 9_000_000 }, store)
    expect(ask({ freshness: 'A' }, { clock: () => 8_000_000 }, store).facts).toEqual(facts)
    expect(facts).toContainEqual({ id: 'last_event_at', label: 'Latest event', value: '2026-06-30 15:40', unit: 'text' })
    expect(data.freshness).toMatchObject({
      customer_id: 'A', last_event_at: '2026-06-30T15:40:00.000Z', last_event: 'add_to_cart', last_event_product: 'P1',
      last_received_at: '1970-01-01T00:00:01.000Z', profile_at: '1970-01-01T00:00:01.250Z', profile_delay_ms: 250,
    })
    expect(() => ask({ freshness: 'nobody' }, {}, store)).toThrow(/no customer 'nobody'/)
  })
})

test('guests and bots are not told how the data came in', () => {
  for (const role of ['slack_guest', 'service_bot'] as const) {
    expect(() => ask({}, { actor: testActor(role) })).toThrow(/may not/)
  }
})

test('a quality score multiplies what is known', () => {
  expect(qualityScore({ accepted: 0.5, identified: null, usable: 0.5 })).toBe(0.25)
  expect(qualityScore({ accepted: null, identified: null, usable: null })).toBeNull()
})
