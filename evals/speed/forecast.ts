import { startWorker, workerBeside } from '../../src/jobs/start-worker.ts'
import type { Bench } from './bench.ts'

const SERIES = 10_000
const WEEKS = 120
const HORIZON = 8

export interface ForecastReport {
  readonly wallSeconds: number
  readonly cpuSeconds: number
  readonly peakMb: number
}

/** Ten thousand weekly series chosen, forecast, given bands and back-tested in a worker. */
export const forecastBench: Bench = {
  id: 'forecast-10k',
  unit: 's CPU',
  peer: 60,
  byDefault: true,
  async run() {
    const size = { series: SERIES, weeks: WEEKS, horizon: HORIZON }
    const report = (await startWorker(workerBeside(import.meta.url, 'forecast-child'), {
      data: size,
    })) as ForecastReport
    return {
      runs: [report.cpuSeconds],
      details: { ...size, wall_seconds: report.wallSeconds, peak_mb_of_process: report.peakMb },
    }
  },
}
