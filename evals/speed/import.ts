import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { BENCH_SEED, type Bench } from './bench.ts'
import { writeOrderFile } from './order-file.ts'
import { MEASURED_CODE, runImportChild } from './run-import-child.ts'

const LINES = 1_000_000
const RUNS = 3

/** A million order lines in a fresh process, through the importer as the command line uses it. */
const importBench = (id: string, shuffled: boolean, targetSeconds: number): Bench => ({
  id,
  unit: 's',
  peer: targetSeconds,
  byDefault: true,
  async run(folder) {
    const file = join(folder, `${id}.csv`)
    await writeOrderFile(file, { lines: LINES, customers: 100_000, products: 5000, seed: BENCH_SEED, shuffled })
    const runs: number[] = []
    const peaks: number[] = []
    for (let run = 0; run < RUNS; run += 1) {
      const store = join(folder, `${id}-${run}.sqlite`)
      const outcome = await runImportChild({ store, file, code: MEASURED_CODE })
      if (outcome.done?.read !== LINES) throw new Error(`${id}: read ${outcome.done?.read} of ${LINES} lines`)
      runs.push(outcome.seconds)
      peaks.push(outcome.peakMib)
      for (const suffix of ['', '-wal', '-shm']) rmSync(store + suffix, { force: true })
    }
    return { runs, details: { code: MEASURED_CODE, lines: LINES, peak_mib: peaks, peak_mib_target: 200 } }
  },
})

export const importBenches: readonly Bench[] = [
  importBench('import', false, 15),
  importBench('import-shuffled', true, 30),
]
