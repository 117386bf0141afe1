import { describe, expect, test } from 'vitest'
import { getCustomerProfile } from '../../../src/services/customers/profile/get-customer-profile.ts'
import { findInterests } from '../../../src/services/customers/interests/find-interests.ts'
import { stampFeatures } from '../../../src/features/stamp-features.ts'
import type { ServiceContext } from '../../../src/services/context.ts'
import {
  auditLog,
  customerConsents,
  customerRelations,
  predictions,
  products,
  reviews,
  tickets,
  visitorIdentities,
} from '../../../src/store/schema/index.ts'
import { dayOfDate } from '../../../src/lib/time-zone.ts'
import { addEvents, addIdentifiers } from '../../support/people.ts'
import { makeShop, testActor, testContext, type TestOrder } from '../../support/shop.ts'

const shop = () => {
  const store = makeShop({
    customers: [{ id: 'A', createdAt: 0, gender: 'female', region: '华东', memberLevel: 'gold', lastReceivedAt: 500 }],
    orders: [
      {
        customer: 'A',
        at: '2026-06-01',
        lines: [{ product: 'TENT', amountMinor: 50_000 }],
        device: 'mobile',
        channel: 'app',
      },
      {
        customer: 'A',
        at: '2026-06-11',
        lines: [{ product: 'TENT', amountMinor: 30_000 }],
        device: 'mobile',
        channel: 'app',
      },
      ...Array.from({ length: 12 }, (_, index): TestOrder => ({
        customer: 'B',
        at: `2026-05-${String(index + 1).padStart(2, '0')}`,
        lines: [{ product: 'TEA', amountMinor: 10_000 }],
      })),
    ],
    returns: [{ customer: 'A', at: '2026-06-20', amountMinor: 20_000, product: 'TENT' }],
  })
  store.db
    .insert(products)
    .values([
      { id: 'TENT', name: 'Tent', category: 'outdoor', brand: 'North' },
      { id: 'BOOTS', name: 'Hiking boots', category: 'outdoor', brand: 'Peak' },
      { id: 'TEA', name: 'Tea', category: 'drinks', brand: 'Leaf' },
    ])
    .run()
  addIdentifiers(store, 'A', { name: '王伟', phone: '13800138000' })
  addEvents(store, [
    {
      customerId: null,
      anonymousId: 'v1',
      name: 'product_view',
      productId: 'BOOTS',
      at: '2026-06-29T08:00:00Z',
      receivedAt: 700,
    },
    {
      customerId: 'A',
      anonymousId: 'v1',
      name: 'add_to_cart',
      productId: 'BOOTS',
      at: '2026-06-30T08:10:00Z',
      receivedAt: 800,
      device: 'tablet',
    },
    { customerId: 'A', name: 'add_to_cart', productId: 'TEA', at: '2026-06-30T08:11:00Z' },
    { customerId: 'A', name: 'remove_from_cart', productId: 'TEA', at: '2026-06-30T08:12:00Z', receivedAt: 900 },
  ])
  store.db
    .insert(visitorIdentities)
    .values({ anonymousId: 'v1', customerId: 'A', identifiedAt: Date.parse('2026-06-30T08:10:00Z') })
    .run()
  store.db
    .insert(customerConsents)
    .values([
      { customerId: 'A', kind: 'email', changedAt: Date.parse('2026-01-01'), granted: 1 },
      { customerId: 'A', kind: 'email', changedAt: Date.parse('2026-06-15'), granted: 0 },
    ])
    .run()
  store.db
    .insert(customerRelations)
    .values([
      { customerId: 'A', relatedId: 'B', kind: 'referral', since: 0 },
      { customerId: 'B', relatedId: 'A', kind: 'household', since: 0 },
    ])
    .run()
  store.db
    .insert(tickets)
    .values([
      { id: 'T1', customerId: 'A', status: 'open', issue: 'delivery', openedAt: Date.parse('2026-06-25') },
      {
        id: 'T2',
        customerId: 'A',
        status: 'resolved',
        openedAt: Date.parse('2026-06-01'),
        resolvedAt: Date.parse('2026-06-02'),
      },
    ])
    .run()
  store.db
    .insert(reviews)
    .values({
      id: 'R1',
      customerId: 'A',
      rating: 4,
      writtenAt: Date.parse('2026-06-12'),
      writtenDay: dayOfDate('2026-06-12'),
      helpfulVotes: 2,
    })
    .run()
  return store
}

const profile = (overrides: Partial<ServiceContext> = {}, asOf = '2026-06-30', store = shop(), id = 'A') =>
  getCustomerProfile({ ctx: testContext(store, asOf, overrides), input: { customer_id: id } })

describe('a profile', () => {
  test('adds up what the customer ordered and sent back', () => {
    const { data, facts } = profile()
    expect(data.value).toMatchObject({
      orders: 2,
      gross_minor: 80_000,
      returns_minor: 20_000,
      net_minor: 60_000,
      aov_minor: 30_000,
      return_share: 0.5,
      first_order_at: '2026-06-01',
      last_order_at: '2026-06-11',
      top_categories: [{ category: 'outdoor', amount_minor: 80_000, share: 1 }],
    })
    // Gaps: A's own 10 days and the shop's median of 1, twice: (10 + 2) / 3.
    expect(data.lifecycle).toMatchObject({
      stage: 'churned',
      recency_days: 19,
      tenure_days: 29,
      median_gap_days: 10,
      expected_gap_days: 4,
    })
    expect(facts.find(({ id }) => id === 'net_revenue')).toMatchObject({ value: 600, unit: 'CNY' })
  })

  test('shows consents, issues, ties, mood and the cart as they stand', () => {
    const { data } = profile()
    expect(data.consents).toEqual([{ kind: 'email', granted: false, since: '2026-06-15' }])
    expect(data.open_issues).toMatchObject([
      { ticket_id: 'T1', issue: 'delivery', opened_at: '2026-06-25', answered: false },
    ])
    expect(data.social).toMatchObject({ referrals_made: ['B'], household: ['B'], reviews: 1, helpful_votes: 2 })
    expect(data.mood).toMatchObject({ mean_rating: 4, last_rating: 4, last_rated_at: '2026-06-12', sentiment: null })
    expect(data.behaviour.cart).toEqual([
      { product_id: 'BOOTS', product_name: 'Hiking boots', added_at: '2026-06-30T08:10:00.000Z' },
    ])
    expect(data.behaviour).toMatchObject({
      activity: 'low',
      active_days_28: 2,
      sessions_28: 2,
      devices: ['mobile', 'tablet'],
    })
  })

  test('counts a visitor’s events as the customer’s only from the moment that they were known', () => {
    expect(profile({}, '2026-06-29').data.behaviour).toMatchObject({ activity: 'silent', cart: [], recent_events: [] })
  })

  test('says how fresh it is: the newest fact received, the moment when facts were committed, the delay', () => {
    const store = shop()
    store.sqlite.prepare("INSERT INTO watermarks (name, fact_version, updated_at) VALUES ('facts', 1, 1000)").run()
    const { data } = profile({ clock: () => 5_000_000 }, '2026-06-30', store)
    // The latest event reached Kith at 900, the record at 500.
    expect(data).toMatchObject({
      last_received_at: '1970-01-01T00:00:00.900Z',
      profile_at: '1970-01-01T00:00:01.000Z',
      profile_delay_ms: 100,
    })
  })

  test('has predictions where there are some and a reason where there are none', () => {
    const store = shop()
    expect(profile({}, '2026-06-30', store).data.predictions).toMatchObject({
      churn_probability: null,
      reason: 'no model has been trained for this as-of date',
    })
    const asOf = testContext(store, '2026-06-30').asOf.until
    store.db
      .insert(predictions)
      .values({ model: 'churn', customerId: 'A', runId: 'm1', asOf, value: 0.7, low: 0.6, high: 0.8 })
      .run()
    expect(profile({}, '2026-06-30', store).data.predictions.churn_probability).toEqual({
      value: 0.7,
      low: 0.6,
      high: 0.8,
      model_run: 'm1',
      why: [],
      report_card: null,
    })
  })

  test('is the same from stamped features as from features computed on the spot, and ignores a stamp that facts overtook', () => {
    const store = shop()
    const computed = profile({ clock: () => 1 }, '2026-06-30', store).data
    const ctx = testContext(store, '2026-06-30')
    stampFeatures(store, { asOf: ctx.asOf, shop: ctx.shop }, { factVersion: 1, now: 5 })
    expect(profile({ clock: () => 1 }, '2026-06-30', store).data).toEqual(computed)
    store.sqlite.exec("UPDATE customer_features SET lifecycle = 'mature', monetary_minor = monetary_minor + 1")
    expect(profile({ clock: () => 1 }, '2026-06-30', store).data).toEqual(computed)
  })
})

describe('interests', () => {
  test('are what draws the customer at least twice as much as the shop, from three events on', () => {
    const ctx = testContext(shop(), '2026-06-30')
    const weight = (date: string): number => 0.5 ** ((dayOfDate('2026-06-30') - dayOfDate(date)) / 90)
    // A: two tents, one view and one cart of boots, one cart of tea. The shop: the same and twelve teas.
    const outdoor = weight('2026-06-01') + weight('2026-06-11') + weight('2026-06-29') + 1
    const teas = Array.from({ length: 12 }, (_, index) =>
      weight(`2026-05-${String(index + 1).padStart(2, '0')}`),
    ).reduce((sum, one) => sum + one, 0)
    const own = outdoor / (outdoor + 1)
    const whole = outdoor / (outdoor + 1 + teas)
    const [interest, ...rest] = findInterests(ctx, 'A').get('A') ?? []
    expect(interest).toMatchObject({ kind: 'category', value: 'outdoor', events: 4 })
    expect(interest?.share).toBeCloseTo(own, 10)
    expect(interest?.shop_share).toBeCloseTo(whole, 10)
    expect(interest?.lift).toBeCloseTo(own / whole, 10)
    expect(rest).toEqual([])
  })

  test('of one customer are the same as of everyone at once', () => {
    const ctx = testContext(shop(), '2026-06-30')
    expect(findInterests(ctx, null).get('A')).toEqual(findInterests(ctx, 'A').get('A'))
  })
})

describe('who may see it', () => {
  test('a role that may see identifiers sees them, and the read is audited without naming anybody', () => {
    const store = shop()
    expect(profile({ actor: testActor('marketer') }, '2026-06-30', store).data.basic).toMatchObject({
      customer_name: '王伟',
      phone: '13800138000',
      identifiers: 'revealed',
    })
    expect(profile({ actor: testActor('analyst') }, '2026-06-30', store).data.basic).toMatchObject({
      customer_name: '王*',
      phone: '138****8000',
      identifiers: 'masked',
    })
    const entries = store.db.select().from(auditLog).all()
    expect(entries.map(({ role }) => role)).toEqual(['marketer'])
    expect(JSON.stringify(entries)).not.toMatch(/王伟|138/)
  })

  test('a bound service bot sees its customer, without the ids of others', () => {
    const actor = testActor('service_bot', { boundCustomerId: 'A' })
    expect(profile({ actor }).data.social).toMatchObject({ referrals_made: [], household: [] })
    const words = (id: string): string => {
      try {
        profile({ actor }, '2026-06-30', shop(), id)
        return 'answered'
      } catch (error) {
        return error instanceof Error ? error.message.replace(id, '?') : 'odd'
      }
    }
    expect(words('B')).toBe(words('nobody'))
    expect(words('B')).not.toBe('answered')
  })

  test('a customer who had not appeared by as-of does not exist', () => {
    expect(() => profile({}, '2026-06-30', shop(), 'nobody')).toThrow(/no customer 'nobody'/)
    expect(() =>
      profile({}, '2026-04-30', makeShop({ customers: [{ id: 'A', createdAt: Date.parse('2026-05-01') }] })),
    ).toThrow(/no customer 'A'/)
  })
})
