import { isMainThread } from 'node:worker_threads'
import { forecastSeries } from '../../src/compute/forecast/forecast-series.ts'
import { serveJob } from '../../src/jobs/serve-job.ts'
import { seededRandom } from '../../src/lib/random.ts'
import { BENCH_SEED } from './bench.ts'
import type { ForecastReport } from './forecast.ts'

interface Size {
  readonly series: number
  readonly weeks: number
  readonly horizon: number
}

/** Half rare and lumpy, half smooth with a season, as products and categories are. */
function drawSeries({ series, weeks }: Size): Float64Array[] {
  const random = seededRandom(BENCH_SEED)
  return Array.from({ length: series }, (_, at) => {
    const level = 1 + 60 * random() ** 3
    const chance = at % 2 === 0 ? 0.2 + 0.6 * random() : 1
    const swing = 0.4 * random()
    return Float64Array.from({ length: weeks }, (__, week) =>
      random() > chance ? 0 : Math.round(level * (1 + swing * Math.sin((week * 2 * Math.PI) / 52)) * (0.5 + random())),
    )
  })
}

if (!isMainThread) {
  await serveJob(({ data }) => {
    const size = data as Size
    const all = drawSeries(size)
    const cpu = process.cpuUsage()
    const started = performance.now()
    for (const history of all) forecastSeries(history, { horizon: size.horizon, season: 52 })
    const used = process.cpuUsage(cpu)
    return Promise.resolve({
      cpuSeconds: (used.user + used.system) / 1e6,
      wallSeconds: (performance.now() - started) / 1000,
      peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
    } satisfies ForecastReport)
  })
}
