import { simpleFacts } from '../../store/queries/facts/simple-facts.ts'
import { quarantined } from './outcome.ts'
import { flagOf, numberOf, textOf } from './record-values.ts'
import { simpleWriter } from './simple-writer.ts'
import type { KindWriter, WriteFrame } from './write-frame.ts'

/** Writers of what customers and the shop say: reviews, tickets, surveys, articles. */
export const voiceWriters = {
  reviews: (frame: WriteFrame): KindWriter =>
    simpleWriter(frame, {
      access: simpleFacts.reviews(frame.store),
      key: (row) => [row.id],
      instant: 'written_at',
      customer: (row) => [[row.customerId, row.writtenAt]],
      product: (row) => row.productId,
      row: (values) => {
        const writtenAt = numberOf(values, 'written_at') ?? 0
        const rating = numberOf(values, 'rating')
        if (rating !== null && (rating < 1 || rating > 5)) return quarantined('rating_out_of_range', 'rating', rating)
        return {
          id: textOf(values, 'review_id') ?? '',
          customerId: textOf(values, 'customer_id'),
          orderId: textOf(values, 'order_id'),
          productId: textOf(values, 'product_id'),
          rating,
          title: textOf(values, 'title'),
          body: textOf(values, 'body'),
          language: textOf(values, 'language'),
          writtenAt,
          writtenDay: frame.zone.dayOf(writtenAt),
          helpfulVotes: numberOf(values, 'helpful_votes') ?? 0,
          verified: flagOf(values, 'verified'),
          device: textOf(values, 'device'),
        }
      },
    }),

  tickets: (frame: WriteFrame): KindWriter => {
    const messages = simpleFacts.ticketMessages(frame.store)
    return simpleWriter(frame, {
      access: simpleFacts.tickets(frame.store),
      key: (row) => [row.id],
      instant: 'opened_at',
      customer: (row) => [[row.customerId, row.openedAt]],
      row: (values) => ({
        id: textOf(values, 'ticket_id') ?? '',
        customerId: textOf(values, 'customer_id'),
        orderId: textOf(values, 'order_id'),
        channel: textOf(values, 'channel'),
        subject: textOf(values, 'subject'),
        issue: textOf(values, 'issue'),
        status:
          textOf(values, 'status')?.toLowerCase() ?? (numberOf(values, 'resolved_at') === null ? 'open' : 'resolved'),
        openedAt: numberOf(values, 'opened_at') ?? 0,
        firstResponseAt: numberOf(values, 'first_response_at'),
        resolvedAt: numberOf(values, 'resolved_at'),
        rating: numberOf(values, 'rating'),
      }),
      also: (values, row) => {
        const body = textOf(values, 'message_body')
        if (body === null) return false
        const sentAt = numberOf(values, 'message_at') ?? row.openedAt
        const author = textOf(values, 'message_author') ?? 'customer'
        const known = messages.get(row.id, sentAt, author)
        messages.put({ ticketId: row.id, sentAt, author, body })
        return known?.body !== body
      },
    })
  },

  surveys: (frame: WriteFrame): KindWriter =>
    simpleWriter(frame, {
      access: simpleFacts.surveys(frame.store),
      key: (row) => [row.id],
      instant: 'answered_at',
      customer: (row) => [[row.customerId, row.answeredAt]],
      row: (values) => {
        const answeredAt = numberOf(values, 'answered_at') ?? 0
        const kind = (textOf(values, 'kind') ?? '').toLowerCase()
        const score = numberOf(values, 'score')
        if (kind !== 'csat' && kind !== 'nps') return quarantined('unknown_survey_kind', 'kind', kind)
        const [low, high] = kind === 'csat' ? [1, 5] : [0, 10]
        if (score !== null && (score < low || score > high)) return quarantined('score_out_of_range', 'score', score)
        return {
          id: textOf(values, 'survey_id') ?? '',
          customerId: textOf(values, 'customer_id'),
          orderId: textOf(values, 'order_id'),
          kind,
          score,
          comment: textOf(values, 'comment'),
          answeredAt,
          answeredDay: frame.zone.dayOf(answeredAt),
        }
      },
    }),

  articles: (frame: WriteFrame): KindWriter =>
    simpleWriter(frame, {
      access: simpleFacts.articles(frame.store),
      key: (row) => [row.id],
      row: (values) => ({
        id: textOf(values, 'article_id') ?? '',
        title: textOf(values, 'title') ?? '',
        body: textOf(values, 'body') ?? '',
        language: textOf(values, 'language'),
        category: textOf(values, 'category'),
        url: textOf(values, 'url'),
        // Without a date the article counts as always there; the epoch keeps a second import the same.
        updatedAt: numberOf(values, 'updated_at') ?? 0,
        approved: flagOf(values, 'approved') ?? 1,
      }),
    }),
} as const
