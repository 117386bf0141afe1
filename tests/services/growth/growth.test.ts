import { describe, expect, test } from 'vitest'
import { correctForPosition } from '../../../src/compute/metrics/correct-for-position.ts'
import { analyzeChannels } from '../../../src/services/growth/analyze-channels.ts'
import { analyzePlacements } from '../../../src/services/growth/analyze-placements.ts'
import { seededRandom } from '../../../src/lib/random.ts'
import { campaigns, events } from '../../../src/store/schema/index.ts'
import { analyzeChannelsTool } from '../../../tools/growth/analyze-channels.ts'
import { analyzePlacementsTool } from '../../../tools/growth/analyze-placements.ts'
import { callFor } from '../../support/planner.ts'
import { makeShop, testActor, testContext } from '../../support/shop.ts'

const DAY = '2026-06-30'
const frame = {
  asOfDay: Math.floor(Date.parse(DAY) / 86_400_000),
  weekStart: 1,
  firstDay: Math.floor(Date.parse('2025-01-01') / 86_400_000),
}

describe('correctForPosition', () => {
  test('finds planted appeal and planted attention from what was shown where', () => {
    const random = seededRandom('places')
    const attention = [1, 0.6, 0.3]
    const appeal = [0.2, 0.1]
    const shown = appeal.flatMap((like, item) =>
      attention.map((look, position) => {
        // The better item stands on top more often.
        const views = 20_000 * (item === position % 2 ? 3 : 1)
        const clicks = Array.from({ length: views }, () => Number(random() < like * look)).reduce((a, b) => a + b)
        return { item, position, views, clicks }
      }),
    )
    const { examination, rate } = correctForPosition(shown, 2, 3)
    for (const [i, look] of attention.entries()) expect(examination[i]).toBeCloseTo(look, 1)
    for (const [i, like] of appeal.entries()) expect(rate[i]).toBeCloseTo(like, 1)
  })

  test('nothing shown is nothing; more clicks than views are refused', () => {
    expect(correctForPosition([], 1, 1)).toEqual({ examination: Float64Array.of(0), rate: Float64Array.of(0) })
    expect(() => correctForPosition([{ item: 0, position: 0, views: 1, clicks: 2 }], 1, 1)).toThrow(
      /2 clicks of 1 views/,
    )
  })
})

describe('analyzeChannels', () => {
  const store = makeShop({
    customers: [
      ...['A', 'B'].map((id) => ({ id, createdAt: 0, source: 'camping-ad' })),
      { id: 'C', createdAt: 0, source: 'organic' },
      { id: 'D', createdAt: 0 },
      { id: 'E', createdAt: 0, source: 'organic' },
    ],
    orders: [
      { customer: 'A', at: '2026-01-10', grossMinor: 5000 },
      { customer: 'A', at: '2026-02-10', grossMinor: 3000 },
      { customer: 'A', at: '2026-06-10', grossMinor: 9000 },
      { customer: 'B', at: '2026-01-12', grossMinor: 4000 },
      { customer: 'C', at: '2026-06-20', grossMinor: 7000 },
      { customer: 'D', at: '2026-01-01', grossMinor: 1000 },
      { customer: 'E', at: '2025-03-01', grossMinor: 1000 },
    ],
    returns: [{ customer: 'B', at: '2026-01-20', amountMinor: 1000 }],
  })
  store.db
    .insert(campaigns)
    .values({
      id: 'camping-ad',
      name: 'ad',
      startsAt: Date.parse('2026-01-01'),
      endsAt: Date.parse('2026-02-01'),
      costMinor: 6000,
    })
    .run()
  const ctx = testContext(store, DAY, { frame })

  test('counts who was won in the period, what they brought in 90 days, what they cost and who came back', () => {
    const { data } = analyzeChannels({ ctx, input: {} })
    expect(analyzeChannelsTool.output.safeParse(data).success).toBe(true)
    expect(data.customers).toBe(4)
    expect(data.channels[0]).toMatchObject({
      name: 'camping-ad',
      customers: 2,
      complete: 2,
      value_minor: 5500,
      retention: 0.5,
      cost_minor: 6000,
      acquisition_cost_minor: 3000,
    })
    expect(data.channels.find(({ name }) => name === 'organic')).toMatchObject({
      customers: 1,
      complete: 0,
      value_minor: null,
    })
    expect(data.channels.find(({ name }) => name === 'unknown')?.customers).toBe(1)
  })

  test('guests may not; a period outside the data is told', () => {
    expect(() =>
      analyzeChannels({ ctx: testContext(store, DAY, { frame, actor: testActor('slack_guest') }), input: {} }),
    ).toThrow(/may not/)
    expect(() => analyzeChannels({ ctx, input: { period: '2019' } })).toThrow(/outside the data/)
  })
})

describe('analyzePlacements', () => {
  const store = makeShop({})
  let key = 0
  const see = (name: string, position: number, creative: string, at: string, rest = {}) => {
    key += 1
    store.db
      .insert(events)
      .values({
        eventKey: Buffer.from(`e/${key}`),
        name,
        occurredAt: Date.parse(at),
        occurredDay: Math.floor(Date.parse(at) / 86_400_000),
        receivedAt: 0,
        placement: 'home_grid',
        creative,
        position,
        anonymousId: 'V1',
        productId: 'P1',
        ...rest,
      })
      .run()
  }
  for (let i = 0; i < 40; i += 1)
    see('impression', 1 + (i % 2), i % 4 < 2 ? 'new-in' : 'seasonal', '2026-06-01T10:00:00Z')
  for (let i = 0; i < 6; i += 1) see('click', i < 4 ? 1 : 2, 'new-in', '2026-06-01T10:01:00Z')
  see('add_to_cart', 0, '', '2026-06-01T10:10:00Z', { placement: null, creative: null, position: null })
  const ctx = testContext(store, DAY, { frame })

  test('counts by position and creative, with carts within half an hour of the click', () => {
    const { data } = analyzePlacements({ ctx, input: {} })
    expect(analyzePlacementsTool.output.safeParse(data).success).toBe(true)
    expect(data).toMatchObject({ views: 40, clicks: 6, carts: 6 })
    expect(data.positions.map(({ position, views, clicks }) => [position, views, clicks])).toEqual([
      [1, 20, 4],
      [2, 20, 2],
    ])
    expect(data.creatives[0]).toMatchObject({ creative: 'new-in', views: 20, clicks: 6 })
    expect(data.creatives[0]?.corrected_rate).toBeCloseTo(0.4, 6)
    expect(data.positions[1]?.examination).toBeCloseTo(0.5, 6)
  })

  test('unknown names list the known; without impressions it is a gate; guests may not', () => {
    expect(() => analyzePlacements({ ctx, input: { placement: 'footer' } })).toThrow(/no placement 'footer'/)
    expect(analyzePlacements({ ctx: testContext(makeShop({}), DAY, { frame }), input: {} }).gate).toMatchObject({
      failed: 'impressions',
    })
    expect(() =>
      analyzePlacements({ ctx: testContext(store, DAY, { frame, actor: testActor('slack_guest') }), input: {} }),
    ).toThrow(/may not/)
  })
})

test.each([
  ['which source brings us customers who come back?', 'analyze_channels', { by: 'source' }],
  ['新客的获客成本和留存怎么样', 'analyze_channels', {}],
  ['how much do clicks depend on the position on the page?', 'analyze_placements', {}],
  ['广告位 home_grid 的点击怎么样', 'analyze_placements', { placement: 'home_grid' }],
])('asked in words: %s', async (question, name, args) => {
  expect(await callFor(question)).toMatchObject({ name, args })
})
