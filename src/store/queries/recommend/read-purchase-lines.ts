import type { Store } from '../../open.ts'
import { rememberLatest } from '../customers/remember-latest.ts'
import { validAsOf } from '../customers/valid-as-of.ts'

/**
 * What was bought together: order o has the lines at positions starts[o] to starts[o + 1], each product once. Orders without
 * a customer are among them (customer -1), orders that only hold gifts and adjustments are not.
 */
export interface PurchaseLines {
  readonly productIds: readonly string[]
  readonly customerIds: readonly string[]
  /** Length orders + 1. */
  readonly starts: Int32Array
  /** Position in `productIds` of each line. */
  readonly products: Int32Array
  readonly units: Float64Array
  /** Position in `customerIds` of each order, -1 for nobody named. */
  readonly customers: Int32Array
  /** Local day of each order. */
  readonly days: Int32Array
  /** UTC ms of each order. */
  readonly instants: Float64Array
}

type Row = [orderId: string, customerId: string | null, at: number, day: number, productId: string, units: number]

/** All sold lines of valid orders before `until` (exclusive UTC ms), in the order of order ids; kept for a while. */
export const readPurchaseLines: (store: Store, until: number) => PurchaseLines = rememberLatest(String, readAll)

function readAll(store: Store, until: number): PurchaseLines {
  const rows = store.sqlite
    .prepare<[{ until: number }], Row>(
      // Lines lie in the order of their orders, so the walk goes along both keys and nothing is sorted.
      `SELECT o.id, o.customer_id, o.ordered_at, o.ordered_day, l.product_id, l.quantity
       FROM orders o INDEXED BY sqlite_autoindex_orders_1 CROSS JOIN order_lines l ON l.order_id = o.id
       WHERE l.kind = 'sale' AND ${validAsOf('o')}`,
    )
    .raw()
    .iterate({ until })
  const products = codebook()
  const customers = codebook()
  const starts: number[] = []
  const lines: number[] = []
  const units: number[] = []
  const owners: number[] = []
  const days: number[] = []
  const instants: number[] = []
  let latest: string | null = null
  for (const [orderId, customerId, at, day, productId, quantity] of rows) {
    if (orderId !== latest) {
      latest = orderId
      starts.push(lines.length)
      owners.push(customerId === null ? -1 : customers.code(customerId))
      days.push(day)
      instants.push(at)
    }
    const product = products.code(productId)
    const known = lines.indexOf(product, starts.at(-1))
    if (known >= 0) units[known] = (units[known] ?? 0) + quantity
    else {
      lines.push(product)
      units.push(quantity)
    }
  }
  starts.push(lines.length)
  return {
    productIds: products.values,
    customerIds: customers.values,
    starts: Int32Array.from(starts),
    products: Int32Array.from(lines),
    units: Float64Array.from(units),
    customers: Int32Array.from(owners),
    days: Int32Array.from(days),
    instants: Float64Array.from(instants),
  }
}

function codebook(): { readonly values: string[]; readonly code: (value: string) => number } {
  const values: string[] = []
  const codes = new Map<string, number>()
  return {
    values,
    code: (value) => {
      const known = codes.get(value)
      if (known !== undefined) return known
      codes.set(value, values.length)
      values.push(value)
      return values.length - 1
    },
  }
}
