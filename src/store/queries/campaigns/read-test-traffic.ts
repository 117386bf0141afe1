import type { Store } from '../../open.ts'
import { validAsOf } from '../customers/valid-as-of.ts'

/** Hits of n within a stretch. */
export interface Counted {
  readonly hits: number
  readonly n: number
}

/** Sessions that began on local days in [fromDay, toDay), and those with a paid order. */
export const readSessionConversion = (store: Store, fromDay: number, toDay: number): Counted =>
  store.sqlite
    .prepare<[number, number], Counted>(
      'SELECT coalesce(sum(paid > 0), 0) AS hits, count(*) AS n FROM sessions WHERE started_day >= ? AND started_day < ?',
    )
    .get(fromDay, toDay) ?? { hits: 0, n: 0 }

/** Number, mean and standard deviation of the gross values of valid orders on local days in [fromDay, toDay). */
export function readOrderValues(
  store: Store,
  stretch: { readonly fromDay: number; readonly toDay: number; readonly until: number },
): { readonly n: number; readonly mean: number; readonly deviation: number } {
  const row = store.sqlite
    .prepare<[typeof stretch], { n: number; sum: number; squares: number }>(
      `SELECT count(*) AS n, total(gross_minor) AS sum, total(1.0 * gross_minor * gross_minor) AS squares FROM orders o
       WHERE ordered_day >= @fromDay AND ordered_day < @toDay AND ${validAsOf('o')}`,
    )
    .get(stretch) ?? { n: 0, sum: 0, squares: 0 }
  const mean = row.n === 0 ? 0 : row.sum / row.n
  const variance = row.n < 2 ? 0 : Math.max(0, (row.squares - row.n * mean * mean) / (row.n - 1))
  return { n: row.n, mean, deviation: Math.sqrt(variance) }
}

/** Delivered messages since `from` (UTC ms), with opens and clicks as known before `until`. */
export const readMessageCounts = (
  store: Store,
  from: number,
  until: number,
): { readonly delivered: number; readonly opened: number; readonly clicked: number } =>
  store.sqlite
    .prepare<[{ from: number; until: number }], { delivered: number; opened: number; clicked: number }>(
      `SELECT count(*) AS delivered, coalesce(sum(opened_at < @until), 0) AS opened,
         coalesce(sum(clicked_at < @until), 0) AS clicked
       FROM campaign_exposures WHERE delivered_at >= @from AND delivered_at < @until`,
    )
    .get({ from, until }) ?? { delivered: 0, opened: 0, clicked: 0 }

/** Of the messages delivered in [from, until - span): to whom, and whether a valid order came within `span` ms. */
export const readMessageConversion = (store: Store, from: number, until: number, span: number): Counted =>
  store.sqlite
    .prepare<[{ from: number; until: number; span: number }], Counted>(
      `SELECT count(*) AS n, coalesce(sum(EXISTS (
         SELECT 1 FROM orders o WHERE o.customer_id = e.customer_id AND o.ordered_at >= e.delivered_at
           AND o.ordered_at < e.delivered_at + @span AND ${validAsOf('o')})), 0) AS hits
       FROM campaign_exposures e WHERE e.delivered_at >= @from AND e.delivered_at < @until - @span`,
    )
    .get({ from, until, span }) ?? { hits: 0, n: 0 }
