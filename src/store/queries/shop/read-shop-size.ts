import { sql } from 'drizzle-orm'
import type { Store } from '../../open.ts'
import { customers, dailyRollups } from '../../schema/index.ts'

/** Customers known and valid orders placed, from the daily rollup. */
export function readShopSize(store: Store): { readonly customers: number; readonly orders: number } {
  const people = store.db
    .select({ n: sql<number>`count(*)` })
    .from(customers)
    .get()
  const sold = store.db
    .select({ n: sql<number>`coalesce(sum(${dailyRollups.orders}), 0)` })
    .from(dailyRollups)
    .where(sql`${dailyRollups.dimension} = 'all'`)
    .get()
  return { customers: people?.n ?? 0, orders: sold?.n ?? 0 }
}
