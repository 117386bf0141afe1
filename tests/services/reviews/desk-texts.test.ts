import { describe, expect, test } from 'vitest'
import type { Role } from '../../../src/services/access/actor.ts'
import type { AnalyzeReviewsInput } from '../../../src/services/reviews/analyze-input.ts'
import { analyzeReviews } from '../../../src/services/reviews/analyze-reviews.ts'
import { TEXT_SOURCES } from '../../../src/services/reviews/text-sources.ts'
import { returns, reviews, ticketMessages, tickets } from '../../../src/store/schema/index.ts'
import { analyzeReviewsTool } from '../../../tools/reviews/analyze-reviews.ts'
import { callFor } from '../../support/planner.ts'
import { makeShop, testActor, testContext } from '../../support/shop.ts'

const DAY = '2026-06-30'
const at = (day: string): number => Date.parse(`${day}T12:00:00Z`)
const dayOf = (instant: number): number => Math.floor(instant / 86_400_000)

/** Six tickets and six returns of three people; one of each comes after 20 June. */
function deskShop() {
  const store = makeShop({
    orders: ['a', 'a', 'b', 'c'].map((customer, i) => ({
      id: `O-${i}`,
      customer,
      at: '2026-05-01',
      region: customer === 'a' ? 'East' : 'West',
      lines: [{ product: 'SKU-1', amountMinor: customer === 'a' ? 90_000 : 1000 }],
    })),
  })
  const write = [
    ['T-1', 'a', '2026-06-01', 'Where is my parcel?', 'The parcel is late. I am angry.'],
    ['T-2', 'a', '2026-06-02', '快递到哪了', '快递晚到了,太让人生气了。'],
    ['T-3', 'b', '2026-06-03', 'Broken', 'The lid broke on the first day.'],
    ['T-4', 'b', '2026-06-04', 'Invoice', 'Could you send the invoice?'],
    ['T-5', 'c', '2026-06-05', 'Hello', 'Mail me at c@example.org: the courier was rude.'],
    ['T-6', 'c', '2026-06-25', 'Parcel', 'Delivery came late again.'],
  ] as const
  for (const [id, customerId, day, subject, body] of write) {
    store.db
      .insert(tickets)
      .values({ id, customerId, orderId: 'O-0', subject, status: 'open', openedAt: at(day), rating: 1 })
      .run()
    store.db
      .insert(ticketMessages)
      .values({ ticketId: id, sentAt: at(day), author: 'customer', body })
      .run()
    store.db
      .insert(ticketMessages)
      .values({ ticketId: id, sentAt: at(day) + 60_000, author: 'Kim', body: 'Sorry for the battery.' })
      .run()
  }
  for (const [i, reason] of ['does_not_fit', 'late', 'does_not_fit', 'changed_mind', '质量问题', 'faulty'].entries()) {
    const returnedAt = at(i === 5 ? '2026-06-26' : '2026-06-10')
    store.db
      .insert(returns)
      .values({
        returnKey: Buffer.from(`r${i}`),
        returnId: `RT-${i}`,
        orderId: i < 2 ? 'O-0' : null,
        customerId: i < 2 ? null : 'b',
        productId: 'SKU-1',
        returnedAt,
        returnedDay: dayOf(returnedAt),
        quantity: 1,
        amountMinor: 100,
        reason,
      })
      .run()
  }
  store.db
    .insert(reviews)
    .values({
      id: 'R-1',
      customerId: 'a',
      rating: 5,
      body: 'Fast delivery.',
      writtenAt: at(DAY),
      writtenDay: dayOf(at(DAY)),
    })
    .run()
  return store
}

const store = deskShop()
const ask = (input: AnalyzeReviewsInput, day = DAY, role: Role = 'marketer') =>
  analyzeReviews({ ctx: testContext(store, day, { actor: testActor(role) }), input })
const counts = (input: AnalyzeReviewsInput, day = DAY) =>
  Object.fromEntries(ask(input, day).data.topics.map(({ name, reviews: n }) => [name, n]))

describe('tickets and reasons of returns', () => {
  test('are spoken of by the topics of reviews, counted by hand, the staff’s words left out', () => {
    expect(counts({ sources: ['tickets'] })).toEqual({ delivery: 4, ease_of_use: 1, quality: 1, service: 1 })
    expect(counts({ sources: ['returns'] })).toEqual({ size_fit: 2, quality: 2, delivery: 1, changed_mind: 1 })
    const { data, facts } = ask({ sources: ['tickets', 'returns'] })
    expect(data.sources).toEqual([
      { source: 'tickets', texts: 6 },
      { source: 'returns', texts: 6 },
    ])
    expect(data.reviews).toBe(12)
    expect(facts.find(({ id }) => id === 'texts_of')?.value).toBe('texts_tickets_returns')
    expect(analyzeReviewsTool.output.safeParse(data).success).toBe(true)
  })

  test('are quoted word for word with the id of their row, without addresses', () => {
    const { data } = ask({ sources: [...TEXT_SOURCES], top: 100 })
    const stored = new Map<string, string>([
      ...store.db
        .select()
        .from(ticketMessages)
        .all()
        .map(({ ticketId, body }) => [ticketId, body] as const),
      ...store.db
        .select()
        .from(returns)
        .all()
        .map(({ returnId, reason }) => [returnId ?? '', reason ?? ''] as const),
    ])
    for (const { source, review_id: id, text } of data.topics.flatMap(({ quotes }) => quotes)) {
      if (source === 'reviews') continue
      const written =
        source === 'returns'
          ? stored.get(id)
          : store.sqlite
              .prepare<[string], string>(
                `SELECT t.subject || char(10) || group_concat(m.body, char(10)) FROM tickets t
                 JOIN ticket_messages m ON m.ticket_id = t.id WHERE t.id = ?`,
              )
              .pluck()
              .get(id)
      expect(written).toContain(text)
      expect(text).not.toContain('@')
    }
  })

  test('are not known before they were written, and can be chosen by writer and set against the others', () => {
    expect(ask({ sources: ['tickets', 'returns'] }, '2026-06-20').data.reviews).toBe(10)
    const east = { field: 'region', op: 'eq', value: 'East' } as const
    const { data } = ask({ sources: ['tickets'], filters: [east] })
    expect(data).toMatchObject({ reviews: 2, others_reviews: 4 })
    expect(counts({ sources: ['returns'], period: { from: '2026-06-26', to: '2026-06-27' } })).toEqual({ quality: 1 })
  })

  test('split by customer value: a return without a customer belongs to the buyer of its order', () => {
    const { data, table } = ask({ sources: ['tickets', 'returns'], by: 'value_tier' })
    expect(data.groups?.reduce((sum, { texts }) => sum + texts, 0)).toBe(12)
    expect(data.groups?.find(({ group }) => group === 'high')).toMatchObject({
      texts: 4,
      first: { name: 'delivery', texts: 3, share: 3 / 4 },
    })
    expect(table?.columns.map(({ key }) => key)).toContain('topic_share')
  })

  test('are for people of the shop: guests and bots see topics of reviews only', () => {
    for (const role of ['slack_guest', 'service_bot'] as const) {
      expect(() => ask({ sources: ['tickets'] }, DAY, role)).toThrow(/may not/)
      expect(() => ask({ sources: ['reviews', 'returns'] }, DAY, role)).toThrow(/may not/)
      expect(() => ask({ by: 'value_tier' }, DAY, role)).toThrow(/may not/)
      expect(ask({}, DAY, role).data.reviews).toBe(1)
    }
  })

  test('a text that was erased is read no more', () => {
    const own = deskShop()
    const read = () => analyzeReviews({ ctx: testContext(own, DAY), input: { sources: ['tickets'] } }).data.reviews
    expect(read()).toBe(6)
    own.sqlite.exec("DELETE FROM ticket_messages WHERE ticket_id = 'T-3'; DELETE FROM tickets WHERE id = 'T-3'")
    expect(read()).toBe(5)
  })

  test.each([
    ['Which problems come up in tickets and returns?', ['tickets', 'returns']],
    ['工单和退货里最常见的问题有哪些', ['tickets', 'returns']],
    ['why do customers send things back', ['returns']],
    ['退货原因主要是什么', ['returns']],
    ['what topics come up in our support tickets', ['tickets']],
  ])('are asked for in words: %s', async (question, sources) => {
    expect(await callFor(question)).toMatchObject({ name: 'analyze_reviews', args: { sources } })
  })
})
