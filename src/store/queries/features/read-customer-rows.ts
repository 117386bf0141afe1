import type { Store } from '../../open.ts'

/** What is known of a customer besides facts with an instant of their own. */
export interface CustomerRow {
  readonly id: string
  readonly region: string | null
  readonly city: string | null
  readonly country: string | null
  readonly gender: string | null
  readonly ageBand: string | null
  readonly source: string | null
  readonly channel: string | null
}

type Text = string | null
type Row = [string, Text, Text, Text, Text, Text, Text, Text]

/** Customers who had appeared before `until` (UTC ms), by id. */
export function* readCustomerRows(store: Store, until: number): Generator<CustomerRow> {
  const rows = store.sqlite
    .prepare<[number], Row>(
      `SELECT id, region, city, country, gender, age_band, source, channel
       FROM customers WHERE created_at < ? ORDER BY id`,
    )
    .raw()
    .iterate(until)
  for (const [id, region, city, country, gender, ageBand, source, channel] of rows) {
    yield { id, region, city, country, gender, ageBand, source, channel }
  }
}

/** The level that each customer held at an instant, for those with a dated change before it. */
export function* readMemberLevels(
  store: Store,
  until: number,
): Generator<readonly [customerId: string, level: string]> {
  // With max() SQLite takes the other columns from the row that holds the maximum.
  const rows = store.sqlite
    .prepare<[number], [string, string, number]>(
      'SELECT customer_id, level, max(changed_at) FROM member_levels WHERE changed_at < ? GROUP BY customer_id',
    )
    .raw()
    .iterate(until)
  for (const [customerId, level] of rows) yield [customerId, level]
}
