import { CUSTOMER_BASE, CUSTOMER_SIGNALS } from '../../compute/anomaly/score-customers.ts'
import { LEAST_ORDERS } from '../../compute/anomaly/order-baseline.ts'
import { rocAuc } from '../../compute/evaluation/roc-auc.ts'
import { scoreClassifier } from '../../compute/evaluation/score-classifier.ts'
import { permutationImportance } from '../../compute/importance/permutation-importance.ts'
import type { ColumnTable } from '../../compute/stats/column-table.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Training, TrainingFrame } from '../models/model-definition.ts'
import type { ReportCard } from '../models/report-card.ts'
import { judgeRisk, RISK_JUDGED_DAYS, type JudgedRisk } from './judge-risk.ts'
import type { RiskFrame } from './order-baseline.ts'
import { packBaseline, type RiskParameters } from './risk-parameters.ts'
import { riskThresholds } from './risk-thresholds.ts'
import { scorePeriod } from './score-period.ts'

/** Reviews are facts of the shop whenever they were decided. */
export const riskFrame = ({ store, shop, asOf }: TrainingFrame): RiskFrame => ({
  store,
  shop,
  asOf,
  clock: () => Number.MAX_SAFE_INTEGER - 1,
})

/** Learns what is usual in the shop and, from reviews, how much each signal weighs; judged on what followed 90 days ago. */
export async function trainRisk(frame: TrainingFrame): Promise<Training<RiskParameters>> {
  const ctx = riskFrame(frame)
  await frame.checkpoint('what is usual', 0)
  const { shop, learnt } = await scorePeriod(ctx, { fromDay: ctx.asOf.day, toDay: ctx.asOf.day + 1 })
  const { orders } = shop.baseline
  if (orders < LEAST_ORDERS) {
    const failed = 'orders_to_learn_from'
    return {
      fitted: false,
      gate: { failed, have: orders, need: LEAST_ORDERS, pooled_estimate: null, opens_on: null },
    }
  }
  await frame.checkpoint('judging', 0.4)
  const parameters: RiskParameters = {
    baseline: packBaseline(shop.baseline),
    weights: learnt.weights,
    base: learnt.base,
    learnt: learnt.learnt,
  }
  return {
    fitted: true,
    parameters,
    reportCard: reportCardOf(ctx, await judgeRisk(ctx), parameters, orders),
    gate: null,
  }
}

function reportCardOf(
  ctx: RiskFrame,
  { cutDay, customers, outcome }: JudgedRisk,
  { learnt }: RiskParameters,
  orders: number,
): ReportCard {
  const { n, ...scores } = scoreClassifier(
    outcome,
    customers.map(({ score }) => score),
  )
  const table: ColumnTable = {
    names: CUSTOMER_SIGNALS,
    columns: CUSTOMER_SIGNALS.map((signal) => Float64Array.from(customers, ({ points }) => points[signal])),
    rows: n,
  }
  const quality = ({ columns }: ColumnTable): number =>
    rocAuc(
      outcome,
      Float64Array.from(outcome, (_, row) =>
        columns.reduce((sum, column) => sum + (column[row] as number), CUSTOMER_BASE),
      ),
    ) ?? 0.5
  const returns = customers.map(({ measures }) => measures.returnShare)
  return {
    model: 'risk',
    trained_on: [dateOfDay(ctx.asOf.day)],
    tested_on: n === 0 ? null : dateOfDay(cutDay),
    n_train: orders,
    n_test: n,
    training: {},
    out_of_time: scores,
    baseline: {
      name: 'share of units sent back',
      out_of_time: { base_rate: scores.base_rate, auc: rocAuc(outcome, returns) },
    },
    candidates: [],
    chosen: {
      name: learnt ? 'rules and isolation forest, weights from reviews' : 'rules and isolation forest',
      reason: learnt
        ? 'enough reviews of both kinds teach the weights'
        : 'too few reviews of either kind to learn weights from',
      reason_zh: learnt ? '两类复核结果都足够多，可以学习权重' : '两类复核结果中有一类太少，无法学习权重',
    },
    importance: n === 0 ? [] : permutationImportance(table, quality, { seed: 'risk' }).map(named),
    left_out: [],
    details: { thresholds: riskThresholds(ctx), days: RISK_JUDGED_DAYS, base: CUSTOMER_BASE },
  }
}

const named = ({ feature, importance }: { readonly feature: string; readonly importance: number }) => ({
  feature: `risk_${feature}`,
  importance,
})
