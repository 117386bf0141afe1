import type { Store } from '../../open.ts'
import { addCalendarFunctions } from './calendar-functions.ts'
import { LINE_DIMENSIONS, lineRollupPlace } from './line-dimensions.ts'
import { ORDER_DIMENSIONS } from './rollup-deltas.ts'

const VALID = 'has_sale = 1 AND flag IS NULL AND cancelled_at IS NULL'
const EMPTY_DAY =
  'sum(orders) <> 0 OR sum(gross) <> 0 OR sum(returned) <> 0 OR sum(units) <> 0 OR sum(back) <> 0 OR sum(cost) <> 0 OR sum(costed) <> 0'

/** Per day and value of one of the order's own dimensions. */
const orderDimension = (dimension: string): string => {
  const own = dimension === 'all' ? "''" : `ifnull(o.${dimension}, '')`
  const returned =
    dimension === 'all'
      ? "''"
      : dimension === 'country'
        ? "coalesce(r.country, o.country, '')"
        : `ifnull(o.${dimension}, '')`
  return `
    SELECT o.ordered_day AS day, ${own} AS value, 1 AS orders, o.gross_minor AS gross, 0 AS returned, o.units AS units,
      0 AS back, o.customer_id IS NULL AS anonymous, ifnull(o.cost_minor, 0) AS cost,
      ifnull(o.costed_gross_minor, 0) AS costed
    FROM orders o WHERE ${VALID}
    UNION ALL
    SELECT r.returned_day, ${returned}, 0, 0, r.amount_minor, 0, r.quantity, 0, 0, 0
    FROM returns r LEFT JOIN orders o ON o.id = r.order_id`
}

/** Per day and value of a dimension of the lines: an order counts once per value. */
const lineDimension = (dimension: (typeof LINE_DIMENSIONS)[number]): string => {
  const sold = lineRollupPlace(dimension, 'o.ordered_day', 'l.product_id')
  const back = lineRollupPlace(dimension, 'r.returned_day', 'r.product_id')
  return `
    SELECT day, value, 1 AS orders, sum(gross) AS gross, 0 AS returned, sum(units) AS units, 0 AS back,
      max(anonymous) AS anonymous, sum(cost) AS cost, sum(costed) AS costed
    FROM (
      SELECT o.id AS order_id, ${sold.day} AS day, ${sold.value} AS value, l.amount_minor AS gross, l.quantity AS units,
        o.customer_id IS NULL AS anonymous, ifnull(p.cost_minor * l.quantity, 0) AS cost,
        iif(p.cost_minor IS NULL, 0, l.amount_minor) AS costed
      FROM order_lines l JOIN orders o ON o.id = l.order_id LEFT JOIN products p ON p.id = l.product_id
      WHERE ${VALID} AND l.kind = 'sale'
    ) GROUP BY order_id, day, value
    UNION ALL
    SELECT ${back.day}, ${back.value}, 0, 0, r.amount_minor, 0, r.quantity, 0, 0, 0
    FROM returns r LEFT JOIN products p ON p.id = r.product_id`
}

/** Sums of `daily_rollups` from the facts, for every dimension. Call inside a transaction. */
export function rebuildDailyRollups(store: Store): void {
  addCalendarFunctions(store.sqlite)
  store.sqlite.exec('DELETE FROM daily_rollups')
  const sources = [
    ...['all', ...ORDER_DIMENSIONS].map((dimension) => [dimension, orderDimension(dimension)] as const),
    ...LINE_DIMENSIONS.map((dimension) => [dimension, lineDimension(dimension)] as const),
  ]
  for (const [dimension, source] of sources) {
    store.sqlite
      .prepare(
        `INSERT INTO daily_rollups (dimension, day, value, orders, gross_minor, returns_minor, units, returned_units,
          anonymous_orders, cost_minor, costed_gross_minor)
        SELECT ?, day, value, sum(orders), sum(gross), sum(returned), sum(units), sum(back), sum(anonymous), sum(cost),
          sum(costed)
        FROM (${source}) GROUP BY day, value HAVING ${EMPTY_DAY} ORDER BY day, value`,
      )
      .run(dimension)
  }
}

/** Cost of each order's sold lines by the catalogue's present unit costs. Call inside a transaction. */
export function rebuildOrderCosts(store: Store): void {
  store.sqlite.exec(`
    UPDATE orders SET cost_minor = c.cost, costed_gross_minor = c.costed
    FROM (
      SELECT o.id AS id, sum(p.cost_minor * l.quantity) AS cost, sum(iif(p.cost_minor IS NULL, NULL, l.amount_minor)) AS costed
      FROM orders o LEFT JOIN order_lines l ON l.order_id = o.id AND l.kind = 'sale' LEFT JOIN products p ON p.id = l.product_id
      GROUP BY o.id
    ) AS c
    WHERE c.id = orders.id AND (c.cost IS NOT orders.cost_minor OR c.costed IS NOT orders.costed_gross_minor)`)
}

function rebuildCustomerRollups(store: Store): void {
  store.sqlite.exec(`
    DELETE FROM customer_rollups;
    INSERT INTO customer_rollups
      (customer_id, orders, gross_minor, returns_minor, units, returned_units, first_order_at, last_order_at)
    SELECT customer_id, sum(orders), sum(gross), sum(returned), sum(units), sum(back), min(first), max(last)
    FROM (
      SELECT customer_id, count(*) AS orders, sum(gross_minor) AS gross, 0 AS returned, sum(units) AS units, 0 AS back,
        min(ordered_at) AS first, max(ordered_at) AS last
      FROM orders WHERE ${VALID} AND customer_id IS NOT NULL GROUP BY customer_id
      UNION ALL
      SELECT customer_id, 0, 0, sum(amount_minor), 0, sum(quantity), NULL, NULL
      FROM returns WHERE customer_id IS NOT NULL GROUP BY customer_id
    )
    GROUP BY customer_id
    HAVING sum(orders) <> 0 OR sum(gross) <> 0 OR sum(returned) <> 0 OR sum(units) <> 0 OR sum(back) <> 0
    ORDER BY customer_id`)
}

function rebuildCustomerMonths(store: Store): void {
  addCalendarFunctions(store.sqlite)
  store.sqlite.exec(`
    DELETE FROM customer_months;
    INSERT INTO customer_months (month, customer_id, orders, gross_minor, returns_minor, units)
    SELECT month, customer_id, sum(orders), sum(gross), sum(returned), sum(units)
    FROM (
      SELECT kith_month_of_day(ordered_day) AS month, customer_id, 1 AS orders, gross_minor AS gross, 0 AS returned, units
      FROM orders WHERE ${VALID} AND customer_id IS NOT NULL
      UNION ALL
      SELECT kith_month_of_day(returned_day), customer_id, 0, 0, amount_minor, 0
      FROM returns WHERE customer_id IS NOT NULL
    )
    GROUP BY month, customer_id
    HAVING sum(orders) <> 0 OR sum(gross) <> 0 OR sum(returned) <> 0 OR sum(units) <> 0
    ORDER BY month, customer_id`)
}

/**
 * Makes every rollup anew from the facts, in one transaction. Importing keeps them so that this changes no byte: it is
 * for `refresh --force`, for changed settings, and for the test that says so.
 */
export function rebuildRollups(store: Store): void {
  store.sqlite
    .transaction(() => {
      rebuildOrderCosts(store)
      rebuildCustomerRollups(store)
      rebuildCustomerMonths(store)
      rebuildDailyRollups(store)
    })
    .immediate()
}
