import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { estimateDrivers } from '../../src/compute/drivers/estimate-drivers.ts'
import { seededRandom } from '../../src/lib/random.ts'
import { within, type Check } from './check.ts'

interface Swiss {
  readonly rows: readonly (readonly number[])[]
  readonly lmg: { readonly factors: readonly string[]; readonly shares: readonly number[]; readonly total: number }
}

/** Shapley shares of R^2 on R's `swiss`, against R's relaimpo. */
export const drivers: Check = {
  id: 'drivers',
  data: 'R swiss (data/reference)',
  run() {
    const path = join(import.meta.dirname, '../../data/reference/swiss.json')
    const { rows, lmg } = JSON.parse(readFileSync(path, 'utf8')) as Swiss
    const ours = estimateDrivers(
      {
        values: Float64Array.from(rows.flatMap(([fertility = 0, ...factors]) => [...factors, fertility])),
        factors: lmg.factors.length,
        owners: Int32Array.from(rows, (_, row) => row),
      },
      seededRandom('swiss'),
    )
    return Promise.resolve([
      ...lmg.factors.map((factor, i) => within(factor, lmg.shares[i] ?? 0, ours.drivers[i]?.share ?? 0, 1e-6)),
      within('R squared', lmg.total, ours.explained, 1e-6),
    ])
  },
}
