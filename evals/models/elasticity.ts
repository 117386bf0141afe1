import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { fitPanel } from '../../src/compute/pricing/fit-panel.ts'
import { within, type Check } from './check.ts'

/** Elasticity and standard error of each brand: log-log with deal, feature and an effect for each store. */
const PUBLISHED = [
  [1, -2.480413, 0.024975],
  [4, -3.198376, 0.047902],
  [10, -2.809727, 0.03859],
  [11, -1.1202, 0.019264],
] as const
const CLOSE = 1e-6

export const elasticity: Check = {
  id: 'elasticity',
  data: 'pricing-orange-juice',
  run({ dataFolder }) {
    const path = join(dataFolder, 'data/pricing-orange-juice/orangeJuice_yx.csv.gz')
    const rows = parse(gunzipSync(readFileSync(path)), { columns: true }) as readonly Record<string, string>[]
    return Promise.resolve(
      PUBLISHED.flatMap(([brand, value, error]) => {
        const own = rows.filter((row) => Number(row['brand']) === brand)
        const stores = [...new Set(own.map((row) => row['store']))]
        const column = (read: (row: Record<string, string>) => number): Float64Array => Float64Array.from(own, read)
        const fit = fitPanel(
          column((row) => Number(row['logmove'])),
          [
            column((row) => Math.log(Number(row[`price${brand}`]))),
            column((row) => Number(row['deal'])),
            column((row) => Number(row['feat'])),
          ],
          [{ groupOf: Int32Array.from(own, (row) => stores.indexOf(row['store'])), groups: stores.length }],
        )
        // The published digits end at the sixth: half of one on top of the tolerance.
        return [
          within(`brand ${brand}, elasticity`, value, fit?.coefficients[0] ?? Number.NaN, CLOSE + 5e-7),
          within(`brand ${brand}, standard error`, error, fit?.standardErrors[0] ?? Number.NaN, CLOSE + 5e-7),
        ]
      }),
    )
  },
}
