import { rocAuc } from '../../src/compute/evaluation/roc-auc.ts'
import { scoreClassifier } from '../../src/compute/evaluation/score-classifier.ts'
import { applyScaling, fitScaling } from '../../src/compute/linear/feature-scaling.ts'
import { fitLogistic, logisticLogOdds } from '../../src/compute/linear/fit-logistic.ts'
import { sigmoid } from '../../src/compute/linear/sigmoid.ts'
import { takeRows, takeValues } from '../../src/compute/stats/column-table.ts'
import { gridSearch } from '../../src/compute/validation/grid-search.ts'
import { atLeast, atMost, type Check } from './check.ts'
import { readChurnSplit, type ChurnSplit } from './support/read-churn-split.ts'

const PENALTIES = [0.1, 0.3, 1, 3, 10, 30, 100] as const
const FOLDS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const

/**
 * Logistic regression on logs of prepared features. The penalty is chosen by ten folds of the training rows; the test rows
 * are scored once.
 */
export const churnSplits: readonly Check[] = [
  {
    id: 'churn-online-retail',
    data: 'splits/churn-online_retail-{train,test}.csv.gz',
    run: async ({ dataFolder }) => {
      const { scores, baseline } = judge(dataFolder, 'online_retail')
      return [
        atLeast('AUC', 0.7463, scores.auc, 4),
        atLeast('average precision', 0.638, scores.average_precision, 3),
        atMost('Brier score', 0.2072, scores.brier, 4),
        atLeast('AUC beyond (orders + 1) / (days since last + 1)', baseline, scores.auc, 4),
      ]
    },
  },
  {
    id: 'churn-cdnow',
    data: 'splits/churn-cdnow_master-{train,test}.csv.gz',
    run: async ({ dataFolder }) => {
      const { scores, baseline } = judge(dataFolder, 'cdnow_master')
      return [
        atLeast('AUC', 0.8085, scores.auc, 4),
        atMost('Brier score', 0.1041, scores.brier, 4),
        atLeast('AUC beyond (orders + 1) / (days since last + 1)', baseline, scores.auc, 4),
      ]
    },
  },
]

function judge(dataFolder: string, name: string) {
  const train = readChurnSplit(dataFolder, `splits/churn-${name}-train.csv.gz`)
  const test = readChurnSplit(dataFolder, `splits/churn-${name}-test.csv.gz`)
  const [best] = gridSearch(PENALTIES, FOLDS, (l2, fold) => {
    const rows = Array.from({ length: train.table.rows }, (_, row) => row)
    const held = part(
      train,
      rows.filter((row) => row % FOLDS.length === fold),
    )
    const rest = part(
      train,
      rows.filter((row) => row % FOLDS.length !== fold),
    )
    return rocAuc(held.labels, fitAndScore(rest, held, l2)) ?? 0
  })
  const probabilities = fitAndScore(train, test, best?.settings ?? 1).map(sigmoid)
  const column = (wanted: string): Float64Array =>
    test.table.columns[test.table.names.indexOf(wanted)] ?? new Float64Array(test.table.rows)
  const recency = column('rec')
  const ratio = column('freq').map((orders, row) => -(orders + 1) / ((recency[row] ?? 0) + 1))
  return { scores: scoreClassifier(test.labels, probabilities), baseline: rocAuc(test.labels, ratio) ?? 0 }
}

const part = ({ table, labels }: ChurnSplit, rows: readonly number[]): ChurnSplit => ({
  table: takeRows(table, rows),
  labels: takeValues(labels, rows),
})

function fitAndScore(train: ChurnSplit, test: ChurnSplit, l2: number): Float64Array {
  const scaling = fitScaling(train.table, () => true)
  const model = fitLogistic(applyScaling(scaling, train.table), train.labels, { l2 })
  return logisticLogOdds(model, applyScaling(scaling, test.table))
}
