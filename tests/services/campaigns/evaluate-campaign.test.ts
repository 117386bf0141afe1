import { describe, expect, test } from 'vitest'
import { evaluateCampaign, type EvaluateCampaignInput } from '../../../src/services/campaigns/evaluate-campaign.ts'
import type { Store } from '../../../src/store/open.ts'
import { customerConsents } from '../../../src/store/schema/index.ts'
import { evaluateCampaignTool } from '../../../tools/campaigns/evaluate-campaign.ts'
import { campaignShop, variantOf } from '../../support/campaign-shop.ts'
import { callFor } from '../../support/planner.ts'
import { testActor, testContext } from '../../support/shop.ts'

const DAY = '2026-08-31'
const ask = (store: Store, input: EvaluateCampaignInput = {}, asOf = DAY) => {
  const result = evaluateCampaign({ ctx: testContext(store, asOf), input })
  expect(evaluateCampaignTool.output.safeParse(result.data).success).toBe(true)
  return result
}
const order = (customer: string, at: string, rest = {}) => ({ customer, at, grossMinor: 10_000, ...rest })
const many = <One>(n: number, make: (i: number) => One): One[] => Array.from({ length: n }, (_, i) => make(i))

/** 618-2026: 200 written to (190 delivered, 60 opened), 100 held out; 50 and 10 of them order in the window. */
const shop = (cost = 100_000): Store =>
  campaignShop({
    campaigns: [
      {
        id: '618-2025',
        name: '618 2025 Mid-year sale',
        starts: '2025-06-01T10:00:00Z',
        costMinor: 50_000,
        exposures: variantOf('old', 100, 20),
      },
      {
        id: '618-2026',
        name: '618 2026 Mid-year sale',
        starts: '2026-06-01T10:00:00Z',
        channel: 'email',
        offer: '15% off',
        costMinor: cost,
        exposures: [
          ...variantOf('sent', 200, 60).map((one, i) => ({ ...one, delivered: i < 190, clicked: i < 20 })),
          ...variantOf('control', 100, 0, { control: true }),
        ],
      },
      {
        id: 'flash',
        name: 'Flash sale',
        starts: '2026-06-04T10:00:00Z',
        exposures: many(30, (i) => ({ customer: `sent-${i}`, variant: 'x' })),
      },
    ],
    orders: [
      ...many(50, (i) => order(`sent-${i}`, '2026-06-03T10:00:00Z', { costMinor: 6000, costedGrossMinor: 10_000 })),
      ...many(10, (i) => order(`control-${i}`, '2026-06-03T10:00:00Z', { costMinor: 6000, costedGrossMinor: 10_000 })),
      ...many(20, (i) => order(`control-${20 + i}`, '2026-06-20T10:00:00Z')),
      order('sent-60', '2026-06-09T10:00:00Z'),
      order('sent-61', '2026-06-02T10:00:00Z', {
        campaign: '618-2026',
        cancelledAt: Date.parse('2026-06-02T12:00:00Z'),
      }),
    ],
  })

describe('evaluateCampaign', () => {
  test('keeps attributed and incremental apart, each by its own definition', () => {
    const [report] = ask(shop(), { campaign: '618-2026' }).data.campaigns
    const rate = (name: string) => report?.rates.find(({ metric }) => metric === name)
    expect(rate('delivery_rate')).toMatchObject({ hits: 190, n: 200 })
    expect(rate('open_rate')).toMatchObject({ hits: 60, n: 190 })
    expect(rate('click_rate')).toMatchObject({ hits: 20, n: 190 })
    expect(rate('conversion')).toMatchObject({ hits: 50, n: 190 })
    expect(report?.attributed).toMatchObject({ customers: 50, orders: 50, revenue_minor: 500_000 })
    // 25 % against 10 %: 30 customers more of 200; 15 % of 100.00 each; margin of 40 %.
    expect(report?.incremental?.difference).toBeCloseTo(0.15, 12)
    expect(report?.incremental?.customers.value).toBeCloseTo(30, 9)
    expect(report?.incremental?.revenue_minor.value).toBeCloseTo(300_000, 6)
    expect(report?.incremental?.margin_minor?.value).toBeCloseTo(120_000, 6)
    expect(report?.roi.incremental).toBeCloseTo(0.2, 9)
    expect(report?.roi.attributed).toBeCloseTo(1, 9)
  })

  test('puts the campaign asked about at the top, beside the one it is compared with; without a name nothing is there', () => {
    const { data } = ask(shop(), { campaign: '618-2026', compare_with: 'flash' })
    const [first, second] = data.campaigns
    expect(second?.campaign).toBe('flash')
    expect(data).toMatchObject({
      campaign: '618-2026',
      rates: first?.rates,
      srm: first?.srm,
      incremental: first?.incremental,
      attributed: { orders: 50, revenue_minor: 500_000 },
      cost: { total_minor: 100_000, per_sent_minor: 500 },
      roi: first?.roi,
    })
    expect(ask(shop()).data).toMatchObject({ campaign: null, rates: [], attributed: null, cost: null, roi: null })
  })

  test('tells what came after, who was reached twice and what to be careful of', () => {
    const { data, warnings } = ask(shop(), { campaign: '618-2026' })
    expect(data.after?.retention?.treated).toMatchObject({ n: 200 })
    expect(data.after?.retention?.held_out?.value).toBeCloseTo(0.2, 12)
    expect(data.overlaps).toEqual([{ campaign: 'flash', customers: 30 }])
    expect(data.risks).toEqual(['overlapping_campaigns', 'orders_pulled_forward'])
    expect(warnings?.join()).toMatch(/30 customers were also reached by flash/)
    expect(ask(shop(), { campaign: 'flash' }).data.fatigue).toMatchObject([{ contacts: '1', delivered: 30 }])
  })

  test('counts who was written to without having agreed', () => {
    const store = shop()
    const agreed = (customerId: string, at: string, granted: number) =>
      store.db
        .insert(customerConsents)
        .values({ customerId, kind: 'email', changedAt: Date.parse(at), granted })
        .run()
    for (let i = 0; i < 190; i += 1) agreed(`sent-${i}`, '2026-01-01', 1)
    agreed('sent-3', '2026-05-01', 0)
    agreed('sent-4', '2026-06-05', 0)
    const { data } = ask(store, { campaign: '618-2026' })
    expect(data.without_consent).toBe(1)
    expect(data.risks).toContain('without_consent')
  })

  test('compares with the edition before, and with a named one', () => {
    const { data } = ask(shop(), { campaign: '618', compare_with: 'previous' })
    expect(data.comparison?.campaign).toBe('618-2025')
    const opens = data.comparison?.differences.find(({ metric }) => metric === 'open_rate')
    expect(opens?.difference).toBeCloseTo(60 / 190 - 0.2, 12)
    expect(ask(shop(), { campaign: '618-2026', compare_with: 'flash' }).data.comparison?.campaign).toBe('flash')
    expect(() => ask(shop(), { campaign: 'flash', compare_with: 'previous' })).toThrow(/no other edition of flash/)
  })

  test('by a cut shows the parts that customers were in before it began', () => {
    const { data } = ask(shop(), { campaign: '618-2026', by: 'hour' })
    expect(data.parts).toMatchObject([{ name: '10', delivered: 190 }])
    const stages = ask(shop(), { campaign: '618-2026', by: 'lifecycle' }).data.parts
    expect(stages).toMatchObject([{ name: 'prospect', delivered: 190 }])
    expect(stages[0]?.difference).toBeCloseTo(0.15, 12)
  })

  test('without anybody held out nothing is incremental; a window that is not over counts nobody yet', () => {
    const old = ask(shop(), { campaign: '618-2025' })
    expect(old.data.campaigns[0]).toMatchObject({ incremental: null, roi: { incremental: null } })
    expect(old.warnings?.[0]).toMatch(/nobody was held out/)
    const early = ask(shop(), { campaign: '618-2026' }, '2026-06-05')
    expect(early.data.campaigns[0]?.rates.at(-1)).toMatchObject({ metric: 'conversion', n: 0, value: null })
    expect(early.facts.find(({ id }) => id === 'waiting')?.value).toBe(300)
  })

  test('without a name puts all side by side, the newest first', () => {
    const { data, table } = ask(shop())
    expect(data.campaigns.map(({ campaign }) => campaign)).toEqual(['flash', '618-2026', '618-2025'])
    expect(table?.rows).toHaveLength(3)
  })

  test('negative costs, unknown names and a shop without campaigns are told plainly', () => {
    expect(() => ask(shop(-500), { campaign: '618-2026' })).toThrow(/negative cost \(-500 minor units\)/)
    try {
      ask(shop(), { campaign: 'spring-sale' })
      expect.unreachable()
    } catch (error) {
      expect(error).toMatchObject({ code: 'NOT_FOUND', hint: expect.stringContaining('618-2025, 618-2026, flash') })
    }
    expect(() => ask(campaignShop({ campaigns: [] }))).toThrow(/no campaign/)
    expect(() => ask(shop(), { campaign: 'sale' })).toThrow(/may mean several/)
  })

  test('guests and bots may not see it', () => {
    for (const role of ['slack_guest', 'service_bot'] as const) {
      expect(() => evaluateCampaign({ ctx: testContext(shop(), DAY, { actor: testActor(role) }), input: {} })).toThrow(
        /may not|never lists/,
      )
    }
  })
})

test.each([
  ['how did our 618 campaign go compared with last year?', { campaign: '618-2026', compare_with: '618-2025' }],
  ['2025年618活动效果', { campaign: '618-2025' }],
  ['which of our campaigns worked best?', {}],
])('asked in words: %s', async (question, args) => {
  expect(await callFor(question)).toEqual({ name: 'evaluate_campaign', args })
})
