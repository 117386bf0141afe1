import type { Store } from '../../open.ts'
import type { Attribute } from './metric-plan.ts'

const CARRIED: readonly Attribute[] = ['country', 'region', 'city', 'channel', 'device', 'source', 'campaign']

/** Whether any order carries the attribute: by the rollups where these exist, so that no table is read through. */
export function ordersCarry(store: Store, attribute: Attribute): boolean {
  if (!CARRIED.includes(attribute)) return true
  const rolled = store.sqlite
    .prepare<[], { found: number }>("SELECT EXISTS (SELECT 1 FROM daily_rollups WHERE dimension = 'all') AS found")
    .get()
  if (rolled?.found !== 1) return exists(store, `SELECT 1 FROM orders WHERE ${attribute} IS NOT NULL`)
  return (
    exists(store, `SELECT 1 FROM daily_rollups WHERE dimension = '${attribute}' AND value <> ''`) ||
    // Rollups have taken cancelled orders back; an earlier as-of still sees them.
    exists(store, `SELECT 1 FROM orders WHERE cancelled_at IS NOT NULL AND ${attribute} IS NOT NULL`)
  )
}

const exists = (store: Store, select: string): boolean =>
  store.sqlite.prepare<[], { found: number }>(`SELECT EXISTS (${select}) AS found`).get()?.found === 1

const CUSTOMER_COLUMNS: Readonly<Partial<Record<Attribute, string>>> = {
  customer_country: 'country',
  customer_region: 'region',
  customer_city: 'city',
  customer_source: 'source',
  customer_channel: 'channel',
}

/** Whether any customer has the attribute, so that it can stand in where orders carry none. */
export function customersCarry(store: Store, attribute: Attribute): boolean {
  const column = CUSTOMER_COLUMNS[attribute]
  return column !== undefined && exists(store, `SELECT 1 FROM customers WHERE ${column} IS NOT NULL`)
}
