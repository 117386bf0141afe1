import { describe, expect, test } from 'vitest'
import { designExperiment, type DesignExperimentInput } from '../../../src/services/experiments/design-experiment.ts'
import type { Store } from '../../../src/store/open.ts'
import { designExperimentTool } from '../../../tools/experiments/design-experiment.ts'
import { campaignShop, variantOf } from '../../support/campaign-shop.ts'
import { callFor } from '../../support/planner.ts'
import { makeShop, testActor, testContext } from '../../support/shop.ts'

const DAY = '2026-06-30'
const ask = (store: Store, input: DesignExperimentInput = {}) => {
  const result = designExperiment({ ctx: testContext(store, DAY), input })
  expect(designExperimentTool.output.safeParse(result.data).success).toBe(true)
  return result
}

describe('designExperiment', () => {
  test('with a baseline and points is the textbook size; days are whole weeks, two at least', () => {
    const { data } = ask(makeShop({}), {
      metric: 'conversion_rate',
      baseline: 0.1,
      minimum_effect_absolute: 0.02,
      daily_traffic: 500,
    })
    expect(data).toMatchObject({ n_per_group: 3841, n_total: 7682, days: 21, baseline_measured: false })
    const small = { metric: 'conversion_rate', baseline: 0.1, minimum_effect: 2, daily_traffic: 500 } as const
    expect(ask(makeShop({}), small).data.days).toBe(14)
  })

  test('measures the baseline of messages, and says when too few may be written to', () => {
    const store = campaignShop({
      campaigns: [{ id: 'n', starts: '2026-05-01T10:00:00Z', exposures: variantOf('A', 200, 50) }],
    })
    const { data, warnings } = ask(store, { metric: 'open_rate' })
    expect(data).toMatchObject({ baseline: 0.25, baseline_measured: true, reachable: 0, enough: false, days: null })
    expect(data.relative_change).toBeCloseTo(0.1, 12)
    expect(warnings?.[0]).toMatch(/fewer customers may be written to/)
  })

  test('plans the value of an order from how much orders scatter', () => {
    const orders = Array.from({ length: 28 }, (_, i) => ({
      customer: `C${i}`,
      at: `2026-06-${String(i + 3).padStart(2, '0')}`,
      grossMinor: i % 2 === 0 ? 8000 : 12_000,
    }))
    const { data } = ask(makeShop({ orders }), { metric: 'aov' })
    expect(data).toMatchObject({ baseline: 10_000, change: 1000, daily_traffic: 1 })
    expect(data.n_per_group).toBe(Math.ceil(2 * (((1.959964 + 0.841621) * 2036.7) / 1000) ** 2))
  })

  test('more groups and more power need more people; smaller effects many more', () => {
    const size = (input: DesignExperimentInput): number =>
      ask(makeShop({}), { metric: 'conversion_rate', baseline: 0.2, ...input }).data.n_per_group ?? 0
    expect(size({ groups: 3 })).toBeGreaterThan(size({}))
    expect(size({ power: 0.9 })).toBeGreaterThan(size({}))
    expect(size({ minimum_effect: 0.05 }) / size({ minimum_effect: 0.1 })).toBeCloseTo(4, 0)
    expect(size({ baseline: 0.97 })).toBeGreaterThan(0)
  })

  test('without facts and without a baseline it is a gate; impossible wishes are refused', () => {
    expect(ask(makeShop({})).gate).toMatchObject({ failed: 'baseline', have: 0 })
    expect(() => ask(makeShop({}), { metric: 'open_rate', baseline: 1.2 })).toThrow(/no share between 0 and 1/)
    expect(() => ask(makeShop({}), { baseline: 0.1, minimum_effect_absolute: 0.95 })).toThrow(/cannot change by 0.95/)
    expect(() => ask(makeShop({}), { baseline: 0.1, minimum_effect: 0 })).toThrow(/cannot change by 0/)
  })

  test('guests may not', () => {
    expect(() =>
      designExperiment({ ctx: testContext(makeShop({}), DAY, { actor: testActor('slack_guest') }), input: {} }),
    ).toThrow(/may not/)
  })
})

test.each([
  [
    'how many customers per group do we need to find a 10% lift in the open rate?',
    { metric: 'open_rate', minimum_effect: 0.1 },
  ],
  [
    'sample size for the landing page from a baseline of 3% to find 1 percentage point more',
    { metric: 'conversion_rate', baseline: 0.03, minimum_effect_absolute: 0.01 },
  ],
  [
    '打开率基线20%,想发现2个百分点的差异,把握90%,每组要多少人?',
    { metric: 'open_rate', baseline: 0.2, minimum_effect_absolute: 0.02, power: 0.9 },
  ],
])('asked in words: %s', async (question, args) => {
  expect(await callFor(question)).toEqual({ name: 'design_experiment', args })
})
