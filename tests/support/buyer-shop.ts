import { dayOfDate, MS_PER_DAY } from '../../src/lib/time-zone.ts'
import { makeShop, type TestOrder, type TestShop } from './shop.ts'
import { seededRandom } from '../../src/lib/random.ts'

export interface BuyerShop {
  readonly buyers: number
  /** Days of history that end with 2026-06-30. */
  readonly days: number
  readonly seed?: string
  /** Value of an order in minor units; drawn around 10,000 when left out. */
  readonly amountMinor?: number
  /** Silence before 2026-06-30, in which nobody buys. */
  readonly closedDays?: number
  readonly extra?: readonly TestOrder[]
  readonly with?: Partial<TestShop>
}

export const LAST_DAY = '2026-06-30'

/**
 * A shop of customers who buy every few weeks until they leave, made day by day with coins: nothing of the models that
 * are tested with it. Ids are b-0, b-1, ..., products p-0 to p-3, each order of one.
 */
export function buyerShop({
  buyers,
  days,
  seed = 'buyers',
  amountMinor,
  closedDays = 0,
  extra = [],
  with: rest,
}: BuyerShop) {
  const random = seededRandom(seed)
  const choice = seededRandom(`${seed}/products`)
  const last = dayOfDate(LAST_DAY)
  const store = makeShop({ ...rest, orders: extra })
  const addCustomer = store.sqlite.prepare('INSERT OR IGNORE INTO customers (id, created_at, is_stub) VALUES (?, 0, 1)')
  // Thousands of orders by one prepared statement: makeShop's own way takes seconds for them.
  const addOrder = store.sqlite.prepare(
    `INSERT INTO orders (id, customer_id, ordered_at, ordered_day, status, has_sale, gross_minor, units, line_count)
     VALUES (?, ?, ?, ?, 'completed', 1, ?, 1, 1)`,
  )
  const addLine = store.sqlite.prepare(
    `INSERT INTO order_lines (order_id, line_key, product_id, ordered_day, quantity, unit_price_micro, amount_minor, kind)
     VALUES (?, x'00', ?, ?, 1, ?, ?, 'sale')`,
  )
  store.sqlite.transaction(() => {
    for (let i = 0; i < buyers; i += 1) {
      const id = `b-${i}`
      addCustomer.run(id)
      const chance = 0.01 + 0.06 * random() ** 2
      const leaving = 0.0005 + 0.006 * random() ** 2
      const usual = 4000 + 12_000 * random()
      for (let day = last - days + 1 + Math.floor((random() * days) / 2); day <= last - closedDays; day += 1) {
        const amount = amountMinor ?? Math.round(usual * (0.5 + random()))
        addOrder.run(`${id}/${day}`, id, day * MS_PER_DAY + MS_PER_DAY / 2, day, amount)
        addLine.run(`${id}/${day}`, `p-${Math.floor(4 * choice())}`, day, amount * 10_000, amount)
        let gone = false
        while (!gone && day < last && random() > chance) {
          day += 1
          gone = random() < leaving
        }
        if (gone) break
      }
    }
  })()
  return store
}
