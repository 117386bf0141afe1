/**
 * Events with the customer whom they belong to: the one that they name, or the one whom the visitor turned out to be, once
 * that was known before `@until`. Bind `@until`, and `@customerId` for one customer.
 *
 * For one customer it reads two indexes and nothing else; for all it walks the events once.
 */
export const ownedEvents = (scope: 'one' | 'all', columns: string): string =>
  scope === 'one'
    ? `SELECT e.customer_id AS owner, ${columns} FROM events e
       WHERE e.customer_id = @customerId AND e.occurred_at < @until
       UNION ALL
       SELECT v.customer_id AS owner, ${columns} FROM visitor_identities v
       JOIN events e ON e.anonymous_id = v.anonymous_id AND e.customer_id IS NULL
       WHERE v.customer_id = @customerId AND v.identified_at < @until AND e.occurred_at < @until`
    : `SELECT ifnull(e.customer_id, v.customer_id) AS owner, ${columns} FROM events e
       LEFT JOIN visitor_identities v ON v.anonymous_id = e.anonymous_id AND v.identified_at < @until
       WHERE e.occurred_at < @until AND owner IS NOT NULL`
