import type { Store } from '../../open.ts'

export interface NotableEventRow {
  readonly kind: 'campaign' | 'promotion' | 'price_change'
  readonly name: string
  /** UTC ms. */
  readonly startsAt: number
  readonly endsAt: number | null
  /** Price after / price before - 1; for price changes only. */
  readonly change: number | null
}

const MOST_OF_A_KIND = 5

/** Campaigns and promotions that ran, and prices that changed, between two instants, known before `until`. */
export function readNotableEvents(store: Store, from: number, to: number, until: number): NotableEventRow[] {
  const end = Math.min(to, until)
  const campaigns = store.sqlite
    .prepare<number[], NotableEventRow>(
      `SELECT 'campaign' AS kind, name, starts_at AS startsAt, ends_at AS endsAt, NULL AS change FROM campaigns
        WHERE starts_at < ? AND coalesce(ends_at, starts_at) >= ? ORDER BY starts_at, name LIMIT ${MOST_OF_A_KIND}`,
    )
    .all(end, from)
  const promotions = store.sqlite
    .prepare<number[], NotableEventRow>(
      `SELECT 'promotion' AS kind, name, starts_at AS startsAt, ends_at AS endsAt, NULL AS change FROM promotions
        WHERE starts_at < ? AND ends_at >= ? ORDER BY starts_at, name LIMIT ${MOST_OF_A_KIND}`,
    )
    .all(end, from)
  const prices = store.sqlite
    .prepare<number[], NotableEventRow>(
      `SELECT 'price_change' AS kind, coalesce(p.name, n.product_id) AS name, n.valid_from AS startsAt, NULL AS endsAt,
              CAST(n.price_minor AS REAL) / o.price_minor - 1 AS change
         FROM product_prices n
         JOIN product_prices o ON o.product_id = n.product_id AND o.price_minor > 0 AND o.valid_from = (
           SELECT max(e.valid_from) FROM product_prices e WHERE e.product_id = n.product_id AND e.valid_from < n.valid_from)
         LEFT JOIN products p ON p.id = n.product_id
        WHERE n.valid_from >= ? AND n.valid_from < ? AND n.price_minor <> o.price_minor
        ORDER BY abs(change) DESC, name LIMIT ${MOST_OF_A_KIND}`,
    )
    .all(from, end)
  return [...campaigns, ...promotions, ...prices]
}
