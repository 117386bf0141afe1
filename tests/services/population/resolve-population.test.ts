import { describe, expect, test } from 'vitest'
import type { Filter } from '../../../src/lib/filters.ts'
import { resolvePopulation } from '../../../src/services/population/resolve-population.ts'
import {
  customerConsents,
  events,
  predictions,
  products,
  reviews,
  segmentMembers,
  segments,
} from '../../../src/store/schema/index.ts'
import { makeShop, testContext } from '../../support/shop.ts'

const customer = (id: string, rest: object = {}) => ({ id, createdAt: 0, ...rest })

const shopWithThree = () => {
  const store = makeShop({
    customers: [
      customer('A', { region: '华东', gender: 'female', language: 'zh' }),
      customer('B', { region: '华北', gender: 'male', channel: 'app' }),
      customer('C'),
      customer('D'),
    ],
    orders: [
      {
        customer: 'A',
        at: '2026-01-10',
        grossMinor: 150_000,
        lines: [{ product: 'P1', amountMinor: 150_000 }],
        device: 'mobile',
      },
      {
        customer: 'A',
        at: '2026-06-20',
        grossMinor: 60_000,
        lines: [{ product: 'P2', amountMinor: 60_000 }],
        campaign: 'summer',
      },
      { customer: 'B', at: '2026-02-01', grossMinor: 210_000, lines: [{ product: 'P2', amountMinor: 210_000 }] },
      {
        customer: 'C',
        at: '2026-03-01',
        grossMinor: 5_000,
        country: 'France',
        status: 'cancelled',
        cancelledAt: Date.parse('2026-03-02'),
      },
      { customer: 'C', at: '2026-03-03', grossMinor: 5_000, country: 'France', channel: 'web' },
    ],
    returns: [{ customer: 'B', at: '2026-04-01', amountMinor: 20_000 }],
  })
  store.db
    .insert(products)
    .values([
      { id: 'P1', name: 'Tent', category: 'outdoor', brand: 'Nimbus' },
      { id: 'P2', name: 'Kettle', category: 'kitchenware', brand: 'Aurora' },
      { id: 'P3', name: 'Lamp', category: 'home' },
    ])
    .run()
  return store
}

const chosen = (store: ReturnType<typeof makeShop>, filters: readonly Filter[], asOf = '2026-06-30'): string[] => [
  ...(resolvePopulation(testContext(store, asOf), filters).customerIds ?? ['everyone']),
]

describe('whom filters choose', () => {
  test('no filter means everyone', () => {
    expect(resolvePopulation(testContext(shopWithThree(), '2026-06-30'), [])).toEqual({
      customerIds: null,
      positions: null,
      description: 'all customers',
      leftOut: {},
    })
  })

  test.each<[string, Filter, string[]]>([
    ['a region', { field: 'region', op: 'eq', value: '华东' }, ['A']],
    ['any other region, unknown ones too', { field: 'region', op: 'ne', value: '华东' }, ['B', 'C', 'D']],
    ['no known gender', { field: 'gender', op: 'is_empty' }, ['C', 'D']],
    ['a country that only orders name', { field: 'country', op: 'eq', value: 'france' }, ['C']],
    [
      'a channel from the record or else from orders',
      { field: 'channel', op: 'in', value: ['web', 'app'] },
      ['B', 'C'],
    ],
    ['a language', { field: 'language', op: 'eq', value: 'zh' }, ['A']],
    ['a device of orders', { field: 'device', op: 'eq', value: 'mobile' }, ['A']],
    ['a campaign ordered under', { field: 'campaign', op: 'eq', value: 'summer' }, ['A']],
    ['a cancelled order', { field: 'status', op: 'eq', value: 'cancelled' }, ['C']],
    ['an id whatever its case', { field: 'customer_id', op: 'eq', value: 'b' }, ['B']],
    ['revenue above an amount in major units', { field: 'net_revenue', op: 'gt', value: 1900 }, ['A']],
    ['gross revenue before returns', { field: 'gross_revenue', op: 'gte', value: 2100 }, ['A', 'B']],
    ['revenue in a period counts its returns', { field: 'net_revenue', op: 'lt', value: 0, period: '2026-Q2' }, ['B']],
    ['both ends of between', { field: 'net_revenue', op: 'between', value: [50, 1900] }, ['B', 'C']],
    ['orders in a period', { field: 'orders', op: 'eq', value: 1, period: '2026-01' }, ['A']],
    ['never ordered', { field: 'orders', op: 'eq', value: 0 }, ['D']],
    ['days since the last order', { field: 'days_since_order', op: 'gte', value: 120 }, ['B']],
    ['no order to count days from', { field: 'recency_days', op: 'is_empty' }, ['D']],
    ['first ordered in a month', { field: 'first_order_at', op: 'eq', value: '2026-02' }, ['B']],
    ['last ordered after a date', { field: 'last_order_at', op: 'gt', value: '2026-03-03' }, ['A']],
    [
      'last ordered between two dates',
      { field: 'last_order_at', op: 'between', value: ['2026-02-01', '2026-03-03'] },
      ['B', 'C'],
    ],
    ['bought a product', { field: 'product_id', op: 'eq', value: 'P2' }, ['A', 'B']],
    ['bought in a category', { field: 'category', op: 'eq', value: 'Outdoor' }, ['A']],
    ['bought a brand in a period', { field: 'brand', op: 'eq', value: 'Aurora', period: '2026-06' }, ['A']],
    ['never bought a category', { field: 'category', op: 'not_in', value: ['outdoor', 'home'] }, ['B', 'C', 'D']],
    ['bought something called', { field: 'product_id', op: 'contains', value: 'tent' }, ['A']],
    ['a life-cycle stage', { field: 'lifecycle', op: 'eq', value: 'prospect' }, ['D']],
    ['a stage named as a segment', { field: 'segment', op: 'eq', value: 'prospect' }, ['D']],
  ])('%s', (_name, filter, expected) => {
    expect(chosen(shopWithThree(), [filter])).toEqual(expected)
  })

  test('all conditions must hold', () => {
    const filters: Filter[] = [
      { field: 'orders', op: 'gte', value: 1, period: { from: '2026-01-01', to: '2026-02-01' } },
      { field: 'orders', op: 'gte', value: 1, period: { from: '2026-06-01', to: '2026-07-01' } },
    ]
    expect(chosen(shopWithThree(), filters)).toEqual(['A'])
  })

  test('facts after as-of do not exist', () => {
    const store = shopWithThree()
    expect(chosen(store, [{ field: 'product_id', op: 'eq', value: 'P2' }], '2026-05-31')).toEqual(['B'])
    expect(chosen(store, [{ field: 'net_revenue', op: 'gte', value: 2100 }], '2026-03-31')).toEqual(['B'])
    expect(chosen(store, [{ field: 'status', op: 'eq', value: 'cancelled' }], '2026-03-01')).toEqual([])
    expect(chosen(store, [{ field: 'orders', op: 'gte', value: 1 }], '2026-03-01')).toEqual(['A', 'B', 'C'])
  })

  test('the last consent before as-of decides, marketing is e-mail or SMS, and refusals are counted', () => {
    const store = shopWithThree()
    const change = (customerId: string, kind: string, day: string, granted: number) => ({
      customerId,
      kind,
      changedAt: Date.parse(day),
      granted,
    })
    store.db
      .insert(customerConsents)
      .values([
        change('A', 'email', '2026-01-01', 1),
        change('A', 'email', '2026-05-01', 0),
        change('B', 'sms', '2026-01-01', 1),
        change('C', 'profiling', '2026-01-01', 1),
      ])
      .run()
    const marketing: Filter = { field: 'consent', op: 'eq', value: 'marketing' }
    expect(chosen(store, [marketing], '2026-04-30')).toEqual(['A', 'B'])
    expect(chosen(store, [marketing])).toEqual(['B'])
    expect(chosen(store, [{ field: 'consent', op: 'ne', value: 'marketing' }])).toEqual(['A', 'C', 'D'])
    const spenders = resolvePopulation(testContext(store, '2026-06-30'), [
      { field: 'net_revenue', op: 'gt', value: 1000 },
      marketing,
    ])
    expect([...(spenders.customerIds ?? [])]).toEqual(['B'])
    expect(spenders.leftOut).toEqual({ no_consent: 1 })
  })

  test('a rating asks for one review that fits, its negation for none', () => {
    const store = shopWithThree()
    const review = (id: string, customerId: string, rating: number) => ({
      id,
      customerId,
      rating,
      writtenAt: Date.parse('2026-05-01'),
      writtenDay: Date.parse('2026-05-01') / 86_400_000,
    })
    store.db
      .insert(reviews)
      .values([review('R1', 'A', 5), review('R2', 'A', 1), review('R3', 'B', 4)])
      .run()
    expect(chosen(store, [{ field: 'rating', op: 'lte', value: 2 }])).toEqual(['A'])
    expect(chosen(store, [{ field: 'rating', op: 'ne', value: 1 }])).toEqual(['B', 'C', 'D'])
    expect(chosen(store, [{ field: 'rating', op: 'lte', value: 2, period: '2026-06' }])).toEqual([])
  })

  test('activity counts days with an event among the last 28', () => {
    const store = shopWithThree()
    expect(() => chosen(store, [{ field: 'activity', op: 'eq', value: 'low' }])).toThrow(/needs events/)
    const days = ['2026-06-30', '2026-06-29', '2026-06-10', '2026-06-04', '2026-06-03', '2026-06-02']
    store.db
      .insert(events)
      .values(
        days.map((day, index) => ({
          eventKey: Buffer.from(`e${index}`),
          customerId: index === 5 ? 'B' : 'A',
          name: 'page',
          occurredAt: Date.parse(day),
          occurredDay: Date.parse(day) / 86_400_000,
          receivedAt: 0,
        })),
      )
      .run()
    // 3 June is the first of the 28 days that end on 30 June.
    expect(chosen(store, [{ field: 'activity', op: 'eq', value: 'medium' }])).toEqual(['A'])
    expect(chosen(store, [{ field: 'activity', op: 'eq', value: 'silent' }])).toEqual(['B', 'C', 'D'])
  })

  test('saved segments are followed, by name or id, as rule or as list', () => {
    const store = shopWithThree()
    const saved = (id: string, name: string, filters: Filter[] | null) => ({
      id,
      name,
      filters: filters === null ? null : JSON.stringify(filters),
      refresh: 'daily',
      createdBy: 'test',
      createdAt: 0,
      asOf: 0,
      size: 0,
    })
    store.db
      .insert(segments)
      .values([
        saved('S1', 'Big spenders', [{ field: 'net_revenue', op: 'gt', value: 1000 }]),
        saved('S2', 'Picked', null),
        saved('S3', 'Loop', [{ field: 'segment', op: 'eq', value: 'S3' }]),
      ])
      .run()
    store.db
      .insert(segmentMembers)
      .values([{ segmentId: 'S2', customerId: 'D' }])
      .run()
    expect(chosen(store, [{ field: 'segment', op: 'eq', value: 'big spenders' }])).toEqual(['A', 'B'])
    expect(chosen(store, [{ field: 'segment', op: 'not_in', value: ['S1', 'Picked'] }])).toEqual(['C'])
    expect(() => chosen(store, [{ field: 'segment', op: 'eq', value: 'Loop' }])).toThrow(/defined through itself/)
  })

  test('predictions serve only at the instant that they were made for', () => {
    const store = shopWithThree()
    const filter: Filter = { field: 'churn_probability', op: 'gt', value: 0.5 }
    expect(() => chosen(store, [filter])).toThrow(/no churn model has been trained/)
    store.db
      .insert(predictions)
      .values({
        model: 'churn',
        customerId: 'A',
        runId: 'r',
        asOf: testContext(store, '2026-06-30').asOf.until,
        value: 0.9,
      })
      .run()
    expect(chosen(store, [filter])).toEqual(['A'])
    expect(() => chosen(store, [filter], '2026-06-29')).toThrow(/no churn model/)
  })
})

describe('what filters refuse', () => {
  test.each<[Filter, RegExp]>([
    [{ field: 'region', op: 'gt', value: 'x' }, /region cannot be compared with 'gt'/],
    [{ field: 'orders', op: 'eq', value: 'two' }, /orders cannot be compared with "two"/],
    [{ field: 'orders', op: 'between', value: [1] }, /needs two values, got 1/],
    [{ field: 'orders', op: 'between', value: [5, 1] }, /holds nothing/],
    [{ field: 'orders', op: 'eq', value: [1, 2] }, /takes one value, got 2/],
    [{ field: 'orders', op: 'in', value: [] }, /empty list/],
    [{ field: 'orders', op: 'eq' }, /has no value/],
    [{ field: 'orders', op: 'is_empty', value: 3 }, /takes no value/],
    [{ field: 'lifecycle', op: 'eq', value: 'sleepy' }, /there is no lifecycle 'sleepy'/],
    [{ field: 'lifecycle', op: 'eq', value: 'new', period: 'last_month' }, /takes no period/],
    [{ field: 'category', op: 'eq', value: 'boats' }, /no product of this shop has the category 'boats'/],
    [{ field: 'segment', op: 'eq', value: 'nobody' }, /there is no segment 'nobody'/],
    [{ field: 'sentiment', op: 'contains', value: 'x' }, /cannot be compared with 'contains'/],
    [{ field: 'orders', op: 'gte', value: 1, period: '2031' }, /outside the data/],
  ])('%j', (filter, message) => {
    expect(() => chosen(shopWithThree(), [filter])).toThrow(message)
  })
})
