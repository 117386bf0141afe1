import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { fitIsolationForest, scoreIsolation } from '../../src/compute/anomaly/isolation-forest.ts'
import { rocAuc } from '../../src/compute/evaluation/roc-auc.ts'
import { seededRandom } from '../../src/lib/random.ts'
import { within, type Check } from './check.ts'

/** Area under the curve of ADBench's isolation forest. */
const PUBLISHED = [
  { set: 'cardio', file: '6_cardio', auc: 0.9261 },
  { set: 'annthyroid', file: '2_annthyroid', auc: 0.8323 },
  { set: 'mammography', file: '23_mammography', auc: 0.8612 },
  { set: 'ionosphere', file: '18_Ionosphere', auc: 0.8417 },
] as const
const SEEDS = ['1', '2', '3'] as const

function readTable(path: string): { readonly columns: Float64Array[]; readonly labels: number[] } {
  const rows = gunzipSync(readFileSync(path))
    .toString('utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map(Number))
  const width = (rows[0]?.length ?? 1) - 1
  return {
    columns: Array.from({ length: width }, (_, j) => Float64Array.from(rows, (row) => row[j] ?? 0)),
    labels: rows.map((row) => row[width] ?? 0),
  }
}

/** The isolation forest on outlier sets, fitted and scored on all rows, mean of three seeds. */
export const isolation: Check = {
  id: 'isolation',
  data: 'adbench',
  run({ dataFolder, seed }) {
    return Promise.resolve(
      PUBLISHED.map(({ set, file, auc }) => {
        const { columns, labels } = readTable(join(dataFolder, 'data/adbench', `${file}.csv.gz`))
        const aucs = SEEDS.map((each) => {
          const forest = fitIsolationForest(columns, { random: seededRandom(`${seed}/${set}/${each}`) })
          return rocAuc(labels, scoreIsolation(forest, columns)) ?? 0
        })
        const mean = aucs.reduce((sum, one) => sum + one, 0) / aucs.length
        return within(`${set}: AUC of the isolation forest, mean of 3 seeds`, auc, Number(mean.toFixed(4)), 0.01)
      }),
    )
  },
}
