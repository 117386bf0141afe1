import type { Store } from '../../src/store/open.ts'
import { customerConsents, products, stockLevels } from '../../src/store/schema/index.ts'
import { dateOfDay, dayOfDate } from '../../src/lib/time-zone.ts'
import { makeShop, type TestOrder } from './shop.ts'

export const TASTE_DAY = '2026-06-30'
const LAST = dayOfDate(TASTE_DAY)

/** Camping goods T (tents), S (stoves), B (boots), tea goods C (tea, bought every 30 days), P (pots). */
export const TASTE_PRODUCTS = ['T1', 'T2', 'S1', 'S2', 'B1', 'B2', 'C1', 'C2', 'P1', 'P2'] as const
const KINDS: Readonly<Record<string, readonly [subcategory: string, category: string]>> = {
  T: ['tents', 'camping'],
  S: ['stoves', 'camping'],
  B: ['boots', 'camping'],
  C: ['tea', 'kitchen'],
  P: ['pots', 'kitchen'],
}

const order = (customer: string, day: number, ...items: readonly string[]): TestOrder => ({
  customer,
  at: dateOfDay(day),
  lines: items.map((product) => ({ product, amountMinor: 1000 })),
})

/**
 * A shop of two tastes: 60 campers (a tent, then for most a stove twenty days later, boots for some) and 60 tea drinkers
 * (tea every 30 days, a pot in the same order for most). `camper-new` has a tent of last week; `tea-due` is due today.
 */
export function tasteShop(more: readonly TestOrder[] = []): Store {
  const orders: TestOrder[] = [...more]
  for (let i = 0; i < 60; i++) {
    const camper = `camper-${i}`
    const start = LAST - 200 + i
    orders.push(order(camper, start, `T${1 + (i % 2)}`))
    if (i % 3 !== 0) orders.push(order(camper, start + 20, `S${1 + (i % 2)}`))
    if (i % 2 === 0) orders.push(order(camper, start + 90, `B${1 + (i % 2)}`))
    const drinker = `tea-${i}`
    for (let cup = 0; cup < 5; cup++) {
      const pot = i % 4 === 0 || cup > 0 ? [] : [`P${1 + (i % 2)}`]
      orders.push(order(drinker, start + cup * 30, `C${1 + (i % 2)}`, ...pot))
    }
  }
  orders.push(order('camper-new', LAST - 7, 'T1'))
  for (let cup = 0; cup < 5; cup++) orders.push(order('tea-due', LAST - 148 + cup * 30, 'C1'))
  const store = makeShop({ orders, customers: [{ id: 'nobody', createdAt: 0, isStub: 0 }] })
  for (const id of TASTE_PRODUCTS) {
    const [subcategory = '', category = ''] = KINDS[id.slice(0, 1)] ?? []
    store.db
      .insert(products)
      .values({ id, name: `Product ${id}`, subcategory, category, priceMinor: 1000, status: 'active', createdAt: 0 })
      .run()
  }
  return store
}

export const refuseProfiling = (store: Store, customerId: string): void => {
  store.db.insert(customerConsents).values({ customerId, kind: 'profiling', changedAt: 1, granted: 0 }).run()
}

export const countStock = (store: Store, productId: string, onHand: number): void => {
  store.db.insert(stockLevels).values({ productId, location: '', countedAt: 1, onHand }).run()
}
