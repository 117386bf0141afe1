import { describe, expect, test } from 'vitest'
import { predictShare } from '../../../src/compute/experiment/predict-share.ts'
import { predictCampaign, type PredictCampaignInput } from '../../../src/services/campaigns/predict-campaign.ts'
import { seededRandom } from '../../../src/lib/random.ts'
import type { Store } from '../../../src/store/open.ts'
import { predictCampaignTool } from '../../../tools/campaigns/predict-campaign.ts'
import { campaignShop, variantOf, type TestCampaign } from '../../support/campaign-shop.ts'
import { callFor } from '../../support/planner.ts'
import { testActor, testContext } from '../../support/shop.ts'

const ask = (store: Store, input: PredictCampaignInput = {}) => {
  const result = predictCampaign({ ctx: testContext(store, '2026-08-31'), input })
  expect(predictCampaignTool.output.safeParse(result.data).success).toBe(true)
  return result
}
const past = (id: string, opens: number, rest: Partial<TestCampaign> = {}): TestCampaign => ({
  id,
  channel: 'push',
  starts: '2026-06-01T10:00:00Z',
  exposures: variantOf(id, 100, opens),
  ...rest,
})

describe('predictShare', () => {
  test('of one case assumes how cases differ; of two alike it adds little; of none it refuses', () => {
    expect(predictShare([{ hits: 25, n: 100 }], 1000)).toMatchObject({ value: 0.25, assumed: true })
    expect(
      predictShare(
        [
          { hits: 20, n: 100 },
          { hits: 30, n: 100 },
        ],
        1000,
      ).value,
    ).toBeCloseTo(0.25, 9)
    expect(() => predictShare([{ hits: 0, n: 0 }], 10)).toThrow(/without a past case/)
  })

  test('holds the next case about as often as it promises', () => {
    const random = seededRandom('next')
    const draw = (): { hits: number; n: number } => {
      const share = 0.25 + 0.08 * (random() + random() + random() - 1.5)
      return { n: 400, hits: Array.from({ length: 400 }, () => Number(random() < share)).reduce((a, b) => a + b) }
    }
    let held = 0
    for (let run = 0; run < 300; run += 1) {
      const { interval } = predictShare([draw(), draw(), draw(), draw(), draw()], 400)
      const next = draw()
      if (next.hits / next.n >= interval[0] && next.hits / next.n <= interval[1]) held += 1
    }
    expect(held / 300).toBeGreaterThan(0.9)
  })
})

describe('predictCampaign', () => {
  test('takes campaigns of the channel, of the same kind of offer where there is one', () => {
    const store = campaignShop({
      campaigns: [
        past('plain', 20),
        past('coupon', 40, { offer: 'CNY 30 voucher' }),
        past('mail', 90, { channel: 'email' }),
      ],
    })
    const any = ask(store, { channel: 'push' }).data
    expect(any.basis).toEqual({ kind: 'same_channel', campaigns: ['coupon', 'plain'] })
    expect(any.rates[0]).toMatchObject({ metric: 'open_rate' })
    expect(any.rates[0]?.value).toBeCloseTo(0.3, 2)
    const voucher = ask(store, { channel: 'push', offer: 'a coupon' })
    expect(voucher.data.basis).toEqual({ kind: 'same_offer', campaigns: ['coupon'] })
    expect(voucher.warnings?.[0]).toMatch(/one or two past campaigns only/)
    expect(ask(store, { channel: 'push', offer: '15% off' }).warnings?.join()).toMatch(
      /no past campaign made this kind/,
    )
  })

  test('without a past campaign of the channel it is a gate; nobody in the audience is told', () => {
    const store = campaignShop({ campaigns: [past('plain', 20)] })
    expect(ask(store, { channel: 'sms' }).gate).toMatchObject({ failed: 'past_campaigns_of_the_kind', have: 0 })
    expect(() => ask(store, { filters: [{ field: 'orders', op: 'gte', value: 99 }] })).toThrow(
      /nobody is in this audience/,
    )
    const early = campaignShop({ campaigns: [past('new', 20, { starts: '2026-08-30T10:00:00Z' })] })
    expect(ask(early, { channel: 'push' }).gate).not.toBeNull()
  })

  test('guests may not', () => {
    const store = campaignShop({ campaigns: [past('plain', 20)] })
    expect(() =>
      predictCampaign({ ctx: testContext(store, '2026-08-31', { actor: testActor('slack_guest') }), input: {} }),
    ).toThrow(/may not/)
  })
})

test.each([
  [
    'what response can we expect from an e-mail with a voucher to dormant customers?',
    { channel: 'email', offer: 'voucher', filters: [{ field: 'lifecycle', op: 'eq', value: 'dormant' }] },
  ],
  [
    '给沉默客户发一条带优惠券的短信,预计效果如何?',
    { channel: 'sms', offer: '优惠券', filters: [{ field: 'lifecycle', op: 'eq', value: 'dormant' }] },
  ],
])('asked in words: %s', async (question, args) => {
  expect(await callFor(question)).toEqual({ name: 'predict_campaign', args })
})
