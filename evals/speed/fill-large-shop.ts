import { seededRandom } from '../../src/lib/random.ts'
import { dayOfDate, MS_PER_DAY } from '../../src/lib/time-zone.ts'
import type { Store } from '../../src/store/open.ts'
import { rebuildRollups } from '../../src/store/queries/rollups/rebuild-rollups.ts'
import { BENCH_SEED } from './bench.ts'

export const LARGE_SHOP = {
  orders: 2_000_000,
  customers: 100_000,
  products: 2000,
  firstDay: dayOfDate('2024-01-01'),
  lastDay: dayOfDate('2026-06-30'),
} as const

const CATEGORIES = [
  'home',
  'garden',
  'toys',
  'books',
  'outdoor',
  'kitchen',
  'office',
  'sports',
  'beauty',
  'pets',
] as const
const GENDERS = ['female', 'male', null] as const

/** 2M orders of one line each by 100k customers over two and a half years, 2,000 products in ten categories, 5 % sent back. */
export function fillLargeShop(store: Store): void {
  const random = seededRandom(BENCH_SEED)
  const { sqlite } = store
  const { orders, customers, products, firstDay, lastDay } = LARGE_SHOP
  const durability = sqlite.pragma('synchronous', { simple: true })
  sqlite.pragma('synchronous = OFF')
  const order = sqlite.prepare(
    `INSERT INTO orders (id, customer_id, ordered_at, ordered_day, status, has_sale, gross_minor, units, line_count, country, region, channel, cancelled_at)
     VALUES (?, ?, ?, ?, 'completed', 1, ?, ?, 1, ?, ?, ?, ?)`,
  )
  const line = sqlite.prepare(
    `INSERT INTO order_lines (order_id, line_key, product_id, ordered_day, quantity, unit_price_micro, amount_minor, kind)
     VALUES (?, ?, ?, ?, 1, ?, ?, 'sale')`,
  )
  const customer = sqlite.prepare('INSERT INTO customers (id, created_at, gender, region) VALUES (?, 0, ?, ?)')
  const product = sqlite.prepare('INSERT INTO products (id, name, category) VALUES (?, ?, ?)')
  const back = sqlite.prepare(
    'INSERT INTO returns (return_key, customer_id, returned_at, returned_day, quantity, amount_minor, order_id, product_id) VALUES (?, ?, ?, ?, 1, ?, ?, ?)',
  )
  const days = lastDay - firstDay + 1
  const pick = (prefix: string, n: number): string => `${prefix}${Math.floor(random() * n)}`
  sqlite.transaction(() => {
    for (let index = 0; index < products; index++) {
      product.run(`SKU-${index}`, `Item number ${index}`, CATEGORIES[index % CATEGORIES.length])
    }
    for (let index = 0; index < customers; index++) {
      customer.run(`C-${index}`, GENDERS[Math.floor(random() * GENDERS.length)], pick('R', 7))
    }
    for (let index = 0; index < orders; index++) {
      const at = firstDay * MS_PER_DAY + Math.floor((index / orders) * days * MS_PER_DAY)
      const day = Math.floor(at / MS_PER_DAY)
      const id = `O-${String(index).padStart(7, '0')}`
      // Squared, so that some customers buy often and some hardly ever; one order in fifty names nobody.
      const who = random() < 0.02 ? null : `C-${Math.floor(random() ** 2 * customers)}`
      const amount = 500 + Math.floor(random() * 50_000)
      const cancelled = random() < 0.02 ? Math.min(at + MS_PER_DAY, (lastDay + 1) * MS_PER_DAY - 1) : null
      const sku = `SKU-${Math.floor(random() ** 2 * products)}`
      order.run(id, who, at, day, amount, 1, pick('K', 8), pick('R', 7), pick('H', 4), cancelled)
      line.run(id, Buffer.from(id), sku, day, amount * 10_000, amount)
      if (random() < 0.05) back.run(Buffer.from(`r${index}`), who, at, day, amount, id, sku)
    }
  })()
  rebuildRollups(store)
  sqlite.exec('ANALYZE')
  sqlite.pragma(`synchronous = ${String(durability)}`)
}
