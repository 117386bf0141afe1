import { describe, expect, test } from 'vitest'
import { compareSegments } from '../../../src/services/segments/compare/compare-segments.ts'
import { compareSegmentsTool } from '../../../tools/segments/compare-segments.ts'
import { shopOfGroups, THREE_GROUPS } from '../../support/buyers.ts'
import { makeShop, testActor, testContext } from '../../support/shop.ts'

const store = shopOfGroups(THREE_GROUPS, 5)
const ctx = testContext(store, '2026-06-30')
const regulars = [{ field: 'orders', op: 'gte', value: 12 } as const]
const seldom = [{ field: 'orders', op: 'between', value: [1, 2] } as const]

describe('compareSegments', () => {
  test('tells two groups apart, largest effect first, with means by hand', () => {
    const { data, facts } = compareSegments({ ctx, input: { a: regulars, b: seldom } })
    expect([data.a.size, data.b.size, data.in_both]).toEqual([30, 20, 0])
    const orders = data.differences.find(({ feature }) => feature === 'frequency')
    expect(orders).toMatchObject({ a: 12, b: 2 })
    const effects = data.differences.map(({ effect_size: effect }) => Math.abs(effect))
    expect(effects).toEqual(effects.toSorted((a, b) => b - a))
    expect(facts.find(({ id }) => id === 'feature_1')?.value).toBeTypeOf('string')
    expect(compareSegmentsTool.output.safeParse(data).error).toBeUndefined()
  })

  test('compares with everyone else when only one group is named', () => {
    const { data } = compareSegments({ ctx, input: { a: regulars } })
    expect([data.a.size, data.b.size, data.b.buyers]).toEqual([30, 37, 32])
  })

  test('takes names of segments, and counts who is on both sides', () => {
    const { data, warnings } = compareSegments({ ctx, input: { a: 'mature', b: regulars } })
    expect(data.in_both).toBeGreaterThan(0)
    expect(warnings).toHaveLength(1)
  })

  test('takes a group of an earlier result', () => {
    const assignment = { segment_1: ['whale-0', 'whale-1'], segment_2: ['seldom-0'] }
    const earlier = { ...ctx, earlierResult: () => ({ data: { assignment } }) as never }
    const { data } = compareSegments({ ctx: earlier, input: { a: 'r3.segment_1', b: 'r3/segment_2' } })
    expect([data.a.size, data.b.size]).toEqual([2, 1])
    expect(data.differences[0]?.interval).toBeNull()
    expect(() => compareSegments({ ctx: earlier, input: { a: 'r3.segment_9' } })).toThrow(/no group 'segment_9'/)
  })

  test('finds no difference between equals, and nothing to compare for nobody', () => {
    const twins = makeShop({
      orders: Array.from({ length: 12 }, (_, i) => ({ customer: `t-${i}`, at: '2026-06-01', grossMinor: 900 })),
    })
    const same = compareSegments({
      ctx: testContext(twins, '2026-06-30'),
      input: { a: [{ field: 'customer_id', op: 'in', value: ['t-0', 't-1', 't-2'] }] },
    })
    expect(same.data.differences.every(({ effect_size: effect }) => effect === 0)).toBe(true)
    const nobody = compareSegments({ ctx, input: { a: [{ field: 'orders', op: 'gt', value: 9999 }] } })
    expect(nobody.data).toMatchObject({ a: { size: 0 }, differences: [] })
  })

  test('refuses an unknown segment and a role that may not see customers', () => {
    expect(() => compareSegments({ ctx, input: { a: 'no such' } })).toThrow(/no segment 'no such'/)
    const guest = { ...ctx, actor: testActor('slack_guest') }
    expect(() => compareSegments({ ctx: guest, input: { a: 'mature' } })).toThrow(/may not do this/)
  })
})
