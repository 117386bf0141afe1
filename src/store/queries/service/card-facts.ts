import type { Statement } from 'better-sqlite3'
import type { Store } from '../../open.ts'
import { orderStatusAsOf } from '../customers/order-status-as-of.ts'
import { OPEN_TICKET } from '../customers/read-voice-marks.ts'
import { servedAs } from '../models/prediction-slots.ts'

export interface CardOrder {
  readonly orderId: string
  readonly orderedDay: number
  readonly status: string
  /** 1 = it counts: not cancelled, with a sale. */
  readonly valid: number
  readonly shippedAt: number | null
  readonly promisedAt: number | null
  readonly deliveredAt: number | null
}

export interface CardTicket {
  readonly ticketId: string
  readonly orderId: string | null
  readonly issue: string | null
  readonly openedAt: number
  readonly firstResponseAt: number | null
}

/** Everything that a service card is made of, of one customer as of an instant. */
export interface CardFacts {
  readonly customer: { readonly memberLevel: string | null; readonly language: string | null } | undefined
  /** As stamped by refresh; undefined where it was not. */
  readonly stamped:
    | { readonly lifecycle: string; readonly valueTier: string | null; readonly frequency: number }
    | undefined
  /** Latest first, a few. */
  readonly orders: readonly CardOrder[]
  readonly tickets: readonly CardTicket[]
  /** Latest first, a few. */
  readonly ratings: readonly { readonly rating: number; readonly writtenDay: number }[]
  readonly consents: readonly { readonly kind: string; readonly granted: number }[]
  readonly predictions: readonly { readonly model: string; readonly value: number }[]
  /** Sealed name, latest. */
  readonly name: Buffer | undefined
}

interface Bound {
  readonly id: string
  readonly until: number
}

const ORDERS = 5
const ORDER_COLUMNS = `o.id AS orderId, o.ordered_day AS orderedDay, ${orderStatusAsOf('o')} AS status,
  (o.has_sale = 1 AND o.flag IS NULL AND (o.cancelled_at IS NULL OR o.cancelled_at >= @until)) AS valid,
  CASE WHEN o.shipped_at < @until THEN o.shipped_at END AS shippedAt, o.promised_at AS promisedAt,
  CASE WHEN o.delivered_at < @until THEN o.delivered_at END AS deliveredAt`
const RATINGS = 3

/** Prepared once for each store: a card is asked for thousands of times a second, and preparing costs more than reading. */
function prepare({ sqlite }: Store) {
  return {
    customer: sqlite.prepare<[Bound], NonNullable<CardFacts['customer']>>(
      `SELECT coalesce((SELECT level FROM member_levels WHERE customer_id = @id AND changed_at < @until
                        ORDER BY changed_at DESC LIMIT 1), member_level) AS memberLevel, language
       FROM customers WHERE id = @id AND created_at < @until`,
    ),
    stamped: sqlite.prepare<[Bound], NonNullable<CardFacts['stamped']>>(
      `SELECT lifecycle, value_tier AS valueTier, frequency FROM customer_features WHERE customer_id = @id AND as_of = @until`,
    ),
    orders: sqlite.prepare<[Bound], CardOrder>(
      `SELECT ${ORDER_COLUMNS}
       FROM orders o WHERE o.customer_id = @id AND o.ordered_at < @until ORDER BY o.ordered_at DESC LIMIT ${ORDERS}`,
    ),
    tickets: sqlite.prepare<[Bound], CardTicket>(
      `SELECT id AS ticketId, order_id AS orderId, issue, opened_at AS openedAt,
         CASE WHEN first_response_at < @until THEN first_response_at END AS firstResponseAt
       FROM tickets WHERE customer_id = @id AND ${OPEN_TICKET} ORDER BY opened_at DESC`,
    ),
    ratings: sqlite.prepare<[Bound], CardFacts['ratings'][number]>(
      `SELECT rating, written_day AS writtenDay FROM reviews
       WHERE customer_id = @id AND written_at < @until AND rating IS NOT NULL ORDER BY written_at DESC LIMIT ${RATINGS}`,
    ),
    consents: sqlite.prepare<[Bound], CardFacts['consents'][number] & { readonly at: number }>(
      // With max() SQLite takes the other columns from the row that holds the maximum.
      `SELECT kind, granted, max(changed_at) AS at FROM customer_consents
       WHERE customer_id = @id AND changed_at < @until GROUP BY kind`,
    ),
    predictions: sqlite.prepare<[Bound], CardFacts['predictions'][number]>(
      `WITH names (name) AS (VALUES ('churn'), ('risk'))
       SELECT name AS model, value
       FROM names CROSS JOIN predictions ON model = ${servedAs('name')} AND customer_id = @id
       WHERE as_of = @until`,
    ),
    name: sqlite
      .prepare<[Bound], Buffer>(
        `SELECT cipher FROM customer_identifiers WHERE customer_id = @id AND kind = 'name' ORDER BY updated_at DESC LIMIT 1`,
      )
      .pluck(),
    exists: sqlite
      .prepare<[Bound], number>(
        `SELECT EXISTS (SELECT 1 FROM customers WHERE id = @id AND created_at < @until)
           OR EXISTS (SELECT 1 FROM orders WHERE customer_id = @id AND ordered_at < @until)`,
      )
      .pluck(),
  }
}

const statements = new WeakMap<Store, ReturnType<typeof prepare>>()

const statementsOf = (store: Store): ReturnType<typeof prepare> => {
  const known = statements.get(store)
  if (known !== undefined) return known
  const made = prepare(store)
  statements.set(store, made)
  return made
}

/** Facts of one customer's card; null for a customer who had not appeared by then. About ten look-ups by index. */
export function readCardFacts(store: Store, id: string, until: number): CardFacts | null {
  const own = statementsOf(store)
  const bound = { id, until }
  const all = <Row>(statement: Statement<[Bound], Row>): Row[] => statement.all(bound)
  if (own.exists.get(bound) !== 1) return null
  return {
    customer: own.customer.get(bound),
    stamped: own.stamped.get(bound),
    orders: all(own.orders),
    tickets: all(own.tickets),
    ratings: all(own.ratings),
    consents: all(own.consents),
    predictions: all(own.predictions),
    name: own.name.get(bound),
  }
}

/** Orders of this customer, however old, by the numbers that a text names; capitals do not matter. */
export const readNamedOrders = (store: Store, id: string, named: readonly string[], until: number): CardOrder[] =>
  named.length === 0
    ? []
    : store.sqlite
        .prepare<[Bound & { readonly named: string }], CardOrder>(
          `SELECT ${ORDER_COLUMNS}
           FROM orders o WHERE o.customer_id = @id AND o.ordered_at < @until
             AND lower(o.id) IN (SELECT lower(value) FROM json_each(@named))
           ORDER BY o.ordered_at DESC`,
        )
        .all({ id, until, named: JSON.stringify(named) })
