import { isMainThread } from 'node:worker_threads'
import { blend } from '../../src/compute/recommend/fit-blend.ts'
import type { Interactions } from '../../src/compute/recommend/interactions.ts'
import { serveJob } from '../../src/jobs/serve-job.ts'
import { seededRandom } from '../../src/lib/random.ts'
import { BENCH_SEED } from './bench.ts'

export interface ShopSize {
  readonly products: number
  readonly customers: number
}

/** What a fit in a thread of its own gave and took. */
export interface FitReport {
  readonly bytes: Uint8Array
  readonly cpuSeconds: number
  readonly wallSeconds: number
  readonly peakMb: number
}

const TASTES = 50

/** Two to thirty purchases a customer, twelve on average, mostly of one of fifty tastes, popular products first. */
export function drawShop({ products, customers }: ShopSize): Interactions {
  const random = seededRandom(BENCH_SEED)
  const starts = new Int32Array(customers + 1)
  for (let c = 0; c < customers; c++) starts[c + 1] = (starts[c] as number) + 2 + Math.floor(29 * random() ** 1.9)
  const events = starts[customers] as number
  const itemIds = new Int32Array(events)
  const days = new Float64Array(events)
  const perTaste = Math.floor(products / TASTES)
  for (let c = 0; c < customers; c++) {
    const taste = Math.floor(random() * TASTES)
    for (let e = starts[c] as number; e < (starts[c + 1] as number); e++) {
      const own = random() < 0.8
      const rank = Math.floor(random() ** 2 * (own ? perTaste : products))
      itemIds[e] = own ? rank * TASTES + taste : rank
      days[e] = e
    }
  }
  return { customers, items: products, starts, itemIds, weights: new Float64Array(events).fill(1), days }
}

if (!isMainThread) {
  await serveJob(({ data }) => {
    const shop = drawShop(data as ShopSize)
    const cpu = process.cpuUsage()
    const started = performance.now()
    const bytes = blend.fit(shop, blend.defaults, { random: seededRandom(BENCH_SEED) }).toBytes()
    const used = process.cpuUsage(cpu)
    return Promise.resolve({
      bytes,
      cpuSeconds: (used.user + used.system) / 1e6,
      wallSeconds: (performance.now() - started) / 1000,
      peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
    } satisfies FitReport)
  })
}
