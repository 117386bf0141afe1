import type { Store } from '../../open.ts'

const scoped = (column: string, customerId: string | null): string =>
  customerId === null ? '1 = 1' : `${column} = @customerId`
const bound = (until: number, customerId: string | null): Record<string, number | string> => ({
  until,
  ...(customerId === null ? {} : { customerId }),
})

/** Customers whom each customer brought in, as of an instant. */
export const readReferralCounts = (store: Store, until: number, customerId: string | null): Map<string, number> =>
  new Map(
    store.sqlite
      .prepare<[Record<string, number | string>], [string, number]>(
        `SELECT customer_id, count(*) FROM customer_relations
         WHERE kind = 'referral' AND since < @until AND ${scoped('customer_id', customerId)} GROUP BY customer_id`,
      )
      .raw()
      .all(bound(until, customerId)),
  )

/** Others in each customer's household, whichever side the source named first. */
export const readHouseholdCounts = (store: Store, until: number, customerId: string | null): Map<string, number> =>
  new Map(
    store.sqlite
      .prepare<[Record<string, number | string>], [string, number]>(
        `SELECT owner, count(DISTINCT other) FROM (
           SELECT customer_id AS owner, related_id AS other FROM customer_relations
           WHERE kind = 'household' AND since < @until AND ${scoped('customer_id', customerId)}
           UNION ALL
           SELECT related_id, customer_id FROM customer_relations
           WHERE kind = 'household' AND since < @until AND ${scoped('related_id', customerId)}
         ) GROUP BY owner`,
      )
      .raw()
      .all(bound(until, customerId)),
  )

/** Birthdays as the shop keeps them among attributes: 'MM-DD' or 'YYYY-MM-DD', by customer. */
export const readBirthdays = (store: Store, until: number, customerId: string | null): Map<string, string> =>
  new Map(
    store.sqlite
      .prepare<[Record<string, number | string>], [string, string, number]>(
        `SELECT customer_id, value, max(known_at) FROM customer_attributes
         WHERE name IN ('birthday', 'birth_date', 'birthdate') AND known_at < @until AND ${scoped('customer_id', customerId)}
         GROUP BY customer_id`,
      )
      .raw()
      .all(bound(until, customerId))
      .map(([owner, value]) => [owner, value]),
  )
