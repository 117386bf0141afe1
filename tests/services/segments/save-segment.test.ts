import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { decide } from '../../../src/services/approvals/decide.ts'
import { propose } from '../../../src/services/approvals/propose.ts'
import { findCustomers } from '../../../src/services/customers/find-customers.ts'
import { queryMetrics } from '../../../src/services/metrics/query-metrics.ts'
import type { ServiceContext } from '../../../src/services/context.ts'
import { discoverSegments } from '../../../src/services/segments/discovered/discover-segments.ts'
import { listSegments } from '../../../src/services/segments/saved/list-segments.ts'
import { saveSegment, type SaveSegmentInput } from '../../../src/services/segments/saved/save-segment.ts'
import { showSegment } from '../../../src/services/segments/saved/show-segment.ts'
import { rebuildRollups } from '../../../src/store/queries/rollups/rebuild-rollups.ts'
import { customers, orders } from '../../../src/store/schema/index.ts'
import { segmentCustomersTool } from '../../../tools/segments/segment-customers.ts'
import { makeShop, testActor, testContext } from '../../support/shop.ts'

let ctx: ServiceContext
beforeEach(() => {
  const store = makeShop({
    orders: [
      { customer: 'a', at: '2026-06-01', grossMinor: 10_000 },
      { customer: 'a', at: '2026-06-20', grossMinor: 10_000 },
      { customer: 'b', at: '2026-06-05', grossMinor: 500 },
      { customer: 'c', at: '2026-01-05', grossMinor: 700 },
    ],
  })
  rebuildRollups(store)
  ctx = testContext(store, '2026-06-30')
})

const june = [{ field: 'last_order_at', op: 'gte', value: '2026-06-01' } as const]
function save(input: SaveSegmentInput, by = ctx): string {
  const { proposal } = saveSegment({ ctx: by, input }).data
  const row = decide({ ctx: by, input: { proposalId: proposal.proposal_id, decision: 'approve', hash: proposal.hash } })
  expect(row.status).toBe('executed')
  return (JSON.parse(row.outcome ?? '{}') as { segment_id: string }).segment_id
}
const membersOf = (name: string, at = ctx): readonly string[] =>
  findCustomers({ ctx: at, input: { filters: [{ field: 'segment', op: 'eq', value: name }] } })
    .data.customers.map(({ customer_id: id }) => id)
    .toSorted()

describe('saveSegment', () => {
  test('saves nothing before it is approved', () => {
    const { data, facts } = saveSegment({ ctx, input: { name: 'June', filters: june } })
    expect(data).toMatchObject({ size: 2, refresh: 'live', proposal: { action: 'save_segment' } })
    expect(data.proposal.preview).toContain('2 customers now')
    expect(facts.find(({ id }) => id === 'proposal_id')?.value).toBe(data.proposal.proposal_id)
    expect(listSegments({ ctx })).toEqual([])
  })

  test('then chooses its customers in other questions', () => {
    save({ name: 'June', filters: june })
    expect(membersOf('June')).toEqual(['a', 'b'])
    const { facts } = queryMetrics({
      ctx,
      input: {
        metrics: ['net_revenue'],
        filters: [{ field: 'segment', op: 'eq', value: 'June' }],
        period: { from: '2026-01-01', to: '2026-07-01' },
      },
    })
    expect(facts.find(({ id }) => id === 'net_revenue')?.value).toBe(205)
  })

  test('keeps a rule up to date and a fixed list as it was', () => {
    save({ name: 'live', filters: june })
    save({ name: 'fixed', filters: june, refresh: 'never' })
    const earlier = testContext(ctx.store, '2026-06-03', { defaultAsOf: ctx.defaultAsOf })
    expect(membersOf('live', earlier)).toEqual(['a'])
    expect(membersOf('fixed', earlier)).toEqual(['a', 'b'])
    expect(showSegment({ ctx, input: { segment: 'live' } })).toMatchObject({ size: 2, refresh: 'live' })
    expect(showSegment({ ctx, input: { segment: 'fixed' } })).toMatchObject({
      size: 2,
      filters: null,
      refresh: 'never',
    })
  })

  test('saves a group of an earlier result', () => {
    const assignment = { segment_1: ['a', 'c'], segment_2: ['b'] }
    const withResult = { ...ctx, earlierResult: () => ({ data: { assignment } }) as never }
    save({ name: 'first group', result_id: 'r1', segment_id: 'segment_1' }, withResult)
    expect(membersOf('first group')).toEqual(['a', 'c'])
  })

  test('keeps a group of kmeans open: a new customer joins it by what they do', async () => {
    // Twenty who order small and often, twenty who order large and seldom.
    const shop = makeShop({
      orders: Array.from({ length: 40 }, (_, i) =>
        Array.from({ length: i < 20 ? 6 : 2 }, (_unused, n) => ({
          customer: i < 20 ? `often-${i}` : `seldom-${i}`,
          at: i < 20 ? `2026-06-${String(20 - n * 3).padStart(2, '0')}` : `2026-0${2 + n}-0${1 + (i % 5)}`,
          grossMinor: i < 20 ? 1000 + i : 90_000 + i,
        })),
      ).flat(),
    })
    rebuildRollups(shop)
    const now = testContext(shop, '2026-06-30')
    const discovered = await discoverSegments({ ctx: now, input: { method: 'kmeans', k: 2 } })
    expect(segmentCustomersTool.output.safeParse(discovered.data).success).toBe(true)
    const result = { ...discovered, ok: true, evidence: { ...discovered.evidence, args: { method: 'kmeans', k: 2 } } }
    const withResult = { ...now, earlierResult: () => result as never }
    const groups = discovered.data.assignment ?? {}
    const often = Object.keys(groups).find((id) => groups[id]?.includes('often-0')) ?? ''
    save({ name: 'often', result_id: 'r1', segment_id: often }, withResult)
    save({ name: 'fixed', result_id: 'r1', segment_id: often, refresh: 'never' }, withResult)
    expect(membersOf('often', now)).toEqual(groups[often]?.toSorted())
    expect(showSegment({ ctx: now, input: { segment: 'often' } })).toMatchObject({ size: 20, refresh: 'live' })
    // Somebody new orders as the often ones do.
    shop.db.insert(customers).values({ id: 'new', createdAt: 0 }).run()
    for (const order of shop.db.select().from(orders).where(eq(orders.customerId, 'often-3')).all()) {
      shop.db
        .insert(orders)
        .values({ ...order, id: `new ${order.id}`, customerId: 'new' })
        .run()
    }
    rebuildRollups(shop)
    const shown = (segment: string) => showSegment({ ctx: now, input: { segment } }).customer_ids.toSorted()
    expect(shown('often')).toEqual([...(groups[often] ?? []), 'new'].toSorted())
    expect(shown('fixed')).toEqual(groups[often]?.toSorted())
  })

  test.each([
    ['a stage', 'Dormant', /every shop has/],
    ['a tier', 'high', /every shop has/],
    ['nothing to see', '  ', /1 to 80 characters/],
    ['too long', 'x'.repeat(81), /1 to 80 characters/],
  ])('refuses a name that is %s', (_what, name, message) => {
    expect(() => saveSegment({ ctx, input: { name, filters: june } })).toThrow(message)
  })

  test('refuses a name that is taken, also when it was taken after the proposal', () => {
    const { proposal } = saveSegment({ ctx, input: { name: 'June', filters: june } }).data
    save({ name: 'june', filters: june })
    const approve = () =>
      decide({ ctx, input: { proposalId: proposal.proposal_id, decision: 'approve', hash: proposal.hash } })
    expect(approve).toThrow(/saved already/)
    expect(listSegments({ ctx })).toHaveLength(1)
  })

  test('needs conditions or a result, not both and not neither, and no live list of a result', () => {
    expect(() => saveSegment({ ctx, input: { name: 'x' } })).toThrow(/by filters or by result_id/)
    expect(() => saveSegment({ ctx, input: { name: 'x', filters: june, result_id: 'r1' } })).toThrow(/one of the two/)
    expect(() => saveSegment({ ctx, input: { name: 'x', result_id: 'r1', refresh: 'live' } })).toThrow(/fixed list/)
  })

  test('may be proposed and approved by a marketer for oneself, and not by a privacy officer', () => {
    const marketer = { ...ctx, actor: testActor('marketer') }
    save({ name: 'mine', filters: june }, marketer)
    const officer = { ...ctx, actor: testActor('privacy_officer') }
    expect(() => saveSegment({ ctx: officer, input: { name: 'x', filters: june } })).toThrow(/may not do this/)
  })

  test('is forgotten through a proposal of its own', () => {
    const id = save({ name: 'June', filters: june, refresh: 'never' })
    const row = propose({ ctx, input: { action: 'delete_segment', args: { segment_id: id } } })
    expect(listSegments({ ctx })).toHaveLength(1)
    decide({ ctx, input: { proposalId: row.id, decision: 'approve', hash: row.hash } })
    expect(listSegments({ ctx })).toEqual([])
    expect(() => showSegment({ ctx, input: { segment: 'June' } })).toThrow(/no segment 'June'/)
  })
})
