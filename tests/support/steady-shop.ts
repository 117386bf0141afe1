import { dateOfDay, dayOfDate } from '../../src/lib/time-zone.ts'
import type { Store } from '../../src/store/open.ts'
import { products } from '../../src/store/schema/index.ts'
import { makeShop, type TestOrder } from './shop.ts'

export const STEADY_DAY = '2026-06-30'
const LAST = dayOfDate(STEADY_DAY)

export interface SteadyProduct {
  readonly id: string
  readonly category: string
  /** Units of the k-th week before as-of, 0 = the latest. */
  readonly unitsOfWeek: (weeksAgo: number) => number
  readonly priceMinor?: number
  readonly costMinor?: number | null
}

/** A shop whose products sell a known number of units in each seven days that end with as-of, one order a product and week. */
export function steadyShop(goods: readonly SteadyProduct[], weeks = 60): Store {
  const orders: TestOrder[] = []
  for (let ago = weeks - 1; ago >= 0; ago -= 1) {
    for (const { id, unitsOfWeek, priceMinor = 1000 } of goods) {
      const quantity = unitsOfWeek(ago)
      if (quantity <= 0) continue
      orders.push({
        customer: `c-${ago % 9}`,
        at: dateOfDay(LAST - ago * 7 - 3),
        lines: [{ product: id, quantity, amountMinor: quantity * priceMinor }],
      })
    }
  }
  const store = makeShop({ orders })
  for (const { id, category, priceMinor = 1000, costMinor = 600 } of goods) {
    store.db
      .insert(products)
      .values({
        id,
        name: `Product ${id}`,
        category,
        subcategory: category,
        priceMinor,
        costMinor,
        status: 'active',
        createdAt: 0,
      })
      .run()
  }
  return store
}
