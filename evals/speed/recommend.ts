import { workerBeside, startWorker } from '../../src/jobs/start-worker.ts'
import { recommenderFromBytes } from '../../src/compute/recommend/recommenders.ts'
import { historyOfCustomer } from '../../src/compute/recommend/interactions.ts'
import { topItems } from '../../src/compute/recommend/top-items.ts'
import { seededRandom } from '../../src/lib/random.ts'
import { BENCH_SEED, type Bench } from './bench.ts'
import { drawShop, type FitReport, type ShopSize } from './recommend-child.ts'

const ASKED = 2000
const WARM = 200

/** Fit of the default blend in a worker, then lists of ten for one customer after the other from the stored bytes. */
const bench = (id: string, size: ShopSize, peer: number | null, byDefault: boolean): Bench => ({
  id,
  unit: 's CPU to fit',
  peer,
  byDefault,
  async run() {
    const fitted = (await startWorker(workerBeside(import.meta.url, 'recommend-child'), { data: size })) as FitReport
    const model = recommenderFromBytes(fitted.bytes)
    const shop = drawShop(size)
    const random = seededRandom(`${BENCH_SEED} asked`)
    const scores = new Float64Array(size.products)
    const milliseconds: number[] = []
    for (let at = 0; at < ASKED + WARM; at++) {
      const history = historyOfCustomer(shop, Math.floor(random() * size.customers))
      const started = performance.now()
      model.score(history, scores)
      topItems(scores, 10, { exclude: new Set(history.items) })
      if (at >= WARM) milliseconds.push(performance.now() - started)
    }
    milliseconds.sort((a, b) => a - b)
    return {
      runs: [fitted.cpuSeconds],
      details: {
        ...size,
        purchases: shop.itemIds.length,
        wall_seconds: fitted.wallSeconds,
        peak_mb_of_process: fitted.peakMb,
        model_mb: Math.round(fitted.bytes.length / 2 ** 20),
        top_10_p50_ms: milliseconds[Math.floor(ASKED * 0.5)],
        top_10_p95_ms: milliseconds[Math.floor(ASKED * 0.95)],
      },
    }
  },
})

export const recommendBenches: readonly Bench[] = [
  bench('recommend_10k', { products: 10_000, customers: 100_000 }, 60, true),
  bench('recommend_100k', { products: 100_000, customers: 1_000_000 }, null, false),
]
