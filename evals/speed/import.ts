import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BENCH_SEED, type Bench } from './bench.ts'
import { writeOrderFile } from './order-file.ts'
import { MEASURED_CODE } from './run-import-child.ts'

const BUILT = fileURLToPath(new URL('../../dist/src/import-command-child.js', import.meta.url))
const SOURCE = fileURLToPath(new URL('import-command-child.ts', import.meta.url))

const LINES = 1_000_000
const RUNS = 3

interface CommandOutcome {
  readonly read: number
  readonly seconds: number
  readonly cpuSeconds: number
  /** Of the whole process, which is all that the command has. */
  readonly peakMib: number
}

function importAsCommand(home: string, file: string): CommandOutcome {
  const args = MEASURED_CODE === 'built' ? [BUILT] : ['--import', 'tsx', SOURCE]
  const printed = execFileSync(process.execPath, [...args, home, file], { encoding: 'utf8' })
  // Our own child wrote the line: its shape is that of `import-command-child.ts`.
  return JSON.parse(printed) as CommandOutcome
}

/** `kith import` of a million order lines in a fresh process, until the rows are in. */
const importBench = (id: string, shuffled: boolean, targetSeconds: number): Bench => ({
  id,
  unit: 's',
  peer: targetSeconds,
  byDefault: true,
  async run(folder) {
    const file = join(folder, `${id}.csv`)
    await writeOrderFile(file, { lines: LINES, customers: 100_000, products: 5000, seed: BENCH_SEED, shuffled })
    const runs: number[] = []
    const cpu: number[] = []
    const peaks: number[] = []
    for (let run = 0; run < RUNS; run += 1) {
      const home = join(folder, `${id}-${run}`)
      const { read, seconds, cpuSeconds, peakMib } = importAsCommand(home, file)
      if (read !== LINES) throw new Error(`${id}: read ${read} of ${LINES} lines`)
      runs.push(seconds)
      cpu.push(cpuSeconds)
      peaks.push(peakMib)
      rmSync(home, { recursive: true })
    }
    return {
      runs,
      details: { code: MEASURED_CODE, lines: LINES, cpu_seconds: cpu, peak_mib: peaks, peak_mib_target: 200 },
    }
  },
})

export const importBenches: readonly Bench[] = [
  importBench('import', false, 15),
  importBench('import-shuffled', true, 30),
]
