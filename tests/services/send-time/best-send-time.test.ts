import { describe, expect, test } from 'vitest'
import type { ServiceContext } from '../../../src/services/context.ts'
import { bestSendTime, type BestSendTimeInput } from '../../../src/services/send-time/best-send-time.ts'
import type { Store } from '../../../src/store/open.ts'
import { campaignExposures, campaigns, customerConsents } from '../../../src/store/schema/index.ts'
import { makeShop, testActor, testContext, testShop, type TestOrder } from '../../support/shop.ts'
import { bestSendTimeTool } from '../../../tools/timing/best-send-time.ts'

const TODAY = '2026-06-30'

/** Forty customers who order at 20:30 in Shanghai, and `early`, who orders thirty times at 07:10. */
function shop(): Store {
  const orders: TestOrder[] = []
  for (let n = 0; n < 40; n++) {
    for (let k = 1; k <= 4; k++) orders.push({ customer: `c-${n}`, at: `2026-0${k}-0${1 + (n % 9)}T12:30:00Z` })
  }
  for (let k = 1; k <= 30; k++)
    orders.push({ customer: 'early', at: `2026-05-${String(k).padStart(2, '0')}T23:10:00Z` })
  orders.push({ customer: 'early', at: '2026-08-01T10:00:00Z' })
  const store = makeShop({ zone: 'Asia/Shanghai', orders })
  const consent = (customerId: string, kind: string, granted: number): void => {
    store.db.insert(customerConsents).values({ customerId, kind, changedAt: 1, granted }).run()
  }
  consent('early', 'email', 1)
  consent('c-1', 'email', 0)
  consent('c-2', 'profiling', 0)
  return store
}
const store = shop()
const ask = (input: BestSendTimeInput, own = store, more: Partial<ServiceContext> = {}) =>
  bestSendTime({ ctx: testContext(own, TODAY, { shop: testShop('Asia/Shanghai'), ...more }), input })

describe('bestSendTime', () => {
  test('gives the hours of the shop’s zone, and a customer’s own where there are many', () => {
    const all = ask({}).data
    expect(all).toMatchObject({ goal: 'order', zone: 'Asia/Shanghai', customers: 40, left_out_for_consent: 1 })
    expect(all.best[0]).toBe(20)
    expect(all.hours.reduce((sum, { rate }) => sum + rate, 0)).toBeCloseTo(1, 12)
    const early = ask({ customer_id: 'early' }).data
    // 23:10 UTC is 07:10 in Shanghai; what comes after as-of is not seen.
    expect(early).toMatchObject({ best: [7, 20, 0], own_acts: 30 })
    expect(ask({ customer_id: 'c-3' }).data.best[0]).toBe(20)
    expect(bestSendTimeTool.output.safeParse(all).success).toBe(true)
  })

  test('gives no hour for who has not consented to the channel or refuses profiling', () => {
    expect(ask({ customer_id: 'c-1', channel: 'email' }).data).toMatchObject({ hours: [], reason: 'no_consent' })
    expect(ask({ customer_id: 'c-2' }).data).toMatchObject({ hours: [], reason: 'profiling_withdrawn' })
    expect(ask({ customer_id: 'c-1', channel: 'app' }).data.reason).toBeNull()
    expect(ask({ channel: 'email' }).data).toMatchObject({ customers: 1, best: [7, 20, 0] })
  })

  test('counts opens by channel, and falls back to orders where a customer hardly opened anything', () => {
    const own = shop()
    own.db.insert(campaigns).values({ id: 'n', name: 'News', channel: 'email', startsAt: 0 }).run()
    for (let n = 0; n < 120; n++) {
      own.db
        .insert(campaignExposures)
        .values({
          campaignId: 'n',
          customerId: `o-${n}`,
          variant: 'a',
          isControl: 0,
          openedAt: Date.UTC(2026, 4, 1, 1),
        })
        .run()
    }
    expect(ask({}, own).data).toMatchObject({ goal: 'open', best: [9, 0, 1] })
    expect(ask({ goal: 'open', channel: 'sms' }, own).gate).toMatchObject({ failed: 'opens', have: 0 })
    expect(ask({ customer_id: 'early' }, own).data).toMatchObject({ goal: 'order', own_acts: 30 })
  })

  test('chooses customers by filters, refuses unknown ones and channels, and who may not know', () => {
    const filters = [{ field: 'customer_id', op: 'eq', value: 'early' }] as const
    expect(ask({ filters }).data).toMatchObject({ customers: 1, best: [7, 20, 0] })
    expect(() => ask({ customer_id: 'not-there' })).toThrow(/no customer/)
    expect(() => ask({ channel: 'pigeon' })).toThrow(/no channel 'pigeon'/)
    expect(() => ask({}, store, { actor: testActor('slack_guest') })).toThrow(/slack_guest/)
    const actor = testActor('service_bot', { boundCustomerId: 'early' })
    expect(ask({ customer_id: 'early' }, store, { actor }).data.best[0]).toBe(7)
    expect(() => ask({ customer_id: 'c-1' }, store, { actor })).toThrow(/no customer/)
  })
})
