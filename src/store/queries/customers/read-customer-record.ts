import type { Store } from '../../open.ts'

/** Whether the customer had appeared before `until`: in the customer's own record or in an order. */
export const readCustomerExists = (store: Store, customerId: string, until: number): boolean =>
  store.sqlite
    .prepare<[{ id: string; until: number }], number>(
      `SELECT EXISTS (SELECT 1 FROM customers WHERE id = @id AND created_at < @until)
         OR EXISTS (SELECT 1 FROM orders WHERE customer_id = @id AND ordered_at < @until)
         OR EXISTS (SELECT 1 FROM returns WHERE customer_id = @id AND returned_at < @until)`,
    )
    .pluck()
    .get({ id: customerId, until }) === 1

export interface CustomerRecord {
  readonly createdAt: number
  readonly gender: string | null
  readonly ageBand: string | null
  readonly country: string | null
  readonly region: string | null
  readonly city: string | null
  readonly language: string | null
  readonly source: string | null
  readonly channel: string | null
  readonly memberLevel: string | null
  readonly lastReceivedAt: number | null
}

/** What is known of one customer besides facts with an instant of their own; the level is the one held at `until`. */
export const readCustomerRecord = (store: Store, customerId: string, until: number): CustomerRecord | undefined =>
  store.sqlite
    .prepare<[{ id: string; until: number }], CustomerRecord>(
      `SELECT created_at AS createdAt, gender, age_band AS ageBand, country, region, city, language, source, channel,
         coalesce((SELECT level FROM member_levels WHERE customer_id = @id AND changed_at < @until
                   ORDER BY changed_at DESC LIMIT 1), member_level) AS memberLevel,
         last_received_at AS lastReceivedAt
       FROM customers WHERE id = @id`,
    )
    .get({ id: customerId, until })

/** Attributes beside the fixed ones, as known at `until`. */
export const readCustomerAttributes = (
  store: Store,
  customerId: string,
  until: number,
): [name: string, value: string][] =>
  store.sqlite
    .prepare<[string, number], [string, string, number]>(
      `SELECT name, value, max(known_at) FROM customer_attributes WHERE customer_id = ? AND known_at < ? GROUP BY name`,
    )
    .raw()
    .all(customerId, until)
    .map(([name, value]) => [name, value])

export interface RelationRow {
  readonly kind: string
  readonly otherId: string
  /** 1 = this customer did it (referred, follows); 0 = the other one did. */
  readonly own: number
}

export const readRelations = (store: Store, customerId: string, until: number): RelationRow[] =>
  store.sqlite
    .prepare<[{ id: string; until: number }], RelationRow>(
      `SELECT kind, related_id AS otherId, 1 AS own FROM customer_relations WHERE customer_id = @id AND since < @until
       UNION ALL
       SELECT kind, customer_id, 0 FROM customer_relations WHERE related_id = @id AND since < @until
       ORDER BY 1, 2`,
    )
    .all({ id: customerId, until })
