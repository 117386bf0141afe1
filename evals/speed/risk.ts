import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { seededRandom } from '../../src/lib/random.ts'
import { dayOfDate, MS_PER_DAY } from '../../src/lib/time-zone.ts'
import { assessOrders } from '../../src/services/risk/assess-orders.ts'
import { openStore, type Store } from '../../src/store/open.ts'
import { BENCH_SEED, type Bench } from './bench.ts'
import { contextFor } from './churn.ts'

const ORDERS = 1_000_000
const CUSTOMERS = 120_000
const FIRST_DAY = dayOfDate('2024-07-01')
const DAYS = 730
const REGIONS = ['East', 'North', 'South', 'West', 'Middle'] as const

/** A million orders of people who mostly order by day, to their own region and from one device. */
function fillWithOrders(store: Store): void {
  const random = seededRandom(`${BENCH_SEED}/risk`)
  const { sqlite } = store
  sqlite.pragma('synchronous = OFF')
  const customer = sqlite.prepare('INSERT INTO customers (id, created_at, is_stub, region) VALUES (?, 0, 0, ?)')
  const order = sqlite.prepare(
    `INSERT INTO orders (id, customer_id, ordered_at, ordered_day, status, has_sale, gross_minor, units, line_count, region,
       device, payment, coupon) VALUES (?, ?, ?, ?, 'completed', 1, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const pick = <Value>(list: readonly Value[]): Value => list[Math.floor(random() * list.length)] as Value
  sqlite.transaction(() => {
    for (let i = 0; i < CUSTOMERS; i += 1) customer.run(`C-${i}`, REGIONS[i % REGIONS.length])
    for (let i = 0; i < ORDERS; i += 1) {
      const who = Math.floor(random() ** 1.5 * CUSTOMERS)
      const day = FIRST_DAY + Math.floor(random() * DAYS)
      const hour = random() < 0.01 ? Math.floor(random() * 6) : 7 + Math.floor(random() * 16)
      const lines = 1 + Math.floor(random() * 3)
      order.run(
        `O-${i}`,
        `C-${who}`,
        day * MS_PER_DAY + hour * 3_600_000 + Math.floor(random() * 3_600_000),
        day,
        Math.round(20_000 * Math.exp(1.4 * (random() - 0.5))),
        lines + Math.floor(random() * 3),
        lines,
        random() < 0.003 ? pick(REGIONS) : REGIONS[who % REGIONS.length],
        random() < 0.9 ? 'mobile' : 'desktop',
        pick(['card', 'wallet', 'transfer']),
        random() < 0.1 ? 'SAVE' : null,
      )
    }
  })()
}

/** Scoring every order of a shop with a million, from the store to the list, what is usual learnt on the way. */
export const riskBench: Bench = {
  id: 'risk-1m',
  unit: 's',
  peer: 60,
  byDefault: false,
  async run(folder) {
    const store = openStore(join(folder, 'risk.sqlite'))
    try {
      fillWithOrders(store)
      const ctx = contextFor(store, folder)
      let longest = 0
      let last = performance.now()
      const beat = setInterval(() => {
        longest = Math.max(longest, performance.now() - last - 20)
        last = performance.now()
      }, 20)
      const started = performance.now()
      const { data } = await assessOrders({ ctx, input: { period: 'all' } })
      const all = (performance.now() - started) / 1000
      clearInterval(beat)
      const again = performance.now()
      await assessOrders({ ctx, input: { period: 'last_2_days' } })
      return {
        runs: [all],
        details: {
          orders: data.assessed,
          flagged: data.flagged.length,
          last_two_days_ms: Math.round(performance.now() - again),
          longest_stall_ms: Math.round(longest),
          peak_mb: Math.round(process.resourceUsage().maxRSS / 1024),
        },
      }
    } finally {
      store.close()
    }
  },
}
