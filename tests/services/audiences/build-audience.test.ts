import { beforeEach, describe, expect, test } from 'vitest'
import { buildAudience, type BuildAudienceInput } from '../../../src/services/audiences/build-audience.ts'
import { loadAudience } from '../../../src/services/audiences/store-audience.ts'
import type { Role } from '../../../src/services/access/actor.ts'
import type { Store } from '../../../src/store/open.ts'
import { segments } from '../../../src/store/schema/index.ts'
import { buildAudienceTool } from '../../../tools/audiences/build-audience.ts'
import { CONSENT_DAY, consentShop } from '../../support/consent-shop.ts'
import { makeShop, testActor, testContext } from '../../support/shop.ts'

let store: Store
beforeEach(() => {
  store = consentShop()
})
const build = (input: BuildAudienceInput, role: Role = 'marketer') =>
  buildAudience({ ctx: testContext(store, CONSENT_DAY, { actor: testActor(role) }), input })

describe('buildAudience', () => {
  test('holds whom the conditions choose and the channel may reach, and counts who lacks consent', async () => {
    const { data } = await build({ filters: [], channel: 'email' })
    expect(data).toMatchObject({ size: 30, left_out_for_consent: 30, holdout: { size: 3 }, recipients: 27 })
    expect(data.customers.every(({ customer_id: id }) => Number(id.slice(2)) % 2 === 0)).toBe(true)
    expect(buildAudienceTool.output.safeParse(data).success).toBe(true)
  })

  test('without a channel takes any consent to be written to', async () => {
    const { data } = await build({ filters: [] })
    expect(data.size).toBe(40)
    expect(data.by_channel).toEqual({ email: 30, sms: 20 })
  })

  test('names the hour at which its own people act, where enough is known of when people do', async () => {
    expect((await build({ filters: [] })).data.best_hour).toBeNull()
    const at = (hour: string, customer: string) =>
      Array.from({ length: 60 }, (_, day) => ({
        customer,
        at: new Date(Date.parse(`2026-03-01T${hour}:30:00Z`) + day * 86_400_000).toISOString(),
      }))
    store = makeShop({ orders: [...at('09', 'C-1'), ...at('20', 'C-2')] })
    const hourOf = async (id: string) =>
      (await build({ filters: [{ field: 'customer_id', op: 'eq', value: id }] })).data.best_hour
    expect(await hourOf('C-1')).toEqual({ hour: 9, acts: 60 })
    expect(await hourOf('C-2')).toEqual({ hour: 20, acts: 60 })
  })

  test('needs no consent in a shop that keeps none', async () => {
    store = makeShop({ orders: [{ customer: 'C-1', at: '2026-06-01' }] })
    expect((await build({ filters: [], channel: 'email' })).data.size).toBe(1)
  })

  test('takes the first by the order asked for', async () => {
    const { data } = await build({ filters: [], channel: 'email', limit: 3, order_by: 'net_revenue' })
    expect(data.customers.map((one) => one.customer_id)).toEqual(['C-60', 'C-58', 'C-56'])
  })

  test('says so when the order asked for is not known yet', async () => {
    const { data, warnings } = await build({ filters: [], channel: 'email', limit: 2, order_by: 'expected_value' })
    expect(data.ordered_by).toBe('net_revenue')
    expect(warnings).toEqual(['expected_value is not known yet, so the order is by net revenue'])
  })

  test('is the same audience in both languages, and says whom it holds in that of the call', async () => {
    const input: BuildAudienceInput = { filters: [{ field: 'orders', op: 'gte', value: 1, period: 'last_year' }] }
    const [en, zh] = [
      await build(input),
      await buildAudience({ ctx: testContext(store, CONSENT_DAY, { language: 'zh' }), input }),
    ]
    expect(zh.data.audience_id).toBe(en.data.audience_id)
    expect(en.evidence.population).toBe('customers whose orders is at least 1 (last_year)')
    expect(zh.evidence.population).toBe('订单量不小于 1（上年）的客户')
  })

  test('holds the same people out when it is asked again, and is kept once', async () => {
    const [first, second] = [await build({ filters: [] }), await build({ filters: [] })]
    expect(second.data).toEqual(first.data)
    const ctx = testContext(store, CONSENT_DAY)
    const { members } = loadAudience(ctx, first.data.audience_id ?? '')
    expect(members).toHaveLength(40)
    expect(members.filter(({ isHoldout }) => isHoldout)).toHaveLength(4)
  })

  test('names the audiences that hold the same people', async () => {
    const first = await build({ filters: [], channel: 'sms' })
    const second = await build({ filters: [], channel: 'email' })
    // Numbers that both two and three divide.
    expect(second.data.overlap).toEqual([
      { audience_id: first.data.audience_id, name: first.data.audience_id, customers: 10 },
    ])
  })

  test('leaves out recent buyers', async () => {
    store = makeShop({
      orders: [
        { customer: 'C-1', at: '2026-06-20' },
        { customer: 'C-2', at: '2026-01-01' },
      ],
    })
    const { data } = await build({ filters: [], exclude_recent_buyers_days: 30 })
    expect(data).toMatchObject({ size: 1, left_out: { recent_buyers: 1 } })
  })

  test('with nobody left keeps nothing', async () => {
    const { data } = await build({ filters: [{ field: 'orders', op: 'gt', value: 5 }] })
    expect(data).toMatchObject({ audience_id: null, size: 0 })
  })

  test.each([
    ['gender', [{ field: 'gender', op: 'eq', value: 'female' }] as const],
    ['age band', [{ field: 'age_band', op: 'eq', value: '18-24' }] as const],
  ])('is not built by %s', async (field, filters) => {
    await expect(build({ filters })).rejects.toThrow(`nobody is chosen by ${field}`)
  })

  test('is not built by gender behind a saved segment either', async () => {
    store.db
      .insert(segments)
      .values({
        id: 'S-1',
        name: 'ladies',
        filters: JSON.stringify([{ field: 'gender', op: 'eq', value: 'female' }]),
        classifier: null,
        refresh: 'live',
        createdBy: 'x',
        createdAt: 0,
        asOf: 0,
        size: 0,
      })
      .run()
    await expect(build({ segment: 'ladies' })).rejects.toThrow('nobody is chosen by gender')
    await expect(build({ filters: [{ field: 'segment', op: 'eq', value: 'ladies' }] })).rejects.toThrow('by gender')
  })

  test('asks whom it is for', async () => {
    await expect(build({})).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { reason_code: 'missing' } })
  })

  test.each(['service_bot', 'slack_guest', 'privacy_officer'] as const)('is not for a %s', async (role) => {
    await expect(build({ filters: [] }, role)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  test('lists nobody where others read along', async () => {
    const ctx = testContext(store, CONSENT_DAY, { actor: testActor('slack_user', { sharedChannel: true }) })
    const { data, table } = await buildAudience({ ctx, input: { filters: [] } })
    expect(data).toMatchObject({ size: 40, customers: [] })
    expect(table?.rows).toEqual([])
  })
})
