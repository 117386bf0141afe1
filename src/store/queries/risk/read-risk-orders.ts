import type { Store } from '../../open.ts'

/** One order as its risk is looked at; `homeRegion` is where the customer lives. */
export type RiskOrderRow = [
  id: string,
  customerId: string | null,
  at: number,
  grossMinor: number,
  units: number,
  lines: number,
  region: string | null,
  homeRegion: string | null,
  device: string | null,
  payment: string | null,
  hasCoupon: number,
  status: string,
]

const COLUMNS = `o.id, o.customer_id, o.ordered_at, o.gross_minor, o.units, o.line_count, o.region, c.region, o.device,
  o.payment, o.coupon IS NOT NULL AND o.coupon <> '', o.status`
/** Whatever was ordered before `@until`, cancelled later or not: a cancelled theft was one, too. */
const SEEN = `o.has_sale = 1 AND o.flag IS NULL AND o.ordered_at < @until`

const PAGE = 5000

/**
 * Orders by customer, then by time, those of nobody first; in pages, between which other requests may use the store.
 */
export function* readRiskOrders(store: Store, until: number): Generator<readonly RiskOrderRow[]> {
  const ofNobody = store.sqlite
    .prepare<[{ until: number; at: number; id: string; page: number }], RiskOrderRow>(
      `SELECT ${COLUMNS} FROM orders o LEFT JOIN customers c ON c.id = o.customer_id
       WHERE ${SEEN} AND o.customer_id IS NULL AND (o.ordered_at, o.id) > (@at, @id)
       ORDER BY o.ordered_at, o.id LIMIT @page`,
    )
    .raw()
  const ofSomebody = store.sqlite
    .prepare<[{ until: number; customer: string; at: number; page: number }], RiskOrderRow>(
      `SELECT ${COLUMNS} FROM orders o INDEXED BY orders_customer_idx LEFT JOIN customers c ON c.id = o.customer_id
       WHERE ${SEEN} AND (o.customer_id, o.ordered_at) > (@customer, @at)
       ORDER BY o.customer_id, o.ordered_at LIMIT @page`,
    )
    .raw()
  let last: RiskOrderRow | undefined
  for (;;) {
    const page = ofNobody.all({ until, at: last?.[2] ?? Number.MIN_SAFE_INTEGER, id: last?.[0] ?? '', page: PAGE })
    last = page.at(-1)
    if (page.length > 0) yield page
    if (page.length < PAGE) break
  }
  let from = { customer: '', at: Number.MIN_SAFE_INTEGER }
  for (;;) {
    const page = ofSomebody.all({ until, ...from, page: PAGE })
    const whole = page.length < PAGE ? page : withoutLastInstant(page)
    if (whole.length > 0) yield whole
    if (page.length < PAGE) break
    const end = whole.at(-1)
    from = { customer: end?.[1] ?? '', at: end?.[2] ?? 0 }
  }
}

/** Orders of one customer at one instant are not torn apart: the next page begins after an instant. */
function withoutLastInstant(page: readonly RiskOrderRow[]): readonly RiskOrderRow[] {
  const last = page.at(-1)
  const cut = page.findIndex((row) => row[1] === last?.[1] && row[2] === last?.[2])
  // A page of one instant alone cannot be cut; so many orders at once are one batch, and the rest of it is left aside.
  return cut <= 0 ? page : page.slice(0, cut)
}

/** The same for the customers who ordered in a range of days only, with what nobody in particular ordered then. */
export const readRiskOrdersOf = (
  store: Store,
  bound: { readonly until: number; readonly fromDay: number; readonly toDay: number },
): readonly RiskOrderRow[] =>
  store.sqlite
    .prepare<[typeof bound], RiskOrderRow>(
      `SELECT ${COLUMNS} FROM orders o LEFT JOIN customers c ON c.id = o.customer_id
       WHERE ${SEEN} AND (o.customer_id IN (
           SELECT customer_id FROM orders WHERE ordered_day >= @fromDay AND ordered_day < @toDay AND customer_id IS NOT NULL)
         OR (o.customer_id IS NULL AND o.ordered_day >= @fromDay AND o.ordered_day < @toDay))
       ORDER BY o.customer_id, o.ordered_at`,
    )
    .raw()
    .all(bound)

/** Every order of these customers before `until` (exclusive UTC ms), by customer, then by time. */
export const readRiskOrdersOfCustomers = (
  store: Store,
  until: number,
  customerIds: readonly string[],
): readonly RiskOrderRow[] =>
  store.sqlite
    .prepare<[{ until: number; ids: string }], RiskOrderRow>(
      `SELECT ${COLUMNS} FROM orders o LEFT JOIN customers c ON c.id = o.customer_id
       WHERE ${SEEN} AND o.customer_id IN (SELECT value FROM json_each(@ids)) ORDER BY o.customer_id, o.ordered_at`,
    )
    .raw()
    .all({ until, ids: JSON.stringify(customerIds) })

/** Units that each customer bought and sent back before `until` (exclusive UTC ms); customers without a return are absent. Of
 * some customers only where they are named. */
export const readReturnShares = (
  store: Store,
  until: number,
  customerIds: readonly string[] | null = null,
): ReadonlyMap<string, { readonly returned: number }> =>
  new Map(
    store.sqlite
      .prepare<[{ until: number; ids: string }], [string, number]>(
        `SELECT customer_id, sum(quantity) FROM returns WHERE returned_at < @until AND ${
          customerIds === null
            ? 'customer_id IS NOT NULL AND @ids IS NOT NULL'
            : 'customer_id IN (SELECT value FROM json_each(@ids))'
        } GROUP BY customer_id`,
      )
      .raw()
      .all({ until, ids: JSON.stringify(customerIds ?? []) })
      .map(([id, returned]) => [id, { returned }]),
  )

/** Who ordered in [from, until), UTC ms, cancelled later or not. */
export const readRiskBuyers = (store: Store, from: number, until: number): readonly string[] =>
  store.sqlite
    .prepare<[{ from: number; until: number }], string>(
      `SELECT DISTINCT o.customer_id FROM orders o
       WHERE ${SEEN} AND o.ordered_at >= @from AND o.customer_id IS NOT NULL ORDER BY o.customer_id`,
    )
    .pluck()
    .all({ from, until })
