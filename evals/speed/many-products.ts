import { performance } from 'node:perf_hooks'
import { createKith } from '../../src/config/create-kith.ts'
import { readConfig } from '../../src/config/env.ts'
import { createLog } from '../../src/lib/log.ts'
import { dayOfDate, MS_PER_DAY } from '../../src/lib/time-zone.ts'
import type { Store } from '../../src/store/open.ts'
import { rebuildRollups } from '../../src/store/queries/rollups/rebuild-rollups.ts'
import { EVAL_ADMIN } from '../agent/open-eval-shop.ts'
import type { Bench } from './bench.ts'

const PRODUCTS = 1_000_000
const CUSTOMERS = 20_000
const ORDERS = 300_000
const FIRST_DAY = dayOfDate('2025-01-01')
const DAYS = 500

const CALLS: readonly (readonly [tool: string, args: Readonly<Record<string, unknown>>])[] = [
  ['forecast_demand', { total: true }],
  ['forecast_demand', { product_id: 'P-5' }],
  ['plan_inventory', {}],
  ['estimate_price_sensitivity', {}],
  ['simulate_price', { product_id: 'P-5', change: -0.1 }],
  ['compare_prices', {}],
  ['assess_orders', {}],
  ['analyze_trends', {}],
  ['classify_products', {}],
  ['search_products', { query: 'thing 77' }],
  ['search_products', { query: 'thing 78' }],
]

/** A catalogue of a million products in 300 categories, of which 300,000 orders hold one each. */
function fill({ sqlite }: Store): void {
  const product = sqlite.prepare(
    `INSERT INTO products (id, name, category, subcategory, brand, price_minor, status, created_at)
     VALUES (?, ?, ?, ?, ?, ?, 'active', 0)`,
  )
  const customer = sqlite.prepare('INSERT INTO customers (id, created_at, is_stub) VALUES (?, 0, 1)')
  const order = sqlite.prepare(
    `INSERT INTO orders (id, customer_id, ordered_at, ordered_day, status, has_sale, gross_minor, units, line_count)
     VALUES (?, ?, ?, ?, 'completed', 1, 1000, 1, 1)`,
  )
  const line = sqlite.prepare(
    `INSERT INTO order_lines (line_key, order_id, ordered_day, product_id, quantity, unit_price_micro, amount_minor, kind)
     VALUES (?, ?, ?, ?, 1, 10000000, 1000, 'sale')`,
  )
  sqlite.transaction(() => {
    for (let i = 0; i < PRODUCTS; i++) {
      product.run(`P-${i}`, `Thing number ${i}`, `category ${i % 300}`, `kind ${i % 3000}`, `Brand${i % 500}`, 1000 + i)
    }
    for (let i = 0; i < CUSTOMERS; i++) customer.run(`C-${i}`)
    for (let i = 0; i < ORDERS; i++) {
      const day = FIRST_DAY + ((i * 7919) % DAYS)
      const key = Buffer.alloc(16)
      key.writeUInt32BE(i, 12)
      order.run(`O-${i}`, `C-${(i * 31) % CUSTOMERS}`, day * MS_PER_DAY + i * 100, day)
      line.run(key, `O-${i}`, day, `P-${(i * 104_729) % PRODUCTS}`)
    }
  })()
}

/** The slowest answer of the tools that look at a whole catalogue, over one far larger than a shop has; each must answer. */
export const manyProductsBench: Bench = {
  id: 'products-1m',
  unit: 's',
  peer: null,
  byDefault: false,
  async run(folder) {
    const config = readConfig({ KITH_HOME: folder, KITH_TIMEZONE: 'UTC', KITH_CURRENCY: 'EUR', LOG_LEVEL: 'error' })
    const kith = createKith({ config, version: 'bench', log: createLog('error') })
    const { store } = kith.contextFor(EVAL_ADMIN)
    fill(store)
    rebuildRollups(store)
    const seconds: [call: string, seconds: number][] = []
    for (const [name, args] of CALLS) {
      const started = performance.now()
      const result = await kith.callTool(EVAL_ADMIN, name, args)
      if (!result.ok) throw new Error(`${name}: ${result.error.message}`)
      seconds.push([`${name} ${JSON.stringify(args)}`, Math.round((performance.now() - started) / 10) / 100])
    }
    await kith.close()
    return {
      runs: [Math.max(...seconds.map(([, one]) => one))],
      details: {
        products: PRODUCTS,
        orders: ORDERS,
        seconds: Object.fromEntries(seconds),
        peak_mib: Math.round(process.resourceUsage().maxRSS / 1024),
      },
    }
  },
}
