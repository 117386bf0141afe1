import type { Store } from '../../open.ts'
import { orderStatusAsOf } from '../customers/order-status-as-of.ts'
import { validAsOf } from '../customers/valid-as-of.ts'

export interface OrderRow {
  readonly orderId: string
  readonly customerId: string | null
  readonly orderedAt: number
  readonly orderedDay: number
  readonly status: string
  /** 1 = counts in revenue as of the instant. */
  readonly valid: number
  readonly grossMinor: number
  readonly units: number
  readonly discountMinor: number
  readonly shippingMinor: number | null
  readonly country: string | null
  readonly region: string | null
  readonly city: string | null
  readonly channel: string | null
  readonly device: string | null
  readonly campaign: string | null
  readonly coupon: string | null
  readonly payment: string | null
  readonly shippedAt: number | null
  readonly promisedAt: number | null
  readonly deliveredAt: number | null
}

export const ORDER_TEXTS = ['channel', 'device', 'source', 'campaign', 'country', 'region', 'city'] as const
export type OrderText = (typeof ORDER_TEXTS)[number]

/** A condition on the order itself. Values are alternatives; ASCII case does not matter. */
export type OrderCondition =
  | { readonly kind: 'text'; readonly column: OrderText; readonly values: readonly string[]; readonly not: boolean }
  | { readonly kind: 'status'; readonly values: readonly string[]; readonly not: boolean }
  | { readonly kind: 'products'; readonly productIds: readonly string[]; readonly not: boolean }
  | { readonly kind: 'amount'; readonly leastMinor: number | null; readonly mostMinor: number | null }

export interface OrderQuery {
  readonly until: number
  readonly fromDay: number
  readonly toDay: number
  readonly orderId: string | null
  readonly customerId: string | null
  /** Null: everybody's, and nobody's too. */
  readonly customerIds: ReadonlySet<string> | null
  readonly conditions: readonly OrderCondition[]
  /** Of these only: on the way, overdue or delivered after the promise, shipped before `stuckBefore` and not delivered. */
  readonly state: 'open' | 'late' | 'stuck' | null
  readonly stuckBefore: number
  /** Local day of an instant: `late` compares days. */
  readonly dayOf: (instant: number) => number
}

export const ORDER_SORTS = ['ordered_at', '-ordered_at', 'amount', '-amount', 'units', '-units'] as const
export type OrderSort = (typeof ORDER_SORTS)[number]

/** The day first: the index has it, and a list of the latest ends after a few days. */
const SORT_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  ordered_at: ['o.ordered_day', 'o.ordered_at'],
  amount: ['o.gross_minor'],
  units: ['o.units'],
}

const OPEN = `o.has_sale = 1 AND o.flag IS NULL AND (o.cancelled_at IS NULL OR o.cancelled_at >= @until)
  AND (o.delivered_at IS NULL OR o.delivered_at >= @until)`
const STATES: Readonly<Record<'open' | 'late' | 'stuck', string>> = {
  open: `${OPEN} AND (o.shipped_at IS NOT NULL OR o.promised_at IS NOT NULL OR o.status IN ('pending', 'paid', 'processing', 'shipped'))
    AND o.status NOT IN ('delivered', 'completed')`,
  late: `o.promised_at IS NOT NULL AND (o.cancelled_at IS NULL OR o.cancelled_at >= @until)
    AND local_day(CASE WHEN o.delivered_at < @until THEN o.delivered_at ELSE @until - 1 END) > local_day(o.promised_at)`,
  stuck: `${OPEN} AND o.shipped_at < @stuckBefore`,
}

type Parameters = Record<string, number | string>

function whereOf(store: Store, query: OrderQuery): { readonly sql: string; readonly parameters: Parameters } {
  const { until, fromDay, toDay, stuckBefore } = query
  // Days are in the index that everybody's orders are walked by; instants are read on the last day only.
  const parts = ['(o.ordered_day < @lastDay OR o.ordered_at < @until)']
  const parameters: Parameters = { until, stuckBefore, lastDay: query.dayOf(until - 1) }
  const say = (sql: string, more: Parameters = {}): void => {
    parts.push(sql)
    Object.assign(parameters, more)
  }
  if (query.orderId !== null) say('o.id = @orderId', { orderId: query.orderId })
  if (query.customerId !== null) say('o.customer_id = @customerId', { customerId: query.customerId })
  // A plus keeps SQLite from walking the days: one person's orders are few, whatever the period.
  const day = query.customerId === null ? 'o.ordered_day' : '+o.ordered_day'
  if (query.orderId === null) say(`${day} >= @fromDay AND ${day} < @toDay`, { fromDay, toDay })
  if (query.customerIds !== null) {
    say('o.customer_id IN (SELECT value FROM json_each(@people))', { people: JSON.stringify([...query.customerIds]) })
  }
  for (const [index, condition] of query.conditions.entries()) {
    const name = `value${index}`
    switch (condition.kind) {
      case 'amount':
        if (condition.leastMinor !== null)
          say(`o.gross_minor >= @least${index}`, { [`least${index}`]: condition.leastMinor })
        if (condition.mostMinor !== null)
          say(`o.gross_minor <= @most${index}`, { [`most${index}`]: condition.mostMinor })
        break
      case 'products':
        say(
          `${condition.not ? 'NOT ' : ''}EXISTS (SELECT 1 FROM order_lines l WHERE l.order_id = o.id AND l.kind = 'sale'
             AND l.product_id IN (SELECT value FROM json_each(@${name})))`,
          { [name]: JSON.stringify(condition.productIds) },
        )
        break
      default: {
        const column = condition.kind === 'status' ? orderStatusAsOf('o') : `coalesce(o.${condition.column}, '')`
        say(`(${column}) COLLATE NOCASE ${condition.not ? 'NOT IN' : 'IN'} (SELECT value FROM json_each(@${name}))`, {
          [name]: JSON.stringify(condition.values),
        })
      }
    }
  }
  if (query.state === 'late') {
    store.sqlite.function('local_day', { deterministic: true }, (instant: unknown) => query.dayOf(Number(instant)))
  }
  if (query.state !== null) say(`(${STATES[query.state]})`)
  return { sql: parts.join('\n AND '), parameters }
}

/** Orders that meet all conditions as of an instant, valid or not, in the order asked for. */
export function readOrders(store: Store, query: OrderQuery, sort: OrderSort, limit: number): OrderRow[] {
  const { sql, parameters } = whereOf(store, query)
  const direction = sort.startsWith('-') ? 'DESC' : 'ASC'
  return store.sqlite
    .prepare<[Parameters], OrderRow>(
      `SELECT o.id AS orderId, o.customer_id AS customerId, o.ordered_at AS orderedAt, o.ordered_day AS orderedDay,
         ${orderStatusAsOf('o')} AS status, ${validAsOf('o')} AS valid, o.gross_minor AS grossMinor, o.units,
         o.order_discount_minor AS discountMinor, o.shipping_minor AS shippingMinor, o.country, o.region, o.city,
         o.channel, o.device, o.campaign, o.coupon, o.payment, o.shipped_at AS shippedAt,
         o.promised_at AS promisedAt, o.delivered_at AS deliveredAt
       FROM orders o WHERE ${sql}
       ORDER BY ${SORT_COLUMNS[sort.replace('-', '')]?.map((column) => `${column} ${direction}`).join(', ')}, o.id LIMIT @limit`,
    )
    .all({ ...parameters, limit })
}

export interface OrderTotals {
  readonly orders: number
  readonly valid: number
  readonly grossMinor: number
}

/** How many orders meet the conditions, how many of them count, and what these brought. */
export function readOrderTotals(store: Store, query: OrderQuery): OrderTotals {
  const { sql, parameters } = whereOf(store, query)
  const [orders, valid, grossMinor] = store.sqlite
    .prepare<[Parameters], [number, number, number]>(
      `SELECT count(*), coalesce(sum(${validAsOf('o')}), 0),
         coalesce(sum(CASE WHEN ${validAsOf('o')} THEN o.gross_minor ELSE 0 END), 0)
       FROM orders o WHERE ${sql}`,
    )
    .raw()
    .get(parameters) ?? [0, 0, 0]
  return { orders, valid, grossMinor }
}

/** The local day on which it was ordered; undefined when there was no such order before `until`. */
export const readOrderDay = (store: Store, orderId: string, until: number): number | undefined =>
  store.sqlite
    .prepare<[string, number], number>('SELECT ordered_day FROM orders WHERE id = ? AND ordered_at < ?')
    .pluck()
    .get(orderId, until)

/** Whose order it is; undefined when there was no such order before `until`. */
export const readOrderOwner = (
  store: Store,
  orderId: string,
  until: number,
): { customerId: string | null } | undefined =>
  store.sqlite
    .prepare<[string, number], { customerId: string | null }>(
      'SELECT customer_id AS customerId FROM orders WHERE id = ? AND ordered_at < ?',
    )
    .get(orderId, until)
