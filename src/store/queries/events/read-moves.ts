import type { Store } from '../../open.ts'
import { ownedEvents } from '../customers/event-owner.ts'
import { validAsOf } from '../customers/valid-as-of.ts'

/** One thing that a customer did: an event of theirs, or (`purchase`) a product of a valid order. */
export interface Move {
  readonly customerId: string
  /** UTC ms */
  readonly at: number
  readonly name: string
  readonly productId: string | null
  readonly category: string | null
  readonly query: string | null
}

type Text = string | null
type Row = [string, number, string, Text, Text, Text]

/** Tiles that somebody was shown are nothing that they did. */
const DONE = "e.name <> 'impression'"

const moves = (scope: 'one' | 'all'): string => {
  const events = ownedEvents(
    scope,
    `e.occurred_at AS at, e.name AS name, e.product_id AS product, e.category AS category, e.query AS query,
     e.rowid AS tie, e.occurred_day AS day`,
  )
  const whose = scope === 'one' ? 'o.customer_id = @customerId' : 'o.customer_id IS NOT NULL'
  return `SELECT e.owner, e.at, e.name, e.product, ifnull(p.category, e.category) AS category, e.query, e.tie, 0 AS sold
     FROM (${events}) e LEFT JOIN products p ON p.id = e.product WHERE e.day >= @fromDay AND ${DONE}
   UNION ALL
   SELECT o.customer_id AS owner, o.ordered_at AS at, 'purchase', l.product_id, p.category, NULL, 0, 1 AS sold
     FROM orders o INDEXED BY orders_customer_idx CROSS JOIN order_lines l ON l.order_id = o.id
     LEFT JOIN products p ON p.id = l.product_id
     WHERE ${whose} AND o.ordered_day >= @fromDay AND l.kind = 'sale' AND ${validAsOf('o')}`
}

/** What all customers did on local days from `fromDay` on and before `until`: customer by customer, oldest first. */
export function* readMoves(store: Store, until: number, fromDay: number): Generator<Move> {
  const rows = store.sqlite
    .prepare<[Record<string, number>], Row>(
      `SELECT owner, at, name, product, category, query FROM (${moves('all')}) ORDER BY owner, at, sold, tie, product`,
    )
    .raw()
    .iterate({ until, fromDay })
  for (const [customerId, at, name, productId, category, query] of rows) {
    yield { customerId, at, name, productId, category, query }
  }
}

/** The latest moves of one customer, oldest first. */
export function readOwnMoves(store: Store, customerId: string, until: number, most: number): readonly Move[] {
  const rows = store.sqlite
    .prepare<[Record<string, number | string>], Row>(
      `SELECT owner, at, name, product, category, query FROM (${moves('one')})
       ORDER BY at DESC, sold DESC, tie DESC, product DESC LIMIT @most`,
    )
    .raw()
    .all({ customerId, until, most, fromDay: 0 })
  return rows
    .map(([owner, at, name, productId, category, query]) => ({
      customerId: owner,
      at,
      name,
      productId,
      category,
      query,
    }))
    .toReversed()
}

/** Events and order lines of each local day before `toDay`, latest day first; from two covering indexes. */
export const readMovesByDay = (store: Store, toDay: number): readonly (readonly [day: number, moves: number])[] =>
  store.sqlite
    .prepare<[{ toDay: number }], [number, number]>(
      `SELECT day, sum(n) FROM (
         SELECT occurred_day AS day, count(*) AS n FROM events WHERE occurred_day < @toDay GROUP BY occurred_day
         UNION ALL
         SELECT ordered_day, count(*) FROM order_lines WHERE ordered_day < @toDay GROUP BY ordered_day
       ) GROUP BY day ORDER BY day DESC`,
    )
    .raw()
    .all({ toDay })
