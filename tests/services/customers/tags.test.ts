import { describe, expect, test } from 'vitest'
import { resolvePopulation } from '../../../src/services/population/resolve-population.ts'
import { applyTags } from '../../../src/services/customers/tags/apply-tags.ts'
import { daysUntilBirthday } from '../../../src/services/customers/tags/load-measures.ts'
import { MEASURES } from '../../../src/services/customers/tags/measures.ts'
import { TAG_RULES, TAGS } from '../../../src/services/customers/tags/tag-rules.ts'
import { getCustomerProfile } from '../../../src/services/customers/profile/get-customer-profile.ts'
import { customerAttributes, customerRelations, products, reviews, tickets } from '../../../src/store/schema/index.ts'
import { dayOfDate } from '../../../src/lib/time-zone.ts'
import { addEvents } from '../../support/people.ts'
import { makeShop, testContext, type TestOrder } from '../../support/shop.ts'

/** W shops on Saturdays with coupons on a phone; N at night on one day of the week; X has ordered once. */
const shop = () => {
  const saturdays = ['2026-03-07', '2026-03-21', '2026-04-11', '2026-05-02', '2026-06-13']
  const store = makeShop({
    orders: [
      ...saturdays.map((date): TestOrder => ({
        customer: 'W',
        at: `${date}T10:00:00Z`,
        coupon: 'TEN',
        device: 'mobile',
        lines: [{ product: 'P1', amountMinor: 1000 }],
      })),
      ...['2026-04-01', '2026-04-15', '2026-05-06', '2026-05-20'].map((date): TestOrder => ({
        customer: 'N',
        at: `${date}T23:30:00Z`,
        device: 'desktop',
        lines: [{ product: 'P2', quantity: 3, amountMinor: 60_000 }],
      })),
      { customer: 'X', at: '2026-01-05', lines: [{ product: 'P1', amountMinor: 500 }] },
    ],
    returns: [{ customer: 'N', at: '2026-06-01', amountMinor: 20_000, quantity: 4, product: 'P2' }],
  })
  store.db
    .insert(products)
    .values([
      { id: 'P1', name: 'Tea', category: 'drinks' },
      { id: 'P2', name: 'Pan', category: 'kitchenware' },
    ])
    .run()
  addEvents(store, [
    { customerId: 'X', name: 'add_to_cart', productId: 'P2', at: '2026-06-28T09:00:00Z' },
    ...Array.from({ length: 10 }, (_, hour) => ({
      customerId: 'X',
      name: 'product_view',
      productId: 'P2',
      at: `2026-06-27T${String(hour).padStart(2, '0')}:00:00Z`,
    })),
  ])
  store.db
    .insert(tickets)
    .values({ id: 'T1', customerId: 'W', status: 'open', openedAt: Date.parse('2026-06-20') })
    .run()
  store.db.insert(customerRelations).values({ customerId: 'W', relatedId: 'X', kind: 'referral', since: 0 }).run()
  store.db
    .insert(customerAttributes)
    .values({ customerId: 'W', name: 'birthday', knownAt: 0, value: '1990-07-04' })
    .run()
  store.db
    .insert(reviews)
    .values(
      [1, 2].map((rating) => ({
        id: `R${rating}`,
        customerId: 'N',
        rating,
        writtenAt: Date.parse('2026-06-02'),
        writtenDay: dayOfDate('2026-06-02'),
      })),
    )
    .run()
  return store
}

const tagsOf = (customerId: string, asOf = '2026-06-30'): string[] =>
  getCustomerProfile({ ctx: testContext(shop(), asOf), input: { customer_id: customerId } }).data.tags.map(
    ({ tag }) => tag,
  )

describe('tags', () => {
  test('follow from habits, each by its own threshold', () => {
    expect(tagsOf('W')).toEqual(
      expect.arrayContaining([
        'weekend_shopper',
        'bargain_hunter',
        'mobile_shopper',
        'category_lover',
        'restocker',
        'open_issue',
        'referrer',
        'birthday_soon',
        'not_reachable',
      ]),
    )
    expect(tagsOf('N')).toEqual(
      expect.arrayContaining(['night_owl', 'big_basket', 'returns_often', 'desktop_shopper', 'critical_voice']),
    )
    expect(tagsOf('X')).toEqual(expect.arrayContaining(['one_time_buyer', 'window_shopper', 'cart_waiting']))
    expect(tagsOf('W')).not.toContain('night_owl')
    expect(tagsOf('N')).not.toContain('weekend_shopper')
  })

  test('do not see what came after as-of', () => {
    expect(tagsOf('W', '2026-04-30')).not.toContain('weekend_shopper')
    expect(tagsOf('X', '2026-06-26')).not.toContain('cart_waiting')
  })

  test('say the figure and the threshold, in both languages', () => {
    const measures = { weekend_share: 0.75, orders: 8 }
    expect(applyTags(measures, 'en')).toEqual([
      {
        tag: 'weekend_shopper',
        why: 'share of orders at weekends 75% (needs at least 60%); valid orders 8 (needs at least 4)',
      },
    ])
    expect(applyTags(measures, 'zh')[0]?.why).toBe(
      '周末下单占比 75%（标准：不低于 60%）；有效订单数 8（标准：不低于 4）',
    )
  })

  test('say stages and tiers in words', () => {
    expect(applyTags({ lifecycle: 'at_risk' }, 'en')[0]?.why).toBe('lifecycle stage: at risk')
    expect(applyTags({ value_tier: 'high' }, 'zh')[0]?.why).toMatch(/高/)
  })

  test('a filter by a tag chooses exactly the customers whose profile has it', () => {
    const store = shop()
    const ctx = testContext(store, '2026-06-30')
    const everyone = ['N', 'W', 'X']
    const profiles = new Map(
      everyone.map((id) => [
        id,
        getCustomerProfile({ ctx, input: { customer_id: id } }).data.tags.map(({ tag }) => tag),
      ]),
    )
    for (const tag of TAGS) {
      const { customerIds } = resolvePopulation(ctx, [{ field: 'tag', op: 'eq', value: tag }])
      expect([tag, [...(customerIds ?? [])]]).toEqual([tag, everyone.filter((id) => profiles.get(id)?.includes(tag))])
    }
    expect(() => resolvePopulation(ctx, [{ field: 'tag', op: 'eq', value: 'rich' }])).toThrow(/there is no tag 'rich'/)
  })

  test('are named once each, and rest on measures that have words', () => {
    expect(new Set(TAGS).size).toBe(TAGS.length)
    for (const { when } of TAG_RULES) for (const [measure] of when) expect(MEASURES[measure].words.zh).not.toBe('')
  })
})

test.each([
  ['1990-07-04', '2026-06-30', 4],
  ['07-04', '2026-07-05', 364],
  ['02-29', '2026-02-27', 1],
  ['02-29', '2028-02-28', 1],
  ['soon', '2026-06-30', null],
  ['13-45', '2026-06-30', null],
])('a birthday %s is %s + %s days away', (birthday, asOf, days) => {
  expect(daysUntilBirthday(birthday, dayOfDate(asOf))).toBe(days)
})
