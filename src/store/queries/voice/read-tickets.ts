import type { Store } from '../../open.ts'
import { ONLY_PRODUCT, type VoiceRow } from './read-ratings.ts'

/** A ticket as it stood before an instant; its channel is the one that it came by. Instants are UTC ms. */
export interface TicketRow extends Omit<VoiceRow, 'day'> {
  readonly subject: string | null
  readonly issue: string | null
  readonly firstResponseAt: number | null
  readonly resolvedAt: number | null
  readonly rating: number | null
  /** 1 = not settled yet. */
  readonly open: number
  /** Who of the shop wrote first; null before anybody did. */
  readonly agent: string | null
  /** What the customer wrote, in order, a line break between messages. */
  readonly words: string | null
}

/** Tickets opened in [from, to) and before `until`, by the time of opening. What came later is not known yet. */
export const readTickets = (
  store: Store,
  window: { readonly from: number; readonly to: number; readonly until: number },
): TicketRow[] =>
  store.sqlite
    .prepare<[Record<string, number>], TicketRow>(
      `SELECT t.id, coalesce(t.customer_id, o.customer_id) AS customerId, t.order_id AS orderId, ${ONLY_PRODUCT} AS productId,
         t.opened_at AS at, coalesce(o.country, c.country) AS country, coalesce(o.region, c.region) AS region,
         coalesce(o.city, c.city) AS city, t.channel, o.device, coalesce(o.source, c.source) AS source, t.subject, t.issue,
         CASE WHEN t.first_response_at < @until THEN t.first_response_at END AS firstResponseAt,
         CASE WHEN t.resolved_at < @until THEN t.resolved_at END AS resolvedAt,
         CASE WHEN t.resolved_at < @until THEN t.rating END AS rating,
         t.resolved_at >= @until OR (t.resolved_at IS NULL AND lower(t.status) NOT IN ('resolved', 'closed', 'solved'))
           AS open,
         (SELECT author FROM ticket_messages m WHERE m.ticket_id = t.id AND m.sent_at < @until
            AND lower(m.author) <> 'customer' ORDER BY m.sent_at LIMIT 1) AS agent,
         (SELECT group_concat(body, char(10)) FROM (SELECT m.body AS body FROM ticket_messages m
            WHERE m.ticket_id = t.id AND m.sent_at < @until AND lower(m.author) = 'customer' ORDER BY m.sent_at)) AS words
       FROM tickets t LEFT JOIN orders o ON o.id = t.order_id AND o.ordered_at < @until
         LEFT JOIN customers c ON c.id = coalesce(t.customer_id, o.customer_id)
       WHERE t.opened_at >= @from AND t.opened_at < min(@to, @until) ORDER BY t.opened_at, t.id`,
    )
    .all(window)

/** Tickets that were ever imported, up to `until`. */
export const countTickets = (store: Store, until: number): number =>
  store.sqlite.prepare<[number], number>('SELECT count(*) FROM tickets WHERE opened_at < ?').pluck().get(until) ?? 0
