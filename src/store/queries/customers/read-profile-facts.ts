import type { Store } from '../../open.ts'
import { servedAs } from '../models/prediction-slots.ts'
import { ownedEvents } from './event-owner.ts'
import { OPEN_TICKET } from './read-voice-marks.ts'

export interface RecentEvent {
  readonly at: number
  readonly day: number
  readonly name: string
  readonly productId: string | null
  readonly productName: string | null
  readonly productNameAlternative: string | null
  readonly category: string | null
  readonly query: string | null
  readonly device: string | null
  readonly channel: string | null
  readonly receivedAt: number
}

/** The latest events of one customer, newest first. */
export const readRecentEvents = (store: Store, customerId: string, until: number, limit: number): RecentEvent[] =>
  store.sqlite
    .prepare<[{ customerId: string; until: number; limit: number }], RecentEvent>(
      `SELECT e.at, e.day, e.name, e.product AS productId, p.name AS productName, p.name_alternative AS productNameAlternative,
         ifnull(p.category, e.category) AS category,
         e.query, e.device, e.channel, e.received AS receivedAt
       FROM (SELECT * FROM (${ownedEvents(
         'one',
         `e.occurred_at AS at, e.occurred_day AS day, e.name AS name, e.product_id AS product, e.category AS category,
          e.query AS query, e.device AS device, e.channel AS channel, e.received_at AS received`,
       )}) ORDER BY at DESC LIMIT @limit) e LEFT JOIN products p ON p.id = e.product
       ORDER BY e.at DESC`,
    )
    .all({ customerId, until, limit })

export interface OpenIssue {
  readonly ticketId: string
  readonly orderId: string | null
  readonly issue: string | null
  readonly subject: string | null
  readonly channel: string | null
  readonly openedAt: number
  readonly firstResponseAt: number | null
}

export const readOpenIssues = (store: Store, customerId: string, until: number): OpenIssue[] =>
  store.sqlite
    .prepare<[{ customerId: string; until: number }], OpenIssue>(
      `SELECT id AS ticketId, order_id AS orderId, issue, subject, channel, opened_at AS openedAt,
         CASE WHEN first_response_at < @until THEN first_response_at END AS firstResponseAt
       FROM tickets WHERE customer_id = @customerId AND ${OPEN_TICKET} ORDER BY opened_at DESC`,
    )
    .all({ customerId, until })

/** Star ratings of one customer, newest first. */
export const readOwnRatings = (
  store: Store,
  customerId: string,
  until: number,
): { rating: number; writtenDay: number }[] =>
  store.sqlite
    .prepare<[string, number], { rating: number; writtenDay: number }>(
      `SELECT rating, written_day AS writtenDay FROM reviews
       WHERE customer_id = ? AND written_at < ? AND rating IS NOT NULL ORDER BY written_at DESC`,
    )
    .all(customerId, until)

export interface OwnPrediction {
  readonly model: string
  readonly runId: string
  readonly value: number
  readonly low: number | null
  readonly high: number | null
}

/** Predictions for one customer that were made exactly as of an instant. */
export const readOwnPredictions = (
  store: Store,
  customerId: string,
  { asOf, riskFrom }: { readonly asOf: number; readonly riskFrom: number },
): OwnPrediction[] =>
  store.sqlite
    .prepare<[{ customerId: string; asOf: number; riskFrom: number }], OwnPrediction>(
      `WITH names (name) AS (VALUES ('churn'), ('alive'), ('value'), ('risk'))
       SELECT name AS model, run_id AS runId, value, low, high
       FROM names CROSS JOIN predictions ON model = ${servedAs('name')} AND customer_id = @customerId
       WHERE as_of = @asOf OR (name = 'risk' AND as_of > @riskFrom AND as_of < @asOf) ORDER BY name`,
    )
    .all({ customerId, asOf, riskFrom })
