import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { segmentCustomers } from '../../../src/services/segments/segment-customers.ts'
import { SEGMENT_METHODS } from '../../../src/services/segments/segment-by.ts'
import type { ToolSuccess } from '../../../src/lib/tool-result.ts'
import { makeShop, testActor, testContext, type TestShop } from '../../support/shop.ts'

/** Gaps of the shop are all 10 days, so its median gap is 10 and one-time buyers are due after 10 days. */
const shop: TestShop = {
  customers: [
    { id: 'mature', createdAt: 0, region: '华东', gender: 'female', ageBand: '25-34' },
    { id: 'gone', createdAt: 0, region: '华东', gender: 'male' },
    { id: 'prospect', createdAt: 0, region: '西南' },
    { id: 'late', createdAt: Date.UTC(2026, 5, 20) },
  ],
  orders: [
    ...['2026-05-01', '2026-05-11', '2026-05-21', '2026-05-31', '2026-06-10', '2026-06-20', '2026-06-30'].map((at) => ({
      customer: 'mature',
      at,
      grossMinor: 10_000,
    })),
    { customer: 'gone', at: '2026-01-01', grossMinor: 500 },
    { customer: 'newcomer', at: '2026-06-15', grossMinor: 700 },
  ],
}

const factsOf = (facts: readonly { id: string; value: unknown }[]) =>
  Object.fromEntries(facts.map(({ id, value }) => [id, value]))

describe('segmentCustomers', () => {
  const store = makeShop(shop)
  const ctx = testContext(store, '2026-06-30')

  test('counts the lifecycle stages, worked by hand', () => {
    const { data, facts, table } = segmentCustomers({ ctx, input: { method: 'lifecycle' } })
    expect(data.segments.map(({ id, size }) => [id, size])).toEqual([
      ['prospect', 2],
      ['new', 1],
      ['growing', 0],
      ['mature', 1],
      ['at_risk', 0],
      ['dormant', 0],
      ['churned', 1],
    ])
    expect(factsOf(facts)).toMatchObject({
      as_of: '2026-06-30',
      customers_total: 5,
      size_churned: 1,
      share_churned: 0.2,
      size_active: 1,
      size_won_back: 0,
    })
    expect(table?.rows).toHaveLength(7)
    expect(data.assignment?.['churned']).toEqual(['gone'])
  })

  test('compares a state with itself at an earlier date, and says who moved', () => {
    const { data, facts } = segmentCustomers({ ctx, input: { method: 'lifecycle', compare_as_of: '2026-05-31' } })
    // In May: mature had 4 purchase days (growing), newcomer had not bought yet, late was not there.
    expect(factsOf(facts)).toMatchObject({
      compare_as_of: '2026-05-31',
      before_growing: 1,
      before_mature: 0,
      change_mature: 1,
      before_total: 4,
      moved: 2,
      joined: 1,
      before_active: 1,
    })
    const flows = data.migration?.flows ?? []
    expect(flows.reduce((sum, flow) => sum + flow.customers, 0)).toBe(5)
    expect(flows).toContainEqual({ from: 'growing', to: 'mature', customers: 1 })
    expect(flows).toContainEqual({ from: 'prospect', to: 'new', customers: 1 })
    expect(flows).toContainEqual({ from: null, to: 'prospect', customers: 1 })
  })

  test('compares with an earlier result of the thread', () => {
    const earlier = segmentCustomers({ ctx, input: { method: 'value' } })
    const result = { ok: true, ...earlier, result_id: 'r1' } as unknown as ToolSuccess
    const later = testContext(store, '2026-06-30', { earlierResult: (id) => (id === 'r1' ? result : null) })
    const { data } = segmentCustomers({ ctx: later, input: { method: 'value', compare_with: 'r1' } })
    expect(data.migration).toMatchObject({ compared_with: 'r1', moved: 0, joined: 0, left: 0 })
    expect(data.quality).toEqual({ agreement: { ari: 1 } })
    expect(() => segmentCustomers({ ctx, input: { method: 'value', compare_with: 'r9' } })).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', field: 'compare_with' }),
    )
  })

  test("cuts by the shop's own words, the unknown last", () => {
    const { data, facts } = segmentCustomers({ ctx, input: { method: 'region' } })
    expect(data.segments.map(({ id, size }) => [id, size])).toEqual([
      ['华东', 2],
      ['西南', 1],
      ['unknown', 2],
    ])
    expect(factsOf(facts)).toMatchObject({ segment_1: '华东', size_1: 2, share_1: 0.4 })
    const groups = segmentCustomers({ ctx, input: { method: 'demographic' } }).data.segments.map(({ id }) => id)
    expect(groups).toEqual(['25-34 female', 'unknown male', 'unknown'])
  })

  test('counts only whom the filters choose, by stages of the whole shop', () => {
    const { data, evidence } = segmentCustomers({
      ctx,
      input: { method: 'lifecycle', filters: [{ field: 'region', op: 'eq', value: '华东' }] },
    })
    expect(data.segments.filter(({ size }) => size > 0).map(({ id }) => id)).toEqual(['mature', 'churned'])
    expect(evidence.rows_used).toBe(2)
    expect(evidence.population).toContain('region')
  })

  test('keeps lists of people out of shared channels', () => {
    const shared = testContext(store, '2026-06-30', { actor: testActor('marketer', { sharedChannel: true }) })
    expect(segmentCustomers({ ctx: shared, input: { method: 'value' } }).data.assignment).toBeNull()
  })

  test('sizes sum to all customers and shares to one, by every method, for any shop', () => {
    const order = fc.record({
      customer: fc.constantFrom('a', 'b', 'c', 'd', null),
      at: fc.integer({ min: 0, max: 700 }).map((day) => new Date(Date.UTC(2024, 6, 1 + day, 12)).toISOString()),
      grossMinor: fc.integer({ min: 1, max: 9999 }),
    })
    const customers = [
      { id: 'a', createdAt: 0, region: 'north' },
      { id: 'z', createdAt: 0 },
    ]
    fc.assert(
      fc.property(fc.array(order, { maxLength: 15 }), (orders) => {
        const any = makeShop({ customers, orders })
        for (const method of SEGMENT_METHODS) {
          const { data, facts } = segmentCustomers({ ctx: testContext(any, '2026-06-30'), input: { method } })
          const total = factsOf(facts)['customers_total']
          expect(data.segments.reduce((sum, { size }) => sum + size, 0)).toBe(total)
          expect(Object.values(data.assignment ?? {}).flat()).toHaveLength(Number(total))
          expect(data.segments.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12)
        }
        any.close()
      }),
      { numRuns: 25 },
    )
  })

  test.each([
    ['a method of later', { method: 'kmeans' }, 'method', /not yet supported/],
    ['two comparisons', { method: 'rfm', compare_as_of: '2026-05-31', compare_with: 'r1' }, 'compare_with', /together/],
    [
      'a comparison with the future',
      { method: 'rfm', compare_as_of: '2026-07-01' },
      'compare_as_of',
      /must be earlier/,
    ],
    ['a comparison with no date', { method: 'rfm', compare_as_of: 'May' }, null, /not a calendar date/],
  ])('refuses %s with a way out', (_name, input, field, message) => {
    expect(() => segmentCustomers({ ctx, input })).toThrow(expect.objectContaining({ code: 'INVALID_INPUT', field }))
    expect(() => segmentCustomers({ ctx, input })).toThrow(message)
  })

  test('says when the earlier date lies before the data', () => {
    const framed = testContext(store, '2026-06-30', { frame: { asOfDay: 20_634, weekStart: 1, firstDay: 20_454 } })
    expect(() => segmentCustomers({ ctx: framed, input: { method: 'rfm', compare_as_of: '2025-12-31' } })).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ reason_code: 'outside_data' }) as unknown }),
    )
  })

  test.each(['service_bot', 'slack_guest'] as const)('is closed to %s', (role) => {
    const closed = testContext(store, '2026-06-30', { actor: testActor(role) })
    expect(() => segmentCustomers({ ctx: closed, input: { method: 'rfm' } })).toThrow(
      expect.objectContaining({ code: 'FORBIDDEN' }),
    )
  })
})
