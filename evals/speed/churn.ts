import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fixedClock } from '../../src/lib/clock.ts'
import { createLog } from '../../src/lib/log.ts'
import { asOfEndOfDay } from '../../src/lib/as-of.ts'
import { seededRandom } from '../../src/lib/random.ts'
import { dayOfDate, MS_PER_DAY, timeZone } from '../../src/lib/time-zone.ts'
import { createIdentifierVault } from '../../src/privacy/create-identifier-vault.ts'
import { churnModel } from '../../src/services/churn/churn-model.ts'
import { recordAudit } from '../../src/services/audit/record-audit.ts'
import type { ServiceContext } from '../../src/services/context.ts'
import { queryMetrics } from '../../src/services/metrics/query-metrics.ts'
import { runTraining } from '../../src/services/models/run-training.ts'
import { openStore, type Store } from '../../src/store/open.ts'
import { rebuildRollups } from '../../src/store/queries/rollups/rebuild-rollups.ts'
import { BENCH_SEED, type Bench } from './bench.ts'

const LAST_DAY = dayOfDate('2026-06-30')
const DAYS = 730
/** Between two questions that are asked while the model learns. */
const PAUSE_MS = 250

/** Customers who buy until they leave, about nine orders each. */
export function fillWithBuyers(store: Store, customers: number): number {
  const random = seededRandom(BENCH_SEED)
  const { sqlite } = store
  sqlite.pragma('synchronous = OFF')
  const customer = sqlite.prepare('INSERT INTO customers (id, created_at, is_stub) VALUES (?, 0, 1)')
  const order = sqlite.prepare(
    `INSERT INTO orders (id, customer_id, ordered_at, ordered_day, status, has_sale, gross_minor, units, line_count)
     VALUES (?, ?, ?, ?, 'completed', 1, ?, 1, 1)`,
  )
  let orders = 0
  sqlite.transaction(() => {
    for (let i = 0; i < customers; i++) {
      const id = `C-${1_000_000 + i}`
      customer.run(id)
      const rate = 0.004 + 0.03 * random() ** 2
      const leaving = 0.0005 + 0.004 * random() ** 2
      const stays = -Math.log(1 - random()) / leaving
      const first = LAST_DAY - Math.floor(random() * DAYS)
      for (
        let day = first;
        day <= LAST_DAY && day - first <= stays;
        day += 1 + Math.floor(-Math.log(1 - random()) / rate)
      ) {
        orders += 1
        order.run(
          `O-${orders}`,
          id,
          day * MS_PER_DAY + (orders % 86_000) * 1000,
          day,
          2000 + Math.floor(random() * 20_000),
        )
      }
    }
  })()
  return orders
}

/** An admin of a shop whose data ends on the last day. */
export function contextFor(store: Store, folder: string): ServiceContext {
  const zone = timeZone('UTC')
  const asOf = asOfEndOfDay(LAST_DAY, zone)
  return {
    store,
    vault: createIdentifierVault(Buffer.alloc(32, 7)),
    clock: fixedClock(asOf.until),
    log: createLog('silent'),
    shop: { name: 'Bench', zone, currency: 'CNY', weekStart: 1 },
    actor: { id: 'bench', role: 'admin', boundCustomerId: null, channel: 'cli', sharedChannel: false },
    language: 'en',
    asOf,
    defaultAsOf: asOf,
    frame: { asOfDay: asOf.day, weekStart: 1, firstDay: LAST_DAY - DAYS },
    home: folder,
    earlierResult: () => null,
    signal: new AbortController().signal,
  }
}

const bench = (id: string, customers: number, target: number, byDefault: boolean): Bench => ({
  id,
  unit: 's',
  peer: target,
  byDefault,
  async run(folder) {
    const store = openStore(join(folder, `${id}.sqlite`))
    try {
      const orders = fillWithBuyers(store, customers)
      rebuildRollups(store)
      const ctx = contextFor(store, folder)
      // A question reads, and what was asked is written down: it needs the write lock for a moment.
      const ask = (): void => {
        queryMetrics({ ctx, input: { metrics: ['net_revenue', 'orders'], period: 'last_month' } })
        recordAudit(ctx, { action: 'tool', subject: 'query_metrics', details: {} })
      }
      ask()
      const asked: number[] = []
      const started = performance.now()
      const before = process.cpuUsage()
      let learning = true
      const questions = (async () => {
        while (learning) {
          const from = performance.now()
          ask()
          asked.push(performance.now() - from)
          const due = performance.now()
          await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
          // What a question would wait for the event loop counts too.
          asked.push(performance.now() - due - PAUSE_MS)
        }
      })()
      const outcome = await runTraining(ctx, churnModel(90), ctx.asOf)
      const seconds = (performance.now() - started) / 1000
      const cpu = process.cpuUsage(before)
      learning = false
      await questions
      return {
        runs: [seconds],
        details: {
          customers,
          orders,
          scored: outcome.predictions,
          slowest_question_ms: Math.round(Math.max(...asked)),
          cpu_seconds: Math.round((cpu.user + cpu.system) / 1e5) / 10,
          peak_mb: Math.round(process.resourceUsage().maxRSS / 1024),
        },
      }
    } finally {
      store.close()
    }
  },
})

/** Learning from, and scoring, everybody in a worker, while questions are asked in this thread. */
export const churnBenches: readonly Bench[] = [
  bench('churn-100k', 100_000, 20, true),
  bench('churn-1m', 1_000_000, 200, false),
]
