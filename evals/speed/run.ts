import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { arch, cpus, platform, tmpdir, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { argv, exitCode, stderr, stdout, version } from 'node:process'
import { BENCH_SEED, type Bench, type BenchRow } from './bench.ts'
import { contextCardBench } from './context-card.ts'
import { churnBenches } from './churn.ts'
import { riskBench } from './risk.ts'
import { demoBench } from './demo.ts'
import { eventBenches } from './events.ts'
import { forecastBench } from './forecast.ts'
import { freshnessBench } from './freshness.ts'
import { importBenches } from './import.ts'
import { importKillBench } from './import-kill.ts'
import { keepRows, type KeptRow } from './keep-rows.ts'
import { kmeansBench } from './kmeans.ts'
import { metricsBench } from './metrics.ts'
import { measureRecommend100k, measureRecommend1m } from './recommend-shop.ts'
import { questionsBench } from './questions.ts'
import { recommendBenches } from './recommend.ts'
import { measureReading } from './reading.ts'
import { reviewsBench } from './reviews.ts'
import { textIndexBenches } from './text-index.ts'
import { sigtermBench } from './sigterm.ts'
import { pageBench } from './page.ts'
import { sseBench } from './sse.ts'
import { manyProductsBench } from './many-products.ts'
import { uploadBench } from './upload.ts'
import { measureRfm } from './rfm.ts'
import { keepHeapsSmall } from '../../src/config/heap-growth.ts'

/** `npm run -s bench -- [--only ID,...] [--json]`: speed and memory of what we claim, each in a fresh process. */
const BENCHES: readonly Bench[] = [
  ...importBenches,
  importKillBench,
  demoBench,
  metricsBench,
  questionsBench,
  kmeansBench,
  ...churnBenches,
  riskBench,
  freshnessBench,
  forecastBench,
  ...recommendBenches,
  ...eventBenches,
  contextCardBench,
  sseBench,
  pageBench,
  uploadBench,
  sigtermBench,
  ...textIndexBenches,
  reviewsBench,
  manyProductsBench,
]

// Whatever is measured in this process runs in one like the product's.
keepHeapsSmall()

type MeasuredRow = Omit<BenchRow, 'details'> & Partial<Pick<BenchRow, 'details'>>

/** Measurements that run in this process and may give several rows. */
const SUITES: Readonly<Record<string, () => Promise<readonly MeasuredRow[]>>> = {
  reading: async () => [await measureReading()],
  rfm: () => Promise.resolve(measureRfm()),
  'recommend-100k': measureRecommend100k,
}

/** The same, of sizes that run only when they are named. */
const LARGE_SUITES: typeof SUITES = { 'recommend-1m': measureRecommend1m }

const valueAfter = (flag: string): string | undefined => {
  const position = argv.indexOf(flag)
  return position < 0 ? undefined : argv[position + 1]
}

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

const commit = (): string => execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' }).trim()

async function measure(bench: Bench): Promise<BenchRow> {
  const folder = mkdtempSync(join(tmpdir(), `kith-bench-${bench.id}-`))
  try {
    const { runs, details } = await bench.run(folder)
    const ours = median(runs)
    const ratio = bench.peer === null || bench.peer === 0 ? null : ours / bench.peer
    return { id: bench.id, ours, unit: bench.unit, peer: bench.peer, ratio, runs, details }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const only = valueAfter('--only')?.split(',')
const known = [...BENCHES.map((bench) => bench.id), ...Object.keys({ ...SUITES, ...LARGE_SUITES })]
const unknown = only?.filter((id) => !known.includes(id)) ?? []
if (unknown.length > 0) {
  stderr.write(`unknown: ${unknown.join(', ')}; known: ${known.join(', ')}\n`)
  process.exit(2)
}
const machine = `${cpus().length} x ${cpus()[0]?.model ?? arch()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${platform()}, Node ${version}`
const results = resolve(import.meta.dirname, '../results')
mkdirSync(results, { recursive: true })
const path = join(results, `bench.${new Date().toISOString().slice(0, 10)}.json`)
const rows: KeptRow[] = []
/** At once, so that a bench that fails later costs no row. */
const keep = (row: BenchRow): void => {
  rows.push({ ...row, commit: commit(), machine })
  keepRows(path, { seed: BENCH_SEED, rows })
}
for (const bench of BENCHES.filter(({ id, byDefault }) => (only === undefined ? byDefault : only.includes(id)))) {
  stderr.write(`${bench.id} ...\n`)
  keep(await measure(bench))
}
for (const [id, measureAll] of Object.entries({ ...SUITES, ...LARGE_SUITES })) {
  if (only === undefined ? id in LARGE_SUITES : !only.includes(id)) continue
  stderr.write(`${id} ...\n`)
  for (const row of await measureAll()) keep({ details: {}, ...row })
}
stdout.write(
  argv.includes('--json')
    ? `${JSON.stringify({ seed: BENCH_SEED, rows }, null, 2)}\n`
    : rows.map((row) => `${row.id}: ${row.ours.toFixed(2)} ${row.unit} (target ${row.peer ?? 'none'})\n`).join(''),
)
process.exitCode = exitCode ?? 0
