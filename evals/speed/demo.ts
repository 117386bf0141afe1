import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { LoadedDemoShop } from '../../src/services/demo/load-demo-shop.ts'
import type { Bench } from './bench.ts'
import { MEASURED_CODE } from './run-import-child.ts'

const RUNS = 3
const TARGET_SECONDS = 25
/** Rows were quarantined: the demo's last order file ends with some that cannot be read. */
const DONE_WITH_REJECTS = 3

interface Outcome {
  readonly seconds: number
  readonly cpuSeconds: number
  readonly peakMib: number
  readonly phases: LoadedDemoShop['seconds']
}

function runDemo(home: string): Promise<Outcome> {
  const built = MEASURED_CODE === 'built'
  const path = fileURLToPath(new URL(built ? '../../dist/src/demo-child.js' : 'demo-child.ts', import.meta.url))
  const args = [...(built ? [] : ['--import', 'tsx']), path, 'demo', '--json']
  const started = performance.now()
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      args,
      { env: { ...process.env, KITH_HOME: home, LOG_LEVEL: 'silent' }, maxBuffer: 2 ** 26 },
      (error, stdout, stderr) => {
        if (error !== null && error.code !== DONE_WITH_REJECTS) return reject(error)
        const seconds = (performance.now() - started) / 1000
        // Our own child wrote both: their shapes are those of `demo-child.ts` and of the demo command.
        const used = JSON.parse(stderr.trim().split('\n').at(-1) ?? '') as Pick<Outcome, 'cpuSeconds' | 'peakMib'>
        const loaded = JSON.parse(stdout) as LoadedDemoShop
        resolve({ seconds, ...used, phases: loaded.seconds })
      },
    )
  })
}

/** The default demo shop, made and loaded into an empty store by the command line: process start and features included. */
export const demoBench: Bench = {
  id: 'demo',
  unit: 's',
  peer: TARGET_SECONDS,
  byDefault: true,
  async run(folder) {
    const outcomes: Outcome[] = []
    for (let run = 0; run < RUNS; run += 1) outcomes.push(await runDemo(join(folder, String(run))))
    return {
      runs: outcomes.map(({ seconds }) => seconds),
      details: {
        code: MEASURED_CODE,
        cpu_seconds: outcomes.map(({ cpuSeconds }) => cpuSeconds),
        peak_mib: outcomes.map(({ peakMib }) => peakMib),
        phases: outcomes.map(({ phases }) => phases),
      },
    }
  },
}
