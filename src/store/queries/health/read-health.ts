import type { Store } from '../../open.ts'

export interface StoreHealth {
  /** 'ok', or SQLite's first complaint. */
  readonly integrity: string
  readonly foreignKeyFaults: number
  readonly orders: number
  readonly customers: number
  /** Valid orders with a customer, their gross and their returns, summed from the facts ... */
  readonly facts: { readonly orders: number; readonly grossMinor: number; readonly returnsMinor: number }
  /** ... and from the rollups per customer and per day. */
  readonly byCustomer: { readonly orders: number; readonly grossMinor: number; readonly returnsMinor: number }
  readonly byDay: { readonly orders: number; readonly grossMinor: number; readonly returnsMinor: number }
  readonly allOrders: { readonly orders: number; readonly grossMinor: number; readonly returnsMinor: number }
  readonly unfinishedImports: number
}

/** Counts and sums of the same facts by independent ways, for `kith doctor`. Reads every order once. */
export function readHealth({ sqlite }: Store): StoreHealth {
  const sums = (statement: string) =>
    sqlite.prepare<[], { orders: number | null; gross: number | null; returns: number | null }>(statement).get()
  const shape = (row: ReturnType<typeof sums>) => ({
    orders: row?.orders ?? 0,
    grossMinor: row?.gross ?? 0,
    returnsMinor: row?.returns ?? 0,
  })
  const factSums = (orderCondition: string, returnCondition: string) =>
    shape(
      sums(
        `SELECT count(*) AS orders, sum(gross_minor) AS gross,
           (SELECT sum(amount_minor) FROM returns WHERE ${returnCondition}) AS returns
         FROM orders WHERE has_sale = 1 AND flag IS NULL AND cancelled_at IS NULL AND ${orderCondition}`,
      ),
    )
  const count = (statement: string): number => sqlite.prepare<[], { n: number }>(statement).get()?.n ?? 0
  return {
    integrity: String(sqlite.pragma('quick_check(1)', { simple: true })),
    foreignKeyFaults: (sqlite.pragma('foreign_key_check') as unknown[]).length,
    orders: count('SELECT count(*) AS n FROM orders'),
    customers: count('SELECT count(*) AS n FROM customers'),
    facts: factSums('customer_id IS NOT NULL', 'customer_id IS NOT NULL'),
    allOrders: factSums('1 = 1', '1 = 1'),
    byCustomer: shape(
      sums(
        'SELECT sum(orders) AS orders, sum(gross_minor) AS gross, sum(returns_minor) AS returns FROM customer_rollups',
      ),
    ),
    byDay: shape(
      sums(
        "SELECT sum(orders) AS orders, sum(gross_minor) AS gross, sum(returns_minor) AS returns FROM daily_rollups WHERE dimension = 'all'",
      ),
    ),
    unfinishedImports: count("SELECT count(*) AS n FROM imports WHERE status = 'running'"),
  }
}
