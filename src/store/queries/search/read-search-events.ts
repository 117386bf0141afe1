import type { Store } from '../../open.ts'

/** An event that bears on what was searched for: a search, a product turned to, or what was shown for a query. */
export interface SearchEventRow {
  readonly row: number
  readonly visitor: string
  readonly customerId: string | null
  /** UTC ms */
  readonly at: number
  readonly name: string
  readonly query: string | null
  readonly productId: string | null
  readonly position: number | null
  /** JSON of what the caller sent with a list that was shown; null for other events. */
  readonly properties: string | null
}

type Row = [number, string, string | null, number, string, string | null, string | null, number | null, string | null]

/** Products are turned to by these; lists count where they name the query that made them. */
const BEARING = `(e.name IN ('search', 'click', 'product_view', 'add_to_cart', 'favourite')
  OR (e.name IN ('impression', 'product_list') AND e.query IS NOT NULL))`

export interface SearchEventRange {
  /** Rows written after this one. */
  readonly afterRow: number
  /** Local day, inclusive. */
  readonly fromDay: number
  /** Exclusive UTC ms. */
  readonly until: number
}

/**
 * Events of a range that bear on searches, visitor by visitor, oldest first. Reads rows after `afterRow` by their place in the
 * table: what came since the last look costs what came.
 */
export function* readSearchEvents(store: Store, range: SearchEventRange): Generator<SearchEventRow, void> {
  const rows = store.sqlite
    .prepare<[SearchEventRange], Row>(
      `SELECT e.rowid, ifnull(e.anonymous_id, e.customer_id) AS visitor, e.customer_id, e.occurred_at, e.name, e.query,
         e.product_id, e.position, CASE WHEN e.name = 'product_list' THEN e.properties END
       FROM events e NOT INDEXED
       WHERE e.rowid > @afterRow AND e.occurred_day >= @fromDay AND e.occurred_at < @until AND visitor IS NOT NULL
         AND ${BEARING}
       ORDER BY visitor, e.occurred_at, e.rowid`,
    )
    .raw()
    .iterate(range)
  for (const [row, visitor, customerId, at, name, query, productId, position, properties] of rows) {
    yield { row, visitor, customerId, at, name, query, productId, position, properties }
  }
}

/** The row of the newest event; 0 where there is none. */
export const readNewestEventRow = (store: Store): number =>
  store.sqlite.prepare<[], number | null>('SELECT max(rowid) FROM events').pluck().get() ?? 0
