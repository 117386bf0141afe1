import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import type { Filter } from '../../../src/lib/filters.ts'
import { getCustomerProfile } from '../../../src/services/customers/profile/get-customer-profile.ts'
import { resolvePopulation } from '../../../src/services/population/resolve-population.ts'
import type { Role } from '../../../src/services/access/actor.ts'
import type { AnalyzeReviewsInput } from '../../../src/services/reviews/analyze-input.ts'
import { analyzeGenuineReviews } from '../../../src/services/reviews/analyze-genuine-reviews.ts'
import { analyzeReviews } from '../../../src/services/reviews/analyze-reviews.ts'
import { reviews } from '../../../src/store/schema/index.ts'
import { analyzeReviewsTool } from '../../../tools/reviews/analyze-reviews.ts'
import { callFor } from '../../support/planner.ts'
import { REVIEW_DAY, reviewShop } from '../../support/review-shop.ts'
import { makeShop, testActor, testContext } from '../../support/shop.ts'

const store = reviewShop()
const ask = (input: AnalyzeReviewsInput, day = REVIEW_DAY, role: Role = 'marketer') =>
  analyzeReviews({ ctx: testContext(store, day, { actor: testActor(role) }), input })
const complaints = { field: 'sentiment', op: 'lt', value: -0.05 } as const
const bodyOf = (id: string): string =>
  store.db.select({ body: reviews.body }).from(reviews).where(eq(reviews.id, id)).get()?.body ?? ''

describe('customers are chosen by what they wrote', () => {
  const who = (filter: Filter) =>
    [...(resolvePopulation(testContext(store, REVIEW_DAY), [filter]).customerIds ?? [])].toSorted()

  test('by how it sounds and by what it speaks of', () => {
    expect(who({ field: 'topic', op: 'eq', value: 'battery' })).toEqual(['once', 'twice', 'vip'])
    expect(who({ field: 'topic', op: 'eq', value: 'packaging' })).toEqual(['once'])
    expect(
      who({ field: 'topic', op: 'eq', value: 'battery', period: { from: '2026-06-01', to: '2026-07-01' } }),
    ).toEqual(['once', 'vip'])
    expect(who({ field: 'sentiment', op: 'gt', value: 0.05 })).toEqual(['once', 'twice'])
    expect(who({ field: 'topic', op: 'not_in', value: ['battery'] })).toEqual([])
  })

  test('and their profile tells it', () => {
    const { data } = getCustomerProfile({ ctx: testContext(store, REVIEW_DAY), input: { customer_id: 'vip' } })
    expect(data.mood.sentiment).toBeLessThan(-0.5)
    expect(data.mood.topics.map(({ name }) => name).toSorted()).toEqual(['battery', 'connection'])
    expect(data.mood.reason).toBeNull()
    const before = getCustomerProfile({ ctx: testContext(store, '2026-02-10'), input: { customer_id: 'vip' } })
    expect(before.data.mood).toMatchObject({ sentiment: null, topics: [] })
  })
})

describe('analyzeReviews', () => {
  test('counts topics, complaints and praise as one would by hand', () => {
    const { data } = ask({ product_id: 'hp-1' })
    expect(data.reviews).toBe(5)
    expect(data.sentiment).toMatchObject({ scored: 5, negative: 4, positive: 1, low_ratings: 4, disagreeing: 0 })
    const battery = data.topics.find(({ name }) => name === 'battery')
    expect(battery).toMatchObject({ reviews: 3, negative: 3, positive: 0, share: 3 / 5 })
    expect(data.topics.find(({ name }) => name === 'delivery')).toMatchObject({ reviews: 1, positive: 1, negative: 0 })
    expect(analyzeReviewsTool.output.safeParse(data).success).toBe(true)
  })

  test('of complaints puts the commonest first and quotes only complaints', () => {
    const { data } = ask({ product_id: 'HP-1', filters: [complaints] })
    expect(data.focus).toBe('complaints')
    expect(data.topics[0]?.name).toBe('battery')
    expect(data.topics.every(({ negative }) => negative > 0)).toBe(true)
  })

  test('quotes are exact parts of the stored text and never hold a link or an image', () => {
    const { data } = ask({ top: 50 })
    const quotes = data.topics.flatMap((topic) => topic.quotes)
    expect(quotes.length).toBeGreaterThan(5)
    for (const { review_id, text } of quotes) {
      expect(bodyOf(review_id)).toContain(text)
      expect(text).not.toMatch(/https?:|!\[|<|[\u200b-\u200f]/)
    }
  })

  test('conditions on writers and reviews stack, and product names work as ids', () => {
    const high = { field: 'value_tier', op: 'eq', value: 'high' } as const
    const low = { field: 'rating', op: 'lte', value: 2 } as const
    expect(ask({ filters: [high] }).data.reviews).toBe(2)
    expect(ask({ filters: [{ field: 'orders', op: 'gte', value: 2 }, low] }).data.reviews).toBe(3)
    expect(ask({ product_id: 'Halo Headphones', filters: [low] }).data.reviews).toBe(4)
    expect(ask({ category: 'kitchenware' }).data.reviews).toBe(5)
    expect(ask({ filters: [{ field: 'topic', op: 'eq', value: 'battery' }] }).data.reviews).toBe(3)
  })

  test('an earlier answer is narrowed by within', () => {
    const first = ask({ product_id: 'HP-1', filters: [complaints], period: { from: '2026-06-01', to: '2026-07-01' } })
    const ctx = {
      ...testContext(store, REVIEW_DAY),
      earlierResult: () =>
        ({
          data: first.data,
          evidence: {
            tool: 'analyze_reviews',
            args: { product_id: 'HP-1', filters: [complaints], period: { from: '2026-06-01', to: '2026-07-01' } },
          },
        }) as never,
    }
    const filters = [{ field: 'orders', op: 'gte', value: 2 } as const]
    expect(first.data.reviews).toBe(3)
    expect(analyzeReviews({ ctx, input: { within: 'r1', filters } }).data.reviews).toBe(2)
  })

  test('of chosen writers stands beside what everybody else writes about', () => {
    const many = reviewShop()
    const write = (customerId: string, at: number, body: string) =>
      many.db
        .insert(reviews)
        .values({
          id: `${customerId}-${at}`,
          customerId,
          productId: 'KT-1',
          rating: 1,
          writtenAt: Date.parse('2026-06-15T12:00:00Z') + at * 60_000,
          writtenDay: Math.floor(Date.parse('2026-06-15T12:00:00Z') / 86_400_000),
          body,
        })
        .run()
    for (let i = 0; i < 20; i += 1) {
      write('vip', i, i < 15 ? 'Terrible delivery, came very late.' : 'Bad packaging, the box was crushed.')
      write('once', i, i < 5 ? 'Terrible delivery, came very late.' : 'Bad packaging, the box was crushed.')
    }
    const ctx = testContext(many, REVIEW_DAY)
    const filters = [complaints, { field: 'value_tier', op: 'eq', value: 'high' } as const]
    const { data, facts } = analyzeReviews({ ctx, input: { product_id: 'KT-1', filters } })
    const delivery = data.topics.find(({ name }) => name === 'delivery')
    // 15 of 20 of theirs; 5 of the 22 by others (twenty, R8 and R10).
    expect(data.others_reviews).toBe(22)
    expect(delivery).toMatchObject({ reviews: 15, share: 15 / 20, others: { reviews: 5, share: 5 / 22 } })
    expect(delivery?.others?.difference).toBeCloseTo(15 / 20 - 5 / 22, 12)
    expect(delivery?.others?.interval[0]).toBeGreaterThan(0)
    expect(facts.find(({ id }) => id === 'apart')?.value).toBe('delivery')
    const all = analyzeReviews({ ctx, input: { product_id: 'KT-1', filters: [complaints] } }).data
    expect(all.others_reviews).toBeNull()
    expect(all.topics.every(({ others }) => others === null)).toBe(true)
  })

  test('can leave suspicious reviews out, and says how much that changes', async () => {
    const many = reviewShop()
    const text = 'Absolutely amazing kettle, boils so quickly and looks wonderful in every kitchen, buy it now!'
    for (let i = 0; i < 6; i += 1) {
      many.db
        .insert(reviews)
        .values({
          id: `copy-${i}`,
          customerId: `c-${i}`,
          productId: 'KT-1',
          rating: 5,
          writtenAt: Date.parse('2026-06-15T12:00:00Z') + i * 60_000,
          writtenDay: Math.floor(Date.parse('2026-06-15T12:00:00Z') / 86_400_000),
          body: text,
        })
        .run()
    }
    const ctx = testContext(many, REVIEW_DAY)
    const plain = (await analyzeGenuineReviews({ ctx, input: { product_id: 'KT-1' } })).data
    expect(plain).toMatchObject({ reviews: 11, effect: null })
    const { data, facts } = await analyzeGenuineReviews({
      ctx,
      input: { product_id: 'KT-1', without_suspicious: true },
    })
    expect(data.reviews).toBe(5)
    expect(data.set_aside).toContainEqual({ reason: 'suspicious', reviews: 6, languages: [] })
    // 5, 4, 5, 3 and 1 stars are left of them and six times five.
    expect(data.effect).toMatchObject({ set_aside: 6, negative_share_with: 2 / 9, negative_share_without: 2 / 3 })
    expect(data.effect?.mean_change).toBeCloseTo(18 / 5 - 48 / 11, 12)
    expect(facts.find(({ id }) => id === 'suspicious')?.value).toBe(6)
    expect(analyzeReviewsTool.output.safeParse(data).success).toBe(true)
    const guest = testContext(many, REVIEW_DAY, { actor: testActor('slack_guest') })
    await expect(analyzeGenuineReviews({ ctx: guest, input: { without_suspicious: true } })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
  })

  test('other languages and empty texts are counted and left alone', () => {
    const { data, evidence } = ask({ product_id: 'KT-1' })
    expect(data.set_aside).toEqual([
      { reason: 'other_language', reviews: 1, languages: ['pt'] },
      { reason: 'no_text', reviews: 1, languages: [] },
    ])
    expect(evidence.rows_left_out).toEqual({ other_language: 1, no_text: 1 })
    expect(data.sentiment).toMatchObject({ scored: 3, rated: 5, disagreeing: 1 })
  })

  test('never sees later reviews, and says when there are too few', () => {
    expect(ask({ product_id: 'HP-1' }, '2026-06-09').data.reviews).toBe(2)
    const early = ask({ product_id: 'HP-1' }, '2026-03-10')
    expect(early.data).toMatchObject({ reviews: 0, topics: [] })
    expect(early.gate).toMatchObject({ failed: 'reviews', have: 0, need: 5 })
    expect(analyzeReviews({ ctx: testContext(makeShop({}), REVIEW_DAY), input: {} }).data.reviews).toBe(0)
  })

  test('guests and bots see topics of the shop, not those of chosen customers', () => {
    expect(ask({ product_id: 'HP-1' }, REVIEW_DAY, 'slack_guest').data.reviews).toBe(5)
    const high = [{ field: 'value_tier', op: 'eq', value: 'high' } as const]
    expect(() => ask({ filters: high }, REVIEW_DAY, 'slack_guest')).toThrow(/slack_guest/)
    expect(() => ask({ filters: high }, REVIEW_DAY, 'service_bot')).toThrow(/service_bot/)
  })

  test('refuses what does not exist', () => {
    expect(() => ask({ product_id: "' OR 1=1" })).toThrow(/no product/)
    expect(() => ask({ category: 'spaceships' })).toThrow(/spaceships/)
    expect(() => ask({ filters: [{ field: 'rating', op: 'contains', value: 'x' }] })).toThrow(/rating/)
    expect(() => ask({ period: '2031' })).toThrow(/outside the data/)
    expect(() => ask({ within: 'r9' })).toThrow(/no result 'r9'/)
  })
})

test.each([
  [
    'What do our best customers complain about compared with others?',
    {
      filters: [
        { field: 'value_tier', op: 'eq', value: 'high' },
        { field: 'sentiment', op: 'lt', value: -0.05 },
      ],
    },
  ],
  [
    'what do people complain about without the suspicious reviews?',
    { filters: [{ field: 'sentiment', op: 'lt', value: -0.05 }], without_suspicious: true },
  ],
  [
    '剔除可疑评论后大家在抱怨什么?',
    { filters: [{ field: 'sentiment', op: 'lt', value: -0.05 }], without_suspicious: true },
  ],
])('%s', async (question, args) => {
  expect(await callFor(question)).toEqual({ name: 'analyze_reviews', args })
})
