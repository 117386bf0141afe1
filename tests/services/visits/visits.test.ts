import { describe, expect, test } from 'vitest'
import type { ServiceContext } from '../../../src/services/context.ts'
import { analyzeFunnel, type AnalyzeFunnelInput } from '../../../src/services/visits/analyze-funnel.ts'
import { analyzePaths, type AnalyzePathsInput } from '../../../src/services/visits/analyze-paths.ts'
import { dayOfDate, MS_PER_DAY } from '../../../src/lib/time-zone.ts'
import { events } from '../../../src/store/schema/index.ts'
import type { Store } from '../../../src/store/open.ts'
import { analyzeFunnelTool } from '../../../tools/behaviour/analyze-funnel.ts'
import { analyzePathsTool } from '../../../tools/behaviour/analyze-paths.ts'
import { makeShop, testActor, testContext } from '../../support/shop.ts'

const TODAY = '2026-06-30'
const NOON = dayOfDate(TODAY) * MS_PER_DAY - MS_PER_DAY / 2
let keys = 0

interface Done {
  readonly visitor: string
  readonly at: number
  readonly device?: string
  readonly names: readonly string[]
}

/** Visits whose steps are a minute apart. */
function visit(store: Store, { visitor, at, device = 'mobile', names }: Done): void {
  for (const [n, name] of names.entries()) {
    const occurredAt = at + n * 60_000
    store.db
      .insert(events)
      .values({
        eventKey: Buffer.from(`visit ${(keys += 1)}`),
        anonymousId: visitor,
        name,
        occurredAt,
        occurredDay: Math.floor(occurredAt / MS_PER_DAY),
        receivedAt: occurredAt,
        device,
      })
      .run()
  }
}

/** 200 visits to the till on each device: on mobile 100 pay, on desktop 160. */
function leakyShop(): Store {
  const store = makeShop({})
  store.sqlite.transaction(() => {
    for (let n = 0; n < 200; n++) {
      for (const device of ['mobile', 'desktop']) {
        const pays = n < (device === 'mobile' ? 100 : 160)
        const names = ['page', 'product_view', 'product_view', 'add_to_cart', 'checkout', ...(pays ? ['pay'] : [])]
        visit(store, { visitor: `${device}-${n}`, at: NOON - n * 60_000, device, names })
      }
    }
    visit(store, { visitor: 'looker', at: NOON, names: ['page', 'search'] })
    // Two visits, for an hour lies between; the second goes over midnight.
    visit(store, { visitor: 'twice', at: NOON - 3 * 3_600_000, names: ['page'] })
    visit(store, { visitor: 'twice', at: dayOfDate(TODAY) * MS_PER_DAY - 60_000, names: ['page', 'product_view'] })
    visit(store, { visitor: 'later', at: NOON + 5 * MS_PER_DAY, names: ['page', 'pay'] })
  })()
  return store
}

const store = leakyShop()
const funnel = (input: AnalyzeFunnelInput, own = store, more: Partial<ServiceContext> = {}) =>
  analyzeFunnel({ ctx: testContext(own, TODAY, more), input })
const paths = (input: AnalyzePathsInput, own = store) => analyzePaths({ ctx: testContext(own, TODAY), input })

describe('analyzeFunnel', () => {
  test('counts steps and times, and names the leak with its interval', () => {
    const { data } = funnel({})
    expect(data.visits).toBe(403)
    expect(data.steps.map(({ count }) => count)).toEqual([401, 400, 400, 260])
    expect(data.steps[3]).toMatchObject({ name: 'pay', rate: 0.65, median_seconds: 60 })
    expect(data.leaks[0]).toMatchObject({ by: 'device', group: 'mobile', step: 'pay', after: 'checkout', rate: 0.5 })
    const [low, high] = data.leaks[0]?.interval ?? [1, 0]
    expect(low).toBeLessThan(0.5)
    expect(high).toBeGreaterThan(0.5)
    expect(data.leaks[0]?.lost).toBeCloseTo(60, 9)
    expect(analyzeFunnelTool.output.safeParse(data).success).toBe(true)
  })

  test('by a dimension, with conditions on the visit, and strictly', () => {
    const { data } = funnel({ by: 'device' })
    expect(data.groups.map(({ group }) => group)).toEqual(['mobile', 'desktop'])
    expect(data.groups[1]?.steps[3]).toMatchObject({ count: 160, rate: 0.8 })
    const desktop = funnel({ filters: [{ field: 'device', op: 'eq', value: 'desktop' }] }).data
    expect(desktop.steps[3]?.count).toBe(160)
    expect(funnel({ by: 'category' }).data.groups).toMatchObject([{ group: 'unknown', visits: 403 }])
    expect(funnel({ steps: ['page', 'add_to_cart'] }).data.steps[1]?.count).toBe(400)
    expect(funnel({ steps: ['page', 'add_to_cart'], strict: true }).data.steps[1]?.count).toBe(0)
    expect(funnel({ steps: ['view', 'cart'], strict: true }).data.steps[1]?.count).toBe(400)
  })

  test('refuses unknown steps and periods outside the data, and who may not know', () => {
    expect(() => funnel({ steps: ['page', 'teleport'] })).toThrow(/'teleport' is nothing that is done/)
    expect(() => funnel({ steps: ['page', 'page'] })).toThrow(/two different steps/)
    expect(() => funnel({ period: { from: '2030-01-01', to: '2030-02-01' } })).toThrow(/outside the data/)
    expect(() => funnel({}, store, { actor: testActor('slack_guest') })).toThrow(/slack_guest/)
    expect(() => funnel({}, store, { actor: testActor('service_bot') })).toThrow(/service_bot/)
    expect(analyzeFunnelTool.input.safeParse({ by: 'gender' }).success).toBe(false)
  })

  test('few visits are a gate, none an answer', () => {
    const empty = makeShop({ orders: [{ customer: 'a', at: TODAY }] })
    expect(funnel({}, empty)).toMatchObject({ data: { visits: 0 }, gate: { failed: 'visits', have: 0, need: 100 } })
  })

  test('a machine of ten thousand clicks and a hundred thousand equal events are one visit each', () => {
    const own = makeShop({})
    own.sqlite.transaction(() => {
      for (const [visitor, count, every] of [
        ['machine', 10_000, 1000],
        ['equal', 100_000, 0],
      ] as const) {
        const insert = own.sqlite.prepare(
          `INSERT INTO events (event_key, anonymous_id, name, occurred_at, occurred_day, received_at)
           VALUES (?, ?, 'product_view', ?, ?, 0)`,
        )
        for (let n = 0; n < count; n++) {
          const at = NOON - MS_PER_DAY + n * every
          insert.run(Buffer.from(`${visitor} ${n}`), visitor, at, Math.floor(at / MS_PER_DAY))
        }
      }
    })()
    expect(funnel({}, own).data.visits).toBe(2)
    const { data, warnings } = paths({}, own)
    expect(data.paths[0]).toMatchObject({ steps: ['product_view'], visits: 2, visitors: 2 })
    expect(warnings?.join()).toContain('not read')
  })
})

describe('analyzePaths', () => {
  test('tells paths before an order from those without, and where these end', () => {
    const { data } = paths({})
    expect(data.with_order).toEqual({ visits: 260, visitors: 260 })
    expect(data.paths[0]).toMatchObject({
      steps: ['page', 'product_view', 'add_to_cart', 'checkout', 'pay'],
      visits: 260,
      share: 1,
      converted: true,
    })
    expect(data.exits[0]).toMatchObject({ step: 'checkout', visits: 140, visitors: 140 })
    expect(data.stuck).toEqual([
      { step: 'checkout', visits: 140, visitors: 140, share: 140 / 143 },
      { step: 'product_view', visits: 1, visitors: 1, share: 1 / 143 },
    ])
    expect(data.loops[0]).toMatchObject({ step: 'product_view', visits: 400 })
    expect(data.transitions.find(({ from, to }) => from === 'checkout' && to === 'left')?.share).toBeCloseTo(
      140 / 400,
      12,
    )
    expect(analyzePathsTool.output.safeParse(data).success).toBe(true)
  })

  test('from and to cut paths, converted chooses visits', () => {
    expect(paths({ from: 'add_to_cart', converted: false }).data.paths[0]?.steps).toEqual(['add_to_cart', 'checkout'])
    expect(paths({ from: 'cart', to: 'checkout' }).data.visits).toBe(400)
    expect(paths({ converted: true }).data.without_order.visits).toBe(0)
    expect(paths({ from: 'pay', to: 'page' }).data.visits).toBe(0)
  })

  test('a visit belongs to the day on which it began, and facts after as-of do not exist', () => {
    const day = { from: '2026-06-29', to: TODAY }
    // Everything but what began after: the visit over midnight began on the 29th.
    expect(paths({ period: day }).data.visits).toBe(403)
    expect(paths({ period: { from: TODAY, to: '2026-07-01' } }).data.visits).toBe(0)
  })
})
