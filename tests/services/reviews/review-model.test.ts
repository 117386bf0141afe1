import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { asOfEndOfDay } from '../../../src/lib/as-of.ts'
import { seededRandom } from '../../../src/lib/random.ts'
import { dayOfDate } from '../../../src/lib/time-zone.ts'
import { analyzeReviews } from '../../../src/services/reviews/analyze-reviews.ts'
import { reviewModel } from '../../../src/services/reviews/model/review-model.ts'
import type { ReviewParameters } from '../../../src/services/reviews/model/review-parameters.ts'
import { readerOf, readTexts } from '../../../src/services/reviews/model/read-texts.ts'
import { trainModel } from '../../../src/services/models/train-model.ts'
import type { Store } from '../../../src/store/open.ts'
import { reviews } from '../../../src/store/schema/index.ts'
import { loadReviewBook } from '../../../src/services/reviews/review-book.ts'
import { makeShop, testContext, testShop } from '../../support/shop.ts'

const DAY = '2026-06-30'
const random = seededRandom('reviews')
const pick = (words: readonly string[]): string => words[Math.floor(random() * words.length)] ?? ''
/** Words that no lexicon lists: what they mean only the ratings say. */
const GOOD = ['zorby fabric', 'quite flimble', 'mervy all the way']
const BAD = ['gronky thing', 'totally wexed', 'a real plimp']

function shopOf(n: number): Store {
  const store = makeShop({ orders: [{ customer: 'a', at: DAY }] })
  const first = dayOfDate('2026-01-01')
  for (let i = 0; i < n; i += 1) {
    const good = random() < 0.6
    const writtenDay = first + Math.floor((i * 180) / n)
    const body = `${pick(good ? GOOD : BAD)}. Got it on a ${pick(['Monday', 'Sunday'])}. The strap buckle is ${good ? 'good' : 'bad'}.`
    store.db
      .insert(reviews)
      .values({
        id: `R${i}`,
        customerId: `c${i % 40}`,
        rating: good ? 5 : 1,
        body: i % 3 === 0 && !good ? body : `${pick(good ? GOOD : BAD)}. My neighbour owns a similar lamp.`,
        writtenAt: writtenDay * 86_400_000,
        writtenDay,
      })
      .run()
  }
  return store
}

const train = (store: Store) =>
  trainModel({
    store,
    shop: testShop(),
    model: reviewModel,
    asOf: asOfEndOfDay(dayOfDate(DAY), testShop().zone),
    seed: 'a',
    now: 0,
    keepPredictions: false,
  })

describe('the model of reviews', () => {
  const store = shopOf(900)

  test('learns words that only the ratings explain, beats the lexicon out of time, and reads with them', async () => {
    expect((await train(store)).gate).toBeNull()
    const { data, evidence } = analyzeReviews({ ctx: testContext(store, DAY), input: {} })
    expect(evidence.model?.id).toBe('reviews-v1')
    const card = evidence.model?.report_card as {
      out_of_time: { auc: number }
      baseline: { out_of_time: { auc: number } }
    }
    expect(card.out_of_time.auc).toBeGreaterThan(0.97)
    expect(card.out_of_time.auc).toBeGreaterThan(card.baseline.out_of_time.auc)
    expect(data.sentiment.disagreeing).toBe(0)
    expect(data.sentiment.negative + data.sentiment.positive).toBeGreaterThan(880)
  })

  test('names a topic that no dictionary has', () => {
    const { data } = analyzeReviews({ ctx: testContext(store, DAY), input: { top: 100 } })
    expect(data.topics.some(({ name }) => name.includes('buckle'))).toBe(true)
  })

  test('does not serve an as-of before it was trained', () => {
    expect(analyzeReviews({ ctx: testContext(store, '2026-03-01'), input: {} }).evidence.model).toBeNull()
  })

  test('the same facts and seed give the same parameters, and reading again the same readings', async () => {
    const frame = {
      store,
      shop: testShop(),
      asOf: asOfEndOfDay(dayOfDate(DAY), testShop().zone),
      seed: 'a',
      checkpoint: () => Promise.resolve(),
    }
    const [one, two] = [await reviewModel.train(frame), await reviewModel.train(frame)]
    expect(JSON.stringify(one)).toBe(JSON.stringify(two))
    if (!one.fitted) throw new Error('not fitted')
    const stored = JSON.parse(JSON.stringify(one.parameters)) as ReviewParameters
    const texts = [{ text: 'zorby fabric' }, { text: 'totally wexed' }, { text: 'Não recebi o produto' }, { text: '' }]
    const read = readTexts(texts, readerOf(stored))
    expect(read).toEqual(readTexts(texts, readerOf(one.parameters as ReviewParameters)))
    expect(read[0]?.sentiment).toBeGreaterThan(0.3)
    expect(read[1]?.sentiment).toBeLessThan(-0.3)
    expect(read.slice(2).map(({ sentiment }) => sentiment)).toEqual([null, null])
  })

  test('kept readings are those that reading again gives, and a changed text is read again', async () => {
    const own = shopOf(700)
    await train(own)
    const ctx = testContext(own, DAY)
    const { reviews: kept, run } = loadReviewBook(ctx)
    if (run === null) throw new Error('no run')
    const again = readTexts(
      kept.map(({ text }) => ({ text })),
      readerOf(run.parameters),
    )
    expect(kept.map(({ sentiment, mentions }) => ({ sentiment, mentions }))).toEqual(
      again.map(({ sentiment, mentions }) => ({ sentiment, mentions })),
    )
    const first = kept[0]
    own.db
      .update(reviews)
      .set({ body: 'Terrible battery.' })
      .where(eq(reviews.id, first?.id ?? ''))
      .run()
    own.sqlite.exec("INSERT INTO watermarks (name, fact_version, as_of, updated_at) VALUES ('facts', 9, NULL, 0)")
    const changed = loadReviewBook(ctx).byId.get(first?.id ?? '')
    expect(changed?.mentions.map(({ aspect }) => aspect)).toEqual(['battery'])
    expect(changed?.sentiment).toBeLessThan(0)
  })

  test('says which ratings are missing where there are too few', async () => {
    expect((await train(shopOf(120))).gate).toMatchObject({ failed: 'bad_ratings_with_text', need: 100 })
  })

  test('ties a word of the shop to a listed aspect, counts it where no listed word stands, and names it as learnt', async () => {
    const own = shopOf(600)
    const first = dayOfDate('2026-02-01')
    for (let i = 0; i < 80; i += 1) {
      const body = i % 5 === 0 ? 'The grommet went.' : 'The grommet let rain in.'
      own.db
        .insert(reviews)
        .values({
          id: `G${i}`,
          customerId: `c${i % 7}`,
          rating: 1,
          body,
          writtenAt: (first + i) * 86_400_000,
          writtenDay: first + i,
        })
        .run()
    }
    expect((await train(own)).gate).toBeNull()
    const ctx = testContext(own, DAY)
    const { data, facts } = analyzeReviews({ ctx, input: { top: 100 } })
    const topic = data.topics.find(({ name }) => name === 'waterproof')
    expect(topic?.learnt_terms).toEqual([{ term: 'grommet', sentences: 80, together: 64 }])
    expect(topic?.reviews).toBe(80)
    expect(facts.find(({ id }) => id === 'learnt_words')?.value).toContain('grommet')
    expect(
      loadReviewBook(ctx)
        .byId.get('G0')
        ?.mentions.map(({ aspect }) => aspect),
    ).toEqual(['waterproof'])
  })

  test('learns no word that one person alone wrote, however often', async () => {
    const own = shopOf(600)
    const first = dayOfDate('2026-02-01')
    for (let i = 0; i < 80; i += 1) {
      const body = i % 5 === 0 ? 'The qwerblat went.' : 'The qwerblat let rain in.'
      own.db
        .insert(reviews)
        .values({
          id: `Q${i}`,
          customerId: 'one',
          rating: 1,
          body,
          writtenAt: (first + i) * 86_400_000,
          writtenDay: first + i,
        })
        .run()
    }
    expect((await train(own)).gate).toBeNull()
    const kept = own.sqlite.prepare<[], string>('SELECT parameters || report_card FROM model_runs').pluck().all()
    expect(kept).toHaveLength(1)
    expect(kept[0]).not.toContain('qwerblat')
  })
})
