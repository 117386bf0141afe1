import { describe, expect, test } from 'vitest'
import { discoverSegments } from '../../../src/services/segments/discovered/discover-segments.ts'
import { segmentCustomersTool } from '../../../tools/segments/segment-customers.ts'
import { shopOfGroups, THREE_GROUPS, type TestGroup } from '../../support/buyers.ts'
import { seededRandom } from '../../../src/lib/random.ts'
import { normal } from '../../support/clouds.ts'
import { makeShop, testActor, testContext } from '../../support/shop.ts'

const AS_OF = '2026-06-30'
const contextOf = (groups: readonly TestGroup[], prospects = 0) => testContext(shopOfGroups(groups, prospects), AS_OF)
const factsOf = (facts: readonly { id: string; value: unknown }[]) =>
  Object.fromEntries(facts.map(({ id, value }) => [id, value]))
const alike = (name: string, count: number): TestGroup => ({
  name,
  count,
  silentDays: 5,
  gapDays: 10,
  orders: 3,
  orderMinor: 0,
})

/** Every number of a result is a number. */
function expectNoNaN(value: unknown): void {
  if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true)
  else if (value !== null && typeof value === 'object') for (const part of Object.values(value)) expectNoNaN(part)
}

describe('discoverSegments, k-means', () => {
  test('finds the groups that are there, chooses their number, and says that it is clear', async () => {
    const { data, facts } = await discoverSegments({ ctx: contextOf(THREE_GROUPS, 5), input: { method: 'kmeans' } })
    expect(data.k).toBe(3)
    expect(data.quality).toMatchObject({ clear_winner: true, doubt: null })
    expect(data.quality.stability).toBeGreaterThan(0.9)
    expect(data.quality.by_k.map(({ k }) => k)).toEqual([2, 3, 4, 5, 6, 7, 8])
    expect(data.segments.map(({ id, size }) => [id, size])).toEqual([
      ['segment_1', 30],
      ['segment_2', 20],
      ['segment_3', 12],
      ['prospect', 5],
    ])
    expect(data.assignment?.['segment_3']?.every((id) => id.startsWith('whale'))).toBe(true)
    expect(factsOf(facts)).toMatchObject({ customers_total: 67, buyers: 62, prospects: 5, segments: 3, chosen_k: 3 })
    expect(factsOf(facts)).not.toHaveProperty('rival_k')
    expectNoNaN(data)
  })

  test('names groups by what sets them apart, in both languages, each differently', async () => {
    const store = shopOfGroups(THREE_GROUPS)
    const input = { method: 'kmeans', k: 3 }
    const english = await discoverSegments({ ctx: testContext(store, AS_OF), input })
    const chinese = await discoverSegments({ ctx: testContext(store, AS_OF, { language: 'zh' }), input })
    const [regular, seldom, whale] = english.data.segments
    expect(seldom?.name).toMatch(/long silent|occasional|small/i)
    expect(whale?.portrait).toMatch(/large orders|big spenders/i)
    expect(regular?.distinguishing[0]?.effect_size).toBeDefined()
    expect(new Set(english.data.segments.map(({ name }) => name)).size).toBe(3)
    expect(chinese.data.segments[2]?.portrait).toMatch(/大单|高消费/)
    expect(english.data.segments.map(({ name }) => name).join(' ')).not.toMatch(/\d/)
  })

  test('gives the same bytes for the same question', async () => {
    const input = { method: 'kmeans' }
    const once = await discoverSegments({ ctx: contextOf(THREE_GROUPS), input })
    const again = await discoverSegments({ ctx: contextOf(THREE_GROUPS), input })
    expect(JSON.stringify(again)).toBe(JSON.stringify(once))
  })

  test('counts whom the filters choose, and sizes add up', async () => {
    const { data } = await discoverSegments({
      ctx: contextOf(THREE_GROUPS, 4),
      input: { method: 'kmeans', k: 2, filters: [{ field: 'orders', op: 'gte', value: 2 }] },
    })
    expect(data.segments.reduce((sum, { size }) => sum + size, 0)).toBe(62)
    expect(data.segments.map(({ id }) => id)).not.toContain('prospect')
  })

  test('puts the customers of an earlier date into the groups of now, and says who moved', async () => {
    // In March the seldom customers had bought lately and the regulars had fewer orders.
    const { data, facts } = await discoverSegments({
      ctx: contextOf(THREE_GROUPS),
      input: { method: 'kmeans', k: 3, compare_as_of: '2026-04-30' },
    })
    const { migration } = data
    expect(migration?.before.reduce((sum, { size }) => sum + size, 0)).toBe(62)
    expect(migration?.flows.reduce((sum, { customers }) => sum + customers, 0)).toBe(62)
    expect(factsOf(facts)).toMatchObject({ compare_as_of: '2026-04-30', joined: 0, left: 0 })
    expect(data.quality.stability_over_time).not.toBeNull()
  })

  test('agrees with itself, and says how far it agrees with another result', async () => {
    const ctx = contextOf(THREE_GROUPS)
    const first = await discoverSegments({ ctx, input: { method: 'kmeans', k: 3 } })
    const withEarlier = { ...ctx, earlierResult: () => ({ data: first.data }) as never }
    const same = await discoverSegments({
      ctx: withEarlier,
      input: { method: 'hierarchical', k: 3, compare_with: 'r1' },
    })
    expect(same.data.quality.agreement.ari).toBe(1)
    const other = await discoverSegments({ ctx: withEarlier, input: { method: 'kmeans', k: 2, compare_with: 'r1' } })
    expect(other.data.quality.agreement.ari).toBeLessThan(1)
  })

  test('works in a thread of its own for many customers, with the same result', async () => {
    const many = THREE_GROUPS.map((group) => ({ ...group, count: group.count * 12, orders: 2 }))
    const { data } = await discoverSegments({ ctx: contextOf(many), input: { method: 'kmeans', k: 3 } })
    expect(data.segments.map(({ size }) => size)).toEqual([360, 240, 144])
  })
})

describe('discoverSegments, other methods', () => {
  test('hierarchical finds the same groups', async () => {
    const { data } = await discoverSegments({ ctx: contextOf(THREE_GROUPS), input: { method: 'hierarchical' } })
    expect(data.segments.map(({ size }) => size)).toEqual([30, 20, 12])
  })

  test('dbscan leaves out who fits no group, with a reason each, and states its radius', async () => {
    const odd = { name: 'odd', count: 1, silentDays: 900, gapDays: 1, orders: 90, orderMinor: 100 }
    const groups = THREE_GROUPS.map((group) => ({ ...group, count: group.count * 3 }))
    const { data, facts, table, evidence } = await discoverSegments({
      ctx: contextOf([...groups, odd]),
      input: { method: 'dbscan' },
    })
    expect(data.outliers.map(({ customer_id: id }) => id)).toContain('odd-0')
    expect(data.outliers[0]?.reason).toMatch(/far (above|below) the nearest group/)
    expect(factsOf(facts)).toHaveProperty('eps')
    expect(factsOf(facts)['outliers']).toBe(data.outliers.length)
    expect(table?.rows[0]).toHaveProperty('reason')
    expect(evidence.method).toContain('eps')
    expect(data.segments.reduce((sum, { size }) => sum + size, 0)).toBe(187)
  })

  test('behaviour looks at how people buy', async () => {
    const { data } = await discoverSegments({ ctx: contextOf(THREE_GROUPS), input: { method: 'behaviour', k: 3 } })
    expect(data.method).toBe('behaviour')
    expect(data.features).toContain('purchase_gap')
  })
})

describe('discoverSegments with odd input', () => {
  test.each([
    ['nobody', [], 0],
    ['one customer', [alike('one', 1)], 1],
    ['ten customers', [alike('ten', 10)], 10],
  ])('says that there are too few buyers: %s', async (_name, groups, have) => {
    const groupsWithMoney = groups.map((group) => ({ ...group, orderMinor: 700 }))
    const { data, gate } = await discoverSegments({ ctx: contextOf(groupsWithMoney), input: { method: 'kmeans' } })
    expect(gate).toMatchObject({ failed: 'buyers', have, need: 20 })
    expect(data.segments.reduce((sum, { size }) => sum + size, 0)).toBe(have)
    expectNoNaN(data)
  })

  test.each(['kmeans', 'hierarchical', 'dbscan', 'behaviour'])(
    '%s makes one group of people who are all alike',
    async (method) => {
      const store = makeShop({
        orders: Array.from({ length: 30 }, (_, i) => ({ customer: `same-${i}`, at: '2026-06-01', grossMinor: 500 })),
      })
      const { data, facts } = await discoverSegments({ ctx: testContext(store, AS_OF), input: { method } })
      expect(data.segments.filter(({ id }) => id.startsWith('segment_')).reduce((sum, { size }) => sum + size, 0)).toBe(
        30,
      )
      expect(data.quality.clear_winner).not.toBe(true)
      expect(data.outliers).toEqual([])
      expectNoNaN(data)
      expectNoNaN(facts)
    },
  )

  test('gives fewer groups than asked for when customers do not differ enough, and says so', async () => {
    const store = makeShop({
      orders: Array.from({ length: 30 }, (_, i) => ({
        customer: `c-${i}`,
        at: i % 2 === 0 ? '2026-06-01' : '2026-01-01',
        grossMinor: 500,
      })),
    })
    const { data, warnings } = await discoverSegments({
      ctx: testContext(store, AS_OF),
      input: { method: 'kmeans', k: 5 },
    })
    expect(data.k).toBe(2)
    expect(warnings?.[0]).toMatch(/fewer groups/)
  })

  test('does not let one wholesaler make all others one group, and names it as fitting none', async () => {
    const wholesaler = { name: 'wholesaler', count: 1, silentDays: 1, gapDays: 2, orders: 200, orderMinor: 50_000_000 }
    const { data } = await discoverSegments({
      ctx: contextOf([...THREE_GROUPS, wholesaler]),
      input: { method: 'kmeans', k: 3 },
    })
    expect(data.segments.map(({ size }) => size)).toEqual([31, 20, 12])
    expect(data.outliers.map(({ customer_id: id }) => id)).toContain('wholesaler-0')
  })

  test('says that no number of groups is a clear winner when there are none', async () => {
    const random = seededRandom('one cloud')
    const store = makeShop({
      orders: Array.from({ length: 200 }, (_, i) => ({
        customer: `c-${i}`,
        at: new Date(Date.UTC(2026, 5, 30) - Math.exp(4 + 0.4 * normal(random)) * 86_400_000).toISOString(),
        grossMinor: Math.round(Math.exp(8 + 0.5 * normal(random))),
      })),
    })
    const { data, facts } = await discoverSegments({ ctx: testContext(store, AS_OF), input: { method: 'kmeans' } })
    expect(data.quality.clear_winner).toBe(false)
    expect(data.quality.doubt).not.toBeNull()
    expect(factsOf(facts)).toHaveProperty('doubt')
  })
})

describe('discoverSegments refuses', () => {
  test.each(['gender', 'age_band', 'ethnic_group', 'Age', 'religion', 'marital status'])(
    '%s as a feature',
    async (feature) => {
      const call = discoverSegments({
        ctx: contextOf(THREE_GROUPS),
        input: { method: 'kmeans', features: ['recency', feature] },
      })
      await expect(call).rejects.toMatchObject({ code: 'FORBIDDEN', details: { reason_code: 'protected_attribute' } })
    },
  )

  test.each([
    ['an unknown feature', { features: ['shoe_size'] }, /no feature 'shoe_size'/],
    ['k with dbscan', { method: 'dbscan', k: 3 }, /takes no k/],
    ['k with k_range', { k: 3, k_range: [2, 5] as const }, /cannot be used together/],
    ['a range from most to fewest', { k_range: [5, 2] as const }, /from fewest to most/],
    ['two comparisons', { compare_as_of: '2026-01-31', compare_with: 'r1' }, /cannot be used together/],
    ['a later date', { compare_as_of: '2027-01-01' }, /must be earlier/],
  ])('%s', async (_name, input, message) => {
    const call = discoverSegments({ ctx: contextOf(THREE_GROUPS), input: { method: 'kmeans', ...input } })
    await expect(call).rejects.toThrow(message)
  })

  test('roles that may not see customers, and hands no ids to a shared channel', async () => {
    const ctx = contextOf(THREE_GROUPS)
    await expect(
      discoverSegments({ ctx: { ...ctx, actor: testActor('slack_guest') }, input: { method: 'kmeans' } }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const shared = { ...ctx, actor: testActor('slack_user', { sharedChannel: true }) }
    const { data } = await discoverSegments({ ctx: shared, input: { method: 'kmeans', k: 3 } })
    expect([data.assignment, data.outliers]).toEqual([null, []])
  })
})

test('the tool takes every method and gives what its schema says', async () => {
  const ctx = contextOf(THREE_GROUPS, 3)
  for (const method of ['kmeans', 'dbscan', 'hierarchical', 'behaviour', 'interest', 'rfm'] as const) {
    const { data } = await segmentCustomersTool.run({ ctx, input: { method } })
    expect(segmentCustomersTool.output.safeParse(data).error).toBeUndefined()
  }
})
