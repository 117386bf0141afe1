import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { checks } from './checks.ts'
import type { Measurement } from './check.ts'
import { keepMeasurements, type KeptMeasurement } from './support/keep-measurements.ts'

/** `npm run -s validate -- --data ../shared [--only ID,...] [--json]`: our numbers beside their targets on real data. */
const SEED = 'kith'

const { values } = parseArgs({
  options: { data: { type: 'string' }, only: { type: 'string' }, json: { type: 'boolean', default: false } },
})
if (values.data === undefined) usage('--data is missing: the folder that holds data/ and splits/')
const only = values.only?.toLowerCase().split(',')
const known = new Set(checks.map(({ id }) => id))
const unknown = only?.filter((id) => !known.has(id)) ?? []
if (unknown.length > 0) usage(`there is no check '${unknown.join("', '")}'; checks are: ${[...known].join(', ')}`)

const scratch = mkdtempSync(join(tmpdir(), 'kith-validate-'))
try {
  const rows: KeptMeasurement[] = []
  const path = resultsPath()
  for (const check of checks.filter(({ id }) => only === undefined || only.includes(id))) {
    rows.push(...(await measured(check)))
    keepMeasurements(path, SEED, rows)
  }
  if (values.json) process.stdout.write(`${JSON.stringify({ rows }, null, 2)}\n`)
  else printTable(rows)
  process.exitCode = rows.every(({ ok }) => ok) ? 0 : 1
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

async function measured(check: (typeof checks)[number]): Promise<KeptMeasurement[]> {
  const before = process.cpuUsage()
  const frame = { dataFolder: resolve(values.data ?? '.'), scratch, seed: SEED }
  const found = await check
    .run(frame)
    .catch((error: unknown): readonly Measurement[] => [
      { metric: 'runs', target: 'yes', ours: error instanceof Error ? error.message : String(error), ok: false },
    ])
  const used = process.cpuUsage(before)
  const commit = execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], { encoding: 'utf8' }).trim()
  const machine = `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`
  const cost = {
    cpu_seconds: Math.round((used.user + used.system) / 10_000) / 100,
    // Of the process so far: a check that is run alone shows its own.
    peak_mb: Math.round(process.resourceUsage().maxRSS / 1024),
  }
  return found.map((measurement) => ({ id: check.id, data: check.data, ...measurement, ...cost, commit, machine }))
}

function resultsPath(): string {
  const folder = resolve(import.meta.dirname, '../results')
  mkdirSync(folder, { recursive: true })
  return join(folder, `validate.${new Date().toISOString().slice(0, 10)}.json`)
}

function printTable(rows: readonly KeptMeasurement[]): void {
  for (const { id, metric, target, ours, ok, cpu_seconds: seconds, peak_mb: peak } of rows) {
    process.stdout.write(
      `${ok ? 'ok  ' : 'FAIL'} ${id}: ${metric}: ${ours} (target ${target}; ${seconds} s CPU, ${peak} MB)\n`,
    )
  }
}

function usage(problem: string): never {
  process.stderr.write(`${problem}\nusage: npm run -s validate -- --data ../shared [--only ID,...] [--json]\n`)
  process.exit(2)
}
