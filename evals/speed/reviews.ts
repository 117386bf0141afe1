import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { readDemoSettings } from '../../src/demo/settings.ts'
import { seededRandom } from '../../src/lib/random.ts'
import { dayOfDate, MS_PER_DAY } from '../../src/lib/time-zone.ts'
import { runTraining } from '../../src/services/models/run-training.ts'
import { checkReviews } from '../../src/services/review-checks/check-reviews.ts'
import type { AnalyzeReviewsInput } from '../../src/services/reviews/analyze-input.ts'
import { analyzeGenuineReviews } from '../../src/services/reviews/analyze-genuine-reviews.ts'
import { reviewModel } from '../../src/services/reviews/model/review-model.ts'
import { openStore, type Store } from '../../src/store/open.ts'
import { BENCH_SEED, type Bench } from './bench.ts'
import { contextFor } from './churn.ts'

const REVIEWS = 100_000
const CUSTOMERS = 40_000
const PRODUCTS = 600
const LAST_DAY = dayOfDate('2026-06-30')
const DAYS = 900
const WARM_RUNS = 5

const QUESTIONS: readonly (readonly [string, AnalyzeReviewsInput])[] = [
  ['all', {}],
  ['complaints', { filters: [{ field: 'sentiment', op: 'lt', value: -0.05 }] }],
  ['product', { product_id: 'SKU-7' }],
  ['period', { period: { from: '2026-01-01', to: '2026-07-01' } }],
  ['low_stars', { filters: [{ field: 'rating', op: 'lte', value: 2 }] }],
  ['topic', { filters: [{ field: 'topic', op: 'eq', value: 'delivery' }] }],
]

/** Reviews of one to three aspects, good or bad, from the phrases of the demo shop in both languages, with stars that fit. */
function fillWithReviews(store: Store): void {
  const random = seededRandom(`${BENCH_SEED}/reviews`)
  const pick = <Value>(list: readonly Value[]): Value => list[Math.floor(random() * list.length)] as Value
  const { reviews } = readDemoSettings()
  const filled = (text: string): string => text.replaceAll(/\{\w+\}/g, () => String(2 + Math.floor(random() * 40)))
  const { sqlite } = store
  sqlite.pragma('synchronous = OFF')
  const customer = sqlite.prepare('INSERT INTO customers (id, created_at, is_stub) VALUES (?, 0, 0)')
  const product = sqlite.prepare('INSERT INTO products (id, name, category) VALUES (?, ?, ?)')
  const review = sqlite.prepare(
    `INSERT INTO reviews (id, customer_id, product_id, rating, title, body, written_at, written_day)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  sqlite.transaction(() => {
    for (let i = 0; i < CUSTOMERS; i += 1) customer.run(`C-${i}`)
    for (let i = 0; i < PRODUCTS; i += 1) product.run(`SKU-${i}`, `Product ${i}`, `Kind ${i % 12}`)
    for (let i = 0; i < REVIEWS; i += 1) {
      const own = reviews[random() < 0.5 ? 'en' : 'zh']
      const good = random() < 0.72
      const aspects = Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(Object.keys(own.aspects)))
      const parts = [
        pick(own.openings),
        ...aspects.map((aspect) => {
          const kind = random() < 0.85 === good ? 'good' : 'bad'
          return pick(own.aspects[aspect]?.[kind] ?? own.closings[kind])
        }),
        pick(own.details),
        pick(own.closings[good ? 'good' : 'bad']),
      ]
      const day = LAST_DAY - Math.floor(random() * DAYS)
      review.run(
        `R-${i}`,
        `C-${Math.floor(random() ** 1.5 * CUSTOMERS)}`,
        `SKU-${Math.floor(random() ** 2 * PRODUCTS)}`,
        good ? 4 + Math.floor(random() * 2) : 1 + Math.floor(random() * 2),
        filled(pick(own.titles[good ? 'good' : 'bad'])),
        filled(parts.join(' ')),
        day * MS_PER_DAY + Math.floor(random() * MS_PER_DAY),
        day,
      )
    }
  })()
}

const cpuSeconds = (since?: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1e6
}

/** Of the whole process, its workers among it. */
const peakMib = (): number => Math.round(process.resourceUsage().maxRSS / 1024)

/**
 * A hundred thousand reviews analysed in a worker thread: language, sentiment learnt from stars, aspects, learnt words and topics;
 * then the same process asks for topics, first and again, and looks for reviews that may not be genuine.
 */
export const reviewsBench: Bench = {
  id: 'reviews-100k',
  unit: 's',
  peer: 120,
  byDefault: true,
  async run(folder) {
    const store = openStore(join(folder, 'kith.sqlite'))
    try {
      fillWithReviews(store)
      const ctx = contextFor(store, folder)
      const [started, cpu] = [performance.now(), process.cpuUsage()]
      await runTraining(ctx, reviewModel, ctx.asOf)
      const analysed = (performance.now() - started) / 1000
      const analysedCpu = cpuSeconds(cpu)
      const analysedPeak = peakMib()
      const first = performance.now()
      await analyzeGenuineReviews({ ctx, input: {} })
      const firstSeconds = (performance.now() - first) / 1000
      const warm: Record<string, number> = {}
      for (const [name, input] of QUESTIONS) {
        const times: number[] = []
        for (let run = 0; run < WARM_RUNS; run += 1) {
          const from = performance.now()
          await analyzeGenuineReviews({ ctx, input })
          times.push(performance.now() - from)
        }
        warm[name] = Math.round(times.toSorted((a, b) => a - b)[Math.floor(WARM_RUNS / 2)] ?? 0)
      }
      const [checkStarted, checkCpu] = [performance.now(), process.cpuUsage()]
      const { data } = await checkReviews({ ctx, input: {} })
      return {
        runs: [analysed],
        details: {
          reviews: REVIEWS,
          analysed_cpu_seconds: analysedCpu,
          first_question_seconds: firstSeconds,
          warm_question_ms: warm,
          slowest_warm_ms: Math.max(...Object.values(warm)),
          check_reviews_seconds: (performance.now() - checkStarted) / 1000,
          check_reviews_cpu_seconds: cpuSeconds(checkCpu),
          flagged: data.flagged,
          peak_mib_analysed: analysedPeak,
          peak_mib: peakMib(),
        },
      }
    } finally {
      store.close()
    }
  },
}
