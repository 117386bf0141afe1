import { describe, expect, test } from 'vitest'
import { analyzeMemberLevels } from '../../../src/services/levels/analyze-member-levels.ts'
import { memberLevels } from '../../../src/store/schema/index.ts'
import { analyzeMemberLevelsTool } from '../../../tools/growth/analyze-member-levels.ts'
import { callFor } from '../../support/planner.ts'
import { makeShop, testActor, testContext, type TestShop } from '../../support/shop.ts'

const DAY = '2026-06-30'
const frame = {
  asOfDay: Math.floor(Date.parse(DAY) / 86_400_000),
  weekStart: 1,
  firstDay: Math.floor(Date.parse('2024-01-01') / 86_400_000),
}
const old = Date.parse('2024-01-01')

function shopWith(levels: readonly (readonly [string, string, string])[], rest: TestShop = {}) {
  const store = makeShop({
    customers: ['A', 'B', 'C', 'D'].map((id) => ({ id, createdAt: old })),
    orders: [
      { customer: 'A', at: '2026-01-10', grossMinor: 600_00, costedGrossMinor: 600_00, costMinor: 150_00 },
      { customer: 'A', at: '2026-03-10', grossMinor: 400_00 },
      { customer: 'B', at: '2026-02-10', grossMinor: 200_00, costedGrossMinor: 200_00, costMinor: 100_00 },
      { customer: 'C', at: '2024-02-10', grossMinor: 900_00 },
      { customer: 'D', at: '2026-05-10', grossMinor: 50_00 },
    ],
    returns: [{ customer: 'A', at: '2026-03-20', amountMinor: 100_00 }],
    ...rest,
  })
  for (const [customerId, level, at] of levels) {
    store.db
      .insert(memberLevels)
      .values({ customerId, level, changedAt: Date.parse(at) })
      .run()
  }
  return store
}

const levels = [
  ['A', 'silver', '2024-06-01'],
  ['A', 'gold', '2026-03-15'],
  ['B', 'silver', '2024-06-01'],
  ['C', 'silver', '2024-06-01'],
] as const
const store = shopWith(levels)
const ctx = testContext(store, DAY, { frame })
const rowOf = (name: string | null, over = ctx) =>
  analyzeMemberLevels({ ctx: over, input: {} }).data.levels.find(({ level }) => level === name)

describe('what levels are worth', () => {
  test('figures of the year by the level held at its end, those without a level apart', () => {
    expect(rowOf('gold')).toMatchObject({
      customers: 1,
      buyers: 1,
      orders: 2,
      net_minor: 900_00,
      per_customer_minor: 900_00,
      average_order_minor: 450_00,
      repeat_rate: 1,
      margin_rate: 0.75,
      held_before: 0,
      retention: null,
    })
    expect(rowOf('silver')).toMatchObject({ customers: 2, buyers: 1, net_minor: 200_00, per_customer_minor: 100_00 })
    expect(rowOf(null)).toMatchObject({ customers: 1, net_minor: 50_00, held_before: 0 })
  })

  test('who stayed is counted over who held the level when the period began', () => {
    // Three held silver a year before: A and B ordered since, C did not.
    expect(rowOf('silver')).toMatchObject({ held_before: 3, retention: 2 / 3 })
  })

  test('who stayed is not said where the levels of before are mostly unknown', () => {
    const newest = testContext(shopWith([['A', 'gold', '2026-03-15'], levels[2], levels[3]]), DAY, { frame })
    expect(rowOf('silver', newest)).toMatchObject({ held_before: 0, retention: null })
    expect(analyzeMemberLevels({ ctx: newest, input: {} }).data.movement.unknown_before).toBe(1)
  })

  test('as of an earlier day the levels of that day count', () => {
    const earlier = testContext(store, '2026-03-01', { frame: { ...frame, asOfDay: frame.asOfDay - 121 } })
    expect(rowOf('gold', earlier)).toBeUndefined()
    expect(rowOf('silver', earlier)).toMatchObject({ customers: 3, net_minor: 800_00 })
  })

  test('moves between the ends of the period, the level whose members spend more being the higher', () => {
    expect(analyzeMemberLevels({ ctx, input: { view: 'movement' } })).toMatchObject({
      data: {
        movement: { moves: [{ from: 'silver', to: 'gold', customers: 1 }], rose: 1, fell: 0, stayed: 2, joined: 0 },
      },
      table: { rows: [{ from: 'silver', to: 'gold', customers: 1 }] },
    })
  })

  test('filters choose whose levels are described', () => {
    const { data } = analyzeMemberLevels({ ctx, input: { filters: [{ field: 'orders', op: 'gte', value: 2 }] } })
    expect(data.levels.map(({ level, customers }) => [level, customers])).toEqual([['gold', 1]])
  })
})

describe('a rule of levels', () => {
  test('lays thresholds of spend over the year and says who would stand elsewhere', () => {
    const { data } = analyzeMemberLevels({
      ctx,
      input: {
        thresholds: [
          { level: 'Gold', at_least: 500 },
          { level: 'silver', at_least: 200 },
        ],
      },
    })
    expect(data.simulation?.levels.map(({ level, customers, now }) => [level, customers, now])).toEqual([
      ['Gold', 1, 1],
      ['silver', 1, 2],
      [null, 2, null],
    ])
    // C keeps silver today and bought nothing in the year.
    expect(data.simulation).toMatchObject({ up: 0, down: 1, same: 2 })
    expect(analyzeMemberLevelsTool.output.safeParse(data).success).toBe(true)
  })

  test('counts orders where asked, over the months named', () => {
    const thresholds = [{ level: 'gold', at_least: 1 }]
    const buyersIn = (months: number) =>
      analyzeMemberLevels({ ctx, input: { thresholds, basis: 'orders', months } }).data.simulation?.levels[0]?.customers
    expect(buyersIn(12)).toBe(3)
    expect(buyersIn(3)).toBe(1)
    expect(buyersIn(36)).toBe(4)
  })

  test('needs no known level, only orders', () => {
    const bare = testContext(shopWith([]), DAY, { frame })
    expect(analyzeMemberLevels({ ctx: bare, input: {} }).gate).toMatchObject({ failed: 'member_levels', have: 0 })
    const { gate, data } = analyzeMemberLevels({ ctx: bare, input: { thresholds: [{ level: 'x', at_least: 100 }] } })
    expect(gate).toBeNull()
    expect(data.simulation).toMatchObject({ levels: [{ customers: 2, now: 0 }, { customers: 2 }], up: 0, same: 0 })
  })

  test('points cost their face value at the share that is used', () => {
    const { data } = analyzeMemberLevels({
      ctx,
      input: { points_per_unit: 1, point_value: 0.02, redeemed_share: 0.5 },
    })
    // 900 + 200 + 50 of net revenue, a fiftieth of it, half used; 550 of 800 with a known cost is margin.
    expect(data.points).toMatchObject({ points: 1150, full_minor: 23_00, cost_minor: 11_50, customers: 3 })
    expect(data.points?.revenue_share).toBeCloseTo(0.01, 9)
    expect(data.points?.margin_share).toBeCloseTo(1150 / (115000 * (550 / 800)), 9)
  })

  test.each([
    [{ view: 'rule' as const }, /thresholds is missing/],
    [{ view: 'points' as const }, /points_per_unit is missing/],
    [{ points_per_unit: 1 }, /point_value is missing/],
    [{ redeemed_share: 0.5 }, /points_per_unit is missing/],
    [
      {
        thresholds: [{ level: 'a', at_least: 1 }],
        filters: [{ field: 'gender' as const, op: 'eq' as const, value: 'female' }],
      },
      /holds for everyone, so it takes no filter on gender/,
    ],
    [
      {
        thresholds: [
          { level: 'a', at_least: 5 },
          { level: 'b', at_least: 5 },
        ],
      },
      /'a' and 'b' both begin at 5/,
    ],
    [
      {
        thresholds: [
          { level: 'a', at_least: 5 },
          { level: 'A', at_least: 7 },
        ],
      },
      /'A' is named twice/,
    ],
    [{ period: '2019' }, /outside the data/],
  ])('refuses %j', (input, message) => {
    expect(() => analyzeMemberLevels({ ctx, input })).toThrow(message)
  })

  test('guests may not, and no argument could take a person', () => {
    expect(() =>
      analyzeMemberLevels({ ctx: testContext(store, DAY, { frame, actor: testActor('slack_guest') }), input: {} }),
    ).toThrow(/may not/)
    for (const args of [{ customer_id: 'A' }, { thresholds: [{ level: 'a', at_least: -1 }] }, { redeemed_share: 1.5 }])
      expect(analyzeMemberLevelsTool.input.strict().safeParse(args).success).toBe(false)
  })
})

test.each([
  ['what is each member level worth?', {}],
  ['各会员等级的价值是多少？', {}],
  ['who moved between member levels last quarter?', { view: 'movement', period: 'last_quarter' }],
  [
    'What if silver began at 1000 yuan and gold at 5000 yuan?',
    {
      thresholds: [
        { level: 'silver', at_least: 1000 },
        { level: 'gold', at_least: 5000 },
      ],
    },
  ],
  ['如果金卡要满8单会怎样？', { thresholds: [{ level: 'gold', at_least: 8 }], basis: 'orders' }],
  ['金卡门槛提高到8000元会怎样？', { thresholds: [{ level: 'gold', at_least: 8000 }] }],
  [
    'What would points cost at 1 point per yuan and 0.01 yuan a point if 60% are used?',
    { view: 'points', points_per_unit: 1, point_value: 0.01, redeemed_share: 0.6 },
  ],
  ['每元1分、每分值0.01元，积分要花多少钱？', { view: 'points', points_per_unit: 1, point_value: 0.01 }],
])('asked in words: %s', async (question, args) => {
  expect(await callFor(question)).toMatchObject({ name: 'analyze_member_levels', args })
})
