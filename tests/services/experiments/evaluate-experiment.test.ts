import { describe, expect, test } from 'vitest'
import {
  evaluateExperiment,
  type EvaluateExperimentInput,
} from '../../../src/services/experiments/evaluate-experiment.ts'
import type { Store } from '../../../src/store/open.ts'
import { evaluateExperimentTool } from '../../../tools/experiments/evaluate-experiment.ts'
import { campaignShop, variantOf } from '../../support/campaign-shop.ts'
import { callFor } from '../../support/planner.ts'
import { testActor, testContext } from '../../support/shop.ts'

const DAY = '2026-06-30'
const ask = (store: Store, input: EvaluateExperimentInput = {}, asOf = DAY) => {
  const result = evaluateExperiment({ ctx: testContext(store, asOf), input })
  expect(evaluateExperimentTool.output.safeParse(result.data).success).toBe(true)
  return result
}

const newsletter = (hitsA: number, hitsB: number, nA = 400, nB = 400): Store =>
  campaignShop({
    campaigns: [
      {
        id: 'newsletter',
        name: 'June newsletter',
        goal: 'open',
        starts: '2026-06-09T10:00:00Z',
        exposures: [...variantOf('A', nA, hitsA), ...variantOf('B', nB, hitsB)],
      },
    ],
  })

describe('evaluateExperiment', () => {
  test('of two subject lines takes opens over delivered, ratio of the samples first', () => {
    const { data, facts } = ask(newsletter(80, 120), { experiment: 'newsletter' })
    expect(data).toMatchObject({ metric: 'open_rate', verdict: 'challenger_better', srm: { mismatch: false, p: 1 } })
    expect(data.groups.map(({ name, n, hits }) => [name, n, hits])).toEqual([
      ['A', 400, 80],
      ['B', 400, 120],
    ])
    expect(data.difference).toBeCloseTo(0.1, 12)
    expect(data.interval?.[0]).toBeCloseTo(0.1 - 1.959964 * Math.sqrt((0.2 * 0.8 + 0.3 * 0.7) / 400), 6)
    expect(facts.findIndex(({ id }) => id === 'srm_p')).toBeLessThan(facts.findIndex(({ id }) => id === 'difference'))
  })

  test('too few say not enough yet, and how many it takes; a real tie says there is nothing worth having', () => {
    const early = ask(newsletter(80, 90)).data
    expect(early.verdict).toBe('not_enough_yet')
    expect(early.comparisons[0]?.needed_per_group).toBeGreaterThan(400)
    expect(ask(newsletter(10_000, 10_010, 20_000, 20_000)).data.verdict).toBe('no_relevant_difference')
  })

  test('groups that are not as large as planned are told before anything else', () => {
    const { data, warnings } = ask(newsletter(100, 180, 400, 560))
    expect(data.srm?.mismatch).toBe(true)
    expect(data.verdict).toBe('groups_not_comparable')
    expect(warnings?.[0]).toMatch(/sample-ratio mismatch/)
    expect(ask(newsletter(100, 180, 400, 560), { expected_shares: [5, 7] }).data.srm?.mismatch).toBe(false)
  })

  test('with people held out everyone who was assigned counts, delivered or not, and only for orders in the window', () => {
    const store = campaignShop({
      campaigns: [
        {
          id: 'voucher',
          goal: 'order',
          starts: '2026-06-01T10:00:00Z',
          exposures: [
            ...variantOf('sent', 50, 0).map((one, i) => ({ ...one, delivered: i > 4 })),
            ...variantOf('control', 50, 0, { control: true }),
          ],
        },
      ],
      orders: [
        ...Array.from({ length: 12 }, (_, i) => ({
          customer: `sent-${i}`,
          at: '2026-06-03T10:00:00Z',
          grossMinor: 5000,
        })),
        ...Array.from({ length: 4 }, (_, i) => ({ customer: `control-${i}`, at: '2026-06-03T10:00:00Z' })),
        { customer: 'control-20', at: '2026-06-08T10:00:00Z' },
        { customer: 'control-21', at: '2026-05-30T10:00:00Z' },
        { customer: 'sent-40', at: '2026-06-02T10:00:00Z', cancelledAt: Date.parse('2026-06-02T12:00:00Z') },
      ],
    })
    const { data } = ask(store)
    expect(data.metric).toBe('conversion')
    expect(data.groups.map(({ name, n, hits, is_reference }) => [name, n, hits, is_reference])).toEqual([
      ['control', 50, 4, true],
      ['sent', 50, 12, false],
    ])
    const revenue = ask(store, { metric: 'revenue' }).data
    expect(revenue.groups.map(({ value }) => value)).toEqual([80, 1200])
    expect(revenue.comparisons[0]).toMatchObject({ test: 'welch_t', difference: 1120 })
    expect(() => ask(store, { metric: 'open_rate' })).toThrow(/nothing was sent to it/)
  })

  test('retention counts who is seen on exactly that day; the window must be over', () => {
    const store = campaignShop({
      campaigns: [
        {
          id: 'gate',
          name: '关卡从30改到40',
          goal: 'retention',
          starts: '2026-06-01T10:00:00Z',
          exposures: [...variantOf('gate_30', 20, 0, { control: true }), ...variantOf('gate_40', 20, 0)],
        },
      ],
      visits: [
        { customer: 'gate_40-1', at: '2026-06-08T23:00:00Z' },
        { customer: 'gate_40-2', at: '2026-06-07T23:00:00Z' },
        { customer: 'gate_30-3', at: '2026-06-08T00:30:00Z' },
        { customer: 'gate_30-4', at: '2026-06-08T01:30:00Z' },
      ],
    })
    expect(ask(store).data).toMatchObject({ metric: 'retention_7', groups: [{ hits: 2 }, { hits: 1 }] })
    const early = ask(store, {}, '2026-06-05')
    expect(early.gate).toMatchObject({ failed: 'members_in_each_group', have: 0, opens_on: '2026-06-10' })
    expect(early.data.verdict).toBeNull()
  })

  test('several variants are adjusted for being several', () => {
    const store = campaignShop({
      campaigns: [
        {
          id: 'three',
          goal: 'open',
          starts: '2026-06-01T10:00:00Z',
          exposures: [...variantOf('A', 300, 60), ...variantOf('B', 300, 82), ...variantOf('C', 300, 66)],
        },
      ],
    })
    const { comparisons } = ask(store).data
    expect(comparisons).toHaveLength(2)
    expect(comparisons[0]?.p_adjusted).toBeCloseTo((comparisons[0]?.p ?? 0) * 2, 12)
  })

  test('filters choose customers as they stood before it began', () => {
    const store = campaignShop({
      campaigns: [
        {
          id: 'x',
          goal: 'open',
          starts: '2026-06-01T10:00:00Z',
          exposures: [...variantOf('A', 10, 5), ...variantOf('B', 10, 5)],
        },
      ],
      orders: [
        { customer: 'A-1', at: '2026-05-01' },
        { customer: 'B-1', at: '2026-05-01' },
        { customer: 'B-2', at: '2026-05-01' },
        { customer: 'A-3', at: '2026-06-05' },
      ],
    })
    const { data } = ask(store, { filters: [{ field: 'orders', op: 'gte', value: 1 }] })
    expect(data.groups.map(({ assigned }) => assigned)).toEqual([1, 2])
  })

  test('one variant only is a gate; an unknown name lists the known ones; a shop without tests says how to get one', () => {
    const one = campaignShop({
      campaigns: [{ id: 'solo', starts: '2026-06-01T10:00:00Z', exposures: variantOf('A', 9, 3) }],
    })
    expect(ask(one, { experiment: 'solo' }).gate).toMatchObject({ failed: 'second_group', have: 1, need: 2 })
    expect(() => ask(one, { experiment: 'nothing-like-it' })).toThrow(/no campaign 'nothing-like-it'/)
    expect(() => ask(one)).toThrow(/no campaign with two groups/)
    try {
      ask(one, { experiment: 'nothing-like-it' })
    } catch (error) {
      expect(error).toMatchObject({ code: 'NOT_FOUND', hint: expect.stringContaining('solo') })
    }
  })

  test('facts after as-of do not exist: a campaign that has not begun is unknown, opens of later days are none', () => {
    expect(() => ask(newsletter(80, 120), { experiment: 'newsletter' }, '2026-06-01')).toThrow(/no campaign/)
  })

  test('guests and bots may not see it', () => {
    const store = newsletter(80, 120)
    for (const role of ['slack_guest', 'service_bot'] as const) {
      expect(() => evaluateExperiment({ ctx: testContext(store, DAY, { actor: testActor(role) }), input: {} })).toThrow(
        /may not|never lists/,
      )
    }
  })
})

test.each([
  ['is the difference between the two variants real?', {}],
  ['did the new version change seven-day retention?', { metric: 'retention_7' }],
  ['两个版本的点击率差异显著吗', { metric: 'click_rate' }],
])('asked in words: %s', async (question, args) => {
  expect(await callFor(question)).toEqual({ name: 'evaluate_experiment', args })
})
