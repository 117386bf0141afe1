import { reliabilityBins } from '../../compute/evaluation/calibration-error.ts'
import { classificationCounts } from '../../compute/evaluation/classification-counts.ts'
import { costThreshold } from '../../compute/evaluation/cost-threshold.ts'
import { profileColumn } from '../../compute/evaluation/population-stability.ts'
import { rocAuc } from '../../compute/evaluation/roc-auc.ts'
import { scoreClassifier } from '../../compute/evaluation/score-classifier.ts'
import { filterFeatures } from '../../compute/feature-selection/filter-features.ts'
import { permutationImportance } from '../../compute/importance/permutation-importance.ts'
import { sigmoid } from '../../compute/linear/sigmoid.ts'
import { stackTables, takeColumns, takeRows, takeValues } from '../../compute/stats/column-table.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Training, TrainingFrame } from '../models/model-definition.ts'
import type { ReportCard } from '../models/report-card.ts'
import { readSetting } from '../settings/read-setting.ts'
import { chooseCandidate, fitCandidate, UNCOMPARED, type Choice } from './churn-candidates.ts'
import { planCutOffs } from './churn-cut-offs.ts'
import { gateChurn, gateOneOutcome, RARER_NEEDED } from './churn-gate.ts'
import type { ChurnParameters, TierThreshold } from './churn-parameters.ts'
import { fitLinear, scoreRows, type ChurnScorer, type LabelledRows } from './churn-scorer.ts'
import { readCutOffs, type CutOffRows } from './churn-training-rows.ts'
import { readProductFigures } from './read-product-figures.ts'
import { fitMoneyPrior } from './value-if-stays.ts'
import { loadCustomerFeatures } from '../../features/load-customer-features.ts'

/** A feature that alone tells who leaves this well knows the outcome. */
const LEAK_STRENGTH = 0.985
const IMPORTANCE_ROWS = 5000
const BASELINE = '(orders + 1) / (days since last + 1)'

/**
 * Learns who will not order within the horizon: candidates are compared on an earlier cut-off, the best is judged on the
 * latest one whose outcome is known, and fitted again with that one's rows to serve.
 */
export async function trainChurn(frame: TrainingFrame, horizonDays: number): Promise<Training<ChurnParameters>> {
  const { store, shop, asOf, seed } = frame
  await frame.checkpoint('features', 0)
  const features = loadCustomerFeatures(store, { asOf, shop })
  const gate = gateChurn(features, horizonDays)
  if (gate !== null) return { fitted: false, gate }
  const firstDay = features.purchases.days.reduce((first, day) => Math.min(first, day), asOf.day)
  const plan = planCutOffs({ asOfDay: asOf.day, firstDay, customers: features.size }, horizonDays)
  if (plan === null) return { fitted: false, gate: gateOneOutcome(features, horizonDays, 0) }
  const { cuts, setup } = await readCutOffs(frame, features, plan, horizonDays)
  const rowsOf = (days: readonly number[]): LabelledRows => stacked(days.flatMap((day) => cuts.get(day) ?? []))
  const known = rowsOf(plan.judge.train)
  const test = rowsOf([plan.judge.test])
  const rarer = Math.min(rarerOf(known.labels), rarerOf(test.labels))
  if (rarer < RARER_NEEDED) return { fitted: false, gate: gateOneOutcome(features, horizonDays, rarer) }
  const filtered = filterFeatures(known.table, known.labels, { leakStrength: LEAK_STRENGTH })
  const names = filtered.filter(({ kept }) => kept).map(({ feature }) => feature)
  const only = (rows: LabelledRows): LabelledRows => ({ ...rows, table: takeColumns(rows.table, names) })

  let choice: Choice = UNCOMPARED
  const comparisons = plan.select
    .map(({ train, test: day }) => ({ day, train: only(rowsOf(train)), test: only(rowsOf([day])) }))
    .filter(({ train, test: rows }) => Math.min(rarerOf(train.labels), rarerOf(rows.labels)) >= RARER_NEEDED)
  if (comparisons.length > 0) {
    choice = await chooseCandidate(comparisons, seed, (name) => frame.checkpoint(`comparing ${name}`, 0.3))
  }
  await frame.checkpoint('judging', 0.5)
  const judged = fitChosen(only(known), choice, seed)
  const probabilities = scoreRows(judged, test.table).map(sigmoid)
  await frame.checkpoint('fitting', 0.65)
  const learnt = only(rowsOf(plan.final))
  const scorer = fitChosen(learnt, choice, seed)
  const tiers = tiersOf(frame, test.labels, probabilities)
  const outOfTime = scoreClassifier(test.labels, probabilities)
  const reportCard: ReportCard = {
    model: 'churn',
    trained_on: plan.judge.train.map(dateOfDay),
    tested_on: dateOfDay(plan.judge.test),
    n_train: known.labels.length,
    n_test: test.labels.length,
    training: { ...scoreClassifier(known.labels, scoreRows(judged, known.table).map(sigmoid)) },
    out_of_time: { ...outOfTime },
    baseline: { name: BASELINE, out_of_time: { ...baselineScores(known, test) } },
    candidates: choice.candidates,
    chosen: { name: choice.settings.name, reason: choice.reason, reason_zh: choice.reasonZh },
    importance: importanceOf(judged, only(test), seed),
    left_out: filtered
      .filter(({ kept }) => !kept)
      .map(({ feature, reason }) => ({ feature, reason: reason ?? 'unknown' })),
    details: {
      horizon_days: horizonDays,
      compared_on: comparisons.map(({ day }) => dateOfDay(day)),
      serves_from: plan.final.map(dateOfDay),
      reliability: reliabilityBins(test.labels, probabilities),
      tiers,
      thresholds: Array.from({ length: 19 }, (_, i) => {
        const { threshold, precision, recall } = classificationCounts(test.labels, probabilities, (i + 1) / 20)
        return { threshold, precision, recall }
      }),
    },
  }
  const money = rowsOf(plan.final)
  const parameters: ChurnParameters = {
    setup,
    products: readProductFigures(store, asOf, features.customerIds),
    candidate: choice.settings.name,
    scorer,
    tiers,
    money: fitMoneyPrior(money.table, setup),
    profiles: Object.fromEntries(
      learnt.table.names.map((name, i) => [name, profileColumn(learnt.table.columns[i] as Float64Array)]),
    ),
    levelError: (outOfTime.base_rate ?? 0) - mean(probabilities),
  }
  return { fitted: true, parameters, reportCard, gate: null }
}

const stacked = (cuts: readonly CutOffRows[]): LabelledRows => {
  const labels = new Float64Array(cuts.reduce((sum, cut) => sum + cut.labels.length, 0))
  let from = 0
  for (const cut of cuts) {
    labels.set(cut.labels, from)
    from += cut.labels.length
  }
  return { table: stackTables(cuts.map(({ table }) => table)), labels }
}

/** Rows of the class that fewer belong to. */
const rarerOf = (labels: Float64Array): number => {
  const left = labels.reduce((sum, label) => sum + label, 0)
  return Math.min(left, labels.length - left)
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length

const fitChosen = (rows: LabelledRows, { settings }: Choice, seed: string): ChurnScorer =>
  fitCandidate(rows, settings, seed) ?? fitLinear(rows, rows.table.names, settings.l2)

/** High is the threshold of the least cost; medium the one where missing somebody costs twice as much. */
function tiersOf(
  { store }: TrainingFrame,
  labels: Float64Array,
  probabilities: Float64Array,
): ChurnParameters['tiers'] {
  const falseAlarm = readSetting(store, 'churn_cost_false_alarm')
  const missed = readSetting(store, 'churn_cost_missed')
  const tier = (missedCost: number): TierThreshold => {
    const { threshold } = costThreshold(labels, probabilities, { falseAlarm, missed: missedCost })
    const { precision, recall } = classificationCounts(labels, probabilities, threshold)
    return { threshold, precision, recall }
  }
  const high = tier(missed)
  const medium = tier(2 * missed)
  return { high, medium: medium.threshold <= high.threshold ? medium : high }
}

/** The plain ratio, turned into probabilities on the training rows so that Brier and log loss mean something. */
const baselineScores = (train: LabelledRows, test: LabelledRows) =>
  scoreClassifier(test.labels, scoreRows(fitLinear(train, ['ratio'], 1), test.table).map(sigmoid))

function importanceOf(scorer: ChurnScorer, test: LabelledRows, seed: string): ReportCard['importance'] {
  const step = Math.max(1, Math.ceil(test.labels.length / IMPORTANCE_ROWS))
  const rows = Array.from({ length: Math.ceil(test.labels.length / step) }, (_, i) => i * step)
  const labels = takeValues(test.labels, rows)
  return permutationImportance(takeRows(test.table, rows), (table) => rocAuc(labels, scoreRows(scorer, table)) ?? 0, {
    seed,
  })
}
