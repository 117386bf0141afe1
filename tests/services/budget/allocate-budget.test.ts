import { describe, expect, test } from 'vitest'
import { allocateBudget, type AllocateBudgetInput } from '../../../src/services/budget/allocate-budget.ts'
import type { Store } from '../../../src/store/open.ts'
import { allocateBudgetTool } from '../../../tools/campaigns/allocate-budget.ts'
import { campaignShop, variantOf } from '../../support/campaign-shop.ts'
import { callFor } from '../../support/planner.ts'
import { testActor, testContext } from '../../support/shop.ts'

const ask = (store: Store, input: AllocateBudgetInput = {}) => {
  const result = allocateBudget({ ctx: testContext(store, '2026-08-31'), input })
  expect(allocateBudgetTool.output.safeParse(result.data).success).toBe(true)
  return result
}

/** One campaign that cost 100.00 and brought 100 orders more of 20.00 with half of it margin, one with nobody held out. */
const shop = (): Store =>
  campaignShop({
    campaigns: [
      {
        id: 'good',
        starts: '2026-06-01T10:00:00Z',
        costMinor: 10_000,
        exposures: [...variantOf('g', 200, 0), ...variantOf('gc', 200, 0, { control: true })],
      },
      { id: 'open', starts: '2026-06-01T10:00:00Z', costMinor: 5000, exposures: variantOf('o', 50, 0) },
    ],
    orders: Array.from({ length: 100 }, (_, i) => ({
      customer: `g-${i}`,
      at: '2026-06-02T10:00:00Z',
      grossMinor: 2000,
      costMinor: 1000,
      costedGrossMinor: 2000,
    })),
  })

describe('allocateBudget', () => {
  test('spends until the next unit no longer comes back; a square root of one amount, by hand', () => {
    const { data, warnings } = ask(shop(), { budget: 1000 })
    // 100,000 from 10,000 spent: scale 1,000; 1,000 / (2 sqrt(s)) = 1 at 250,000, so all 100,000 are spent.
    expect(data.plan).toMatchObject([
      { option: 'good', spend_minor: 100_000, tried_minor: 10_000, shape_assumed: true },
    ])
    expect(data.plan[0]?.expected_minor).toBe(Math.round(1000 * Math.sqrt(100_000)))
    expect(data.next_unit).toBeCloseTo(1000 / 2 / Math.sqrt(100_000), 6)
    expect(data.left_out).toEqual([{ option: 'open', reason: 'no_control_group' }])
    expect(warnings?.join()).toMatch(/square root is assumed.*beyond amounts/)
    expect(ask(shop(), { budget: 5000 }).data).toMatchObject({ unspent_minor: 250_000 })
    expect(ask(shop()).data.budget_minor).toBe(10_000)
  })

  test('takes options with what amounts of them brought, and bounds', () => {
    const points = (scale: number) =>
      [1, 4, 9].map((k) => ({ spend_minor: k * 10_000, return_minor: scale * 100 * Math.sqrt(k) * 100 }))
    const { data } = ask(shop(), {
      budget_minor: 50_000,
      spend_all: true,
      options: [
        { name: 'search', points: points(2) },
        { name: 'feed', points: points(1) },
      ],
    })
    expect(data.plan.map(({ option }) => option)).toEqual(['search', 'feed'])
    expect((data.plan[0]?.spend_minor ?? 0) / (data.plan[1]?.spend_minor ?? 1)).toBeCloseTo(4, 1)
    const bounded = ask(shop(), {
      budget_minor: 50_000,
      options: [{ name: 'search', points: points(2), most_minor: 7000 }],
    })
    expect(bounded.data.plan[0]?.spend_minor).toBe(7000)
  })

  test('persons, unknown campaigns and impossible bounds are refused; a shop without results is a gate', () => {
    expect(() => ask(shop(), { options: [{ name: 'g-1' }] })).toThrow(/is a customer.*never to a person/)
    expect(() => ask(shop(), { options: [{ name: 'none' }] })).toThrow(/no campaign 'none'/)
    expect(() =>
      ask(shop(), {
        budget_minor: 5,
        options: [{ name: 'x', points: [{ spend_minor: 1, return_minor: 1 }], least_minor: 10 }],
      }),
    ).toThrow(/more than the budget/)
    expect(ask(campaignShop({ campaigns: [] })).gate).toMatchObject({
      failed: 'campaigns_with_control_and_cost',
      have: 0,
    })
    expect(allocateBudgetTool.input.shape).not.toHaveProperty('customer_id')
  })

  test('guests may not', () => {
    expect(() =>
      allocateBudget({ ctx: testContext(shop(), '2026-08-31', { actor: testActor('slack_guest') }), input: {} }),
    ).toThrow(/may not/)
  })
})

test.each([
  ['how would you split a marketing budget of 60000 over our campaigns?', { budget: 60_000 }],
  ['3万元营销预算怎么分给各活动最好?', { budget: 30_000 }],
])('asked in words: %s', async (question, args) => {
  expect(await callFor(question)).toEqual({ name: 'allocate_budget', args })
})
