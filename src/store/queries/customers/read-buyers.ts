import type { Store } from '../../open.ts'
import { ORDER_DAYS } from '../orders/order-days.ts'
import { buyersOfProducts, firstUnsafeDay, purchasesOf, visitPurchases } from './buyers-from-columns.ts'
import { rememberLatest } from './remember-latest.ts'
import { validAsOf, type DayRange } from './valid-as-of.ts'

export type ProductColumn = 'product_id' | 'category' | 'brand' | 'price_band'

const COLUMNS: Readonly<Record<Exclude<ProductColumn, 'product_id'>, string>> = {
  category: 'category',
  brand: 'brand',
  price_band: 'price_band',
}

/** Ids of the products with one of these values; ASCII case does not matter. */
export function readProductsBy(
  store: Store,
  column: ProductColumn,
  values: readonly string[],
  match: 'equal' | 'contains',
): string[] {
  const list = JSON.stringify(values)
  if (column === 'product_id') {
    const sql =
      match === 'equal'
        ? `SELECT id FROM products WHERE id COLLATE NOCASE IN (SELECT value FROM json_each(@list))
           UNION SELECT l.product_id FROM ${ORDER_DAYS} d CROSS JOIN json_each(@list) v
             CROSS JOIN order_lines l ON l.ordered_day = d.day AND l.product_id = v.value`
        : `SELECT p.id FROM products p, json_each(@list) v
           WHERE instr(lower(p.id || ' ' || p.name || ' ' || coalesce(p.name_alternative, '')), lower(v.value)) > 0`
    return store.sqlite.prepare<[{ list: string }], string>(sql).pluck().all({ list })
  }
  const name = COLUMNS[column]
  const condition =
    match === 'equal'
      ? `p.${name} = v.value COLLATE NOCASE`
      : `instr(lower(coalesce(p.${name}, '')), lower(v.value)) > 0`
  return store.sqlite
    .prepare<[{ list: string }], string>(`SELECT DISTINCT p.id FROM products p, json_each(@list) v WHERE ${condition}`)
    .pluck()
    .all({ list })
}

/** The values that products have in a column, most products first. */
export const readProductValues = (store: Store, column: Exclude<ProductColumn, 'product_id'>): string[] =>
  store.sqlite
    .prepare<[], string>(
      `SELECT ${COLUMNS[column]} FROM products WHERE ${COLUMNS[column]} IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1`,
    )
    .pluck()
    .all()

/**
 * Customers with a valid order of one of these products in a period; of any product when `productIds` is null. Long
 * periods are looked through in columns of purchases, their last days and short ones in the store.
 */
export function readBuyers(
  store: Store,
  until: number,
  productIds: readonly string[] | null,
  { fromDay, toDay }: DayRange,
): ReadonlySet<string> {
  return readRemembered(store, { until, productIds, fromDay, toDay })
}

interface Request extends DayRange {
  readonly until: number
  readonly productIds: readonly string[] | null
}

const readRemembered = rememberLatest(
  ({ until, productIds, fromDay, toDay }: Request) => JSON.stringify([until, fromDay, toDay, productIds]),
  findBuyers,
)

function findBuyers(store: Store, { until, productIds, fromDay, toDay }: Request): ReadonlySet<string> {
  const safeDay = firstUnsafeDay(until)
  const early = { fromDay, toDay: Math.min(toDay, safeDay) }
  const columns = purchasesOf(store, early)
  if (columns === null) return buyersInStore(store, until, productIds, { fromDay, toDay })
  const late = buyersInStore(store, until, productIds, { fromDay: Math.max(fromDay, safeDay), toDay })
  if (productIds !== null) {
    const buyers = buyersOfProducts(store, columns, until, productIds, early)
    for (const id of late) buyers.add(id)
    return buyers
  }
  visitPurchases(columns, until, early, (customer) => late.add(columns.customerIds[customer] ?? ''))
  return late
}

function buyersInStore(
  store: Store,
  until: number,
  productIds: readonly string[] | null,
  { fromDay, toDay }: DayRange,
): Set<string> {
  const rows =
    productIds === null
      ? store.sqlite.prepare<[{ until: number; fromDay: number; toDay: number }], string>(
          `SELECT DISTINCT o.customer_id FROM orders o
           WHERE o.ordered_day >= @fromDay AND o.ordered_day < @toDay AND o.customer_id IS NOT NULL AND ${validAsOf('o')}`,
        )
      : store.sqlite.prepare<[{ until: number; fromDay: number; toDay: number; list?: string }], string>(
          `SELECT DISTINCT o.customer_id FROM ${ORDER_DAYS} d CROSS JOIN json_each(@list) v
           CROSS JOIN order_lines l ON l.ordered_day = d.day AND l.product_id = v.value
           CROSS JOIN orders o ON o.id = l.order_id
           WHERE d.day >= @fromDay AND d.day < @toDay AND l.kind = 'sale' AND o.customer_id IS NOT NULL AND ${validAsOf('o')}`,
        )
  return new Set(
    rows
      .pluck()
      .iterate({ until, fromDay, toDay, ...(productIds === null ? {} : { list: JSON.stringify(productIds) }) }),
  )
}
