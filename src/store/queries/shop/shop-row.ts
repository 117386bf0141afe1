import { eq, isNotNull, sql } from 'drizzle-orm'
import type { Store } from '../../open.ts'
import { events, orders, products, returns, shop } from '../../schema/index.ts'

export type ShopRow = typeof shop.$inferSelect

export const readShopRow = (store: Store): ShopRow | undefined =>
  store.db.select().from(shop).where(eq(shop.id, 1)).get()

/** Writes the one row; an existing one stays as it is. */
export const ensureShopRow = (store: Store, row: Omit<typeof shop.$inferInsert, 'id'>): void => {
  store.db
    .insert(shop)
    .values({ ...row, id: 1 })
    .onConflictDoNothing()
    .run()
}

export const updateShopRow = (store: Store, change: Partial<Omit<ShopRow, 'id'>>): void => {
  store.db.update(shop).set(change).where(eq(shop.id, 1)).run()
}

/** Local day of the first order or event; null in an empty store. Two index look-ups. */
export function readFirstDay(store: Store): number | null {
  const order = store.db
    .select({ day: sql<number | null>`min(${orders.orderedDay})` })
    .from(orders)
    .get()
  const event = store.db
    .select({ day: sql<number | null>`min(${events.occurredDay})` })
    .from(events)
    .get()
  const days = [order?.day, event?.day].filter((day) => typeof day === 'number')
  return days.length === 0 ? null : Math.min(...days)
}

/** Whether any fact holds an amount of money already. */
export const holdsMoney = (store: Store): boolean =>
  store.db
    .select({ one: sql`1` })
    .from(orders)
    .limit(1)
    .get() !== undefined ||
  store.db
    .select({ one: sql`1` })
    .from(returns)
    .limit(1)
    .get() !== undefined ||
  store.db
    .select({ one: sql`1` })
    .from(products)
    .where(isNotNull(products.priceMinor))
    .limit(1)
    .get() !== undefined
