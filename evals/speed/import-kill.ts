import { join } from 'node:path'
import { stderr } from 'node:process'
import { seededRandom } from '../../src/lib/random.ts'
import { BENCH_SEED, type Bench } from './bench.ts'
import { compareStores } from './compare-stores.ts'
import { writeOrderFile } from './order-file.ts'
import { MEASURED_CODE, runImportChild } from './run-import-child.ts'

const KILLS = 200
const LINES = 50_000
const TRANSACTION_RECORDS = 5000
/** A run has about nine: a resumed one commits what it replays, too. */
const COMMITS = 9

/**
 * Kills imports of 50,000 shuffled lines 200 times in all, at random moments after random commits, and begins a new store
 * whenever one is complete. Counts what was lost or doubled against an import that nobody killed.
 */
export const importKillBench: Bench = {
  id: 'import-kill',
  unit: 'rows lost or doubled',
  peer: 0,
  byDefault: false,
  async run(folder) {
    const file = join(folder, 'kill.csv')
    await writeOrderFile(file, { lines: LINES, customers: 5000, products: 500, seed: BENCH_SEED, shuffled: true })
    const reference = join(folder, 'reference.sqlite')
    await runImportChild({ store: reference, file, code: MEASURED_CODE })
    const random = seededRandom(BENCH_SEED)
    let kills = 0
    let complete = 0
    let wrong = 0
    let rollupsEqual = true
    let checks = true
    while (kills < KILLS) {
      const store = join(folder, `kill-${complete}.sqlite`)
      for (let open = true; open;) {
        const kill = { afterCommit: Math.floor(random() * COMMITS), delayMs: Math.floor(random() * 150) }
        const outcome = await runImportChild({
          code: MEASURED_CODE,
          store,
          file,
          transactionRecords: TRANSACTION_RECORDS,
          ...(kills < KILLS ? { kill } : {}),
        })
        if (outcome.killed) {
          kills += 1
          if (kills % 10 === 0) stderr.write(`${kills} kills, ${complete} complete\n`)
        } else open = false
      }
      const compared = compareStores(store, reference)
      complete += 1
      wrong += compared.lost + compared.doubled
      rollupsEqual = rollupsEqual && compared.rollupsEqualRebuild
      checks = checks && compared.check === 'ok'
    }
    return {
      runs: [wrong],
      details: {
        kills,
        complete,
        lines: LINES,
        rollups_equal_rebuild: rollupsEqual,
        quick_check: checks ? 'ok' : 'failed',
      },
    }
  },
}
