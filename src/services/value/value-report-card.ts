import { scoreClassifier } from '../../compute/evaluation/score-classifier.ts'
import { descendingOrder } from '../../compute/evaluation/rank-order.ts'
import type { ModelScores } from '../models/report-card.ts'

/** What one way of predicting said of the hold-out, and what came. Columns of equal length n; money in minor units. */
export interface HoldOutScores {
  readonly n: number
  /** Ranks customers by whether they order at all; probabilities where `calibrated`. */
  readonly any: Float64Array
  readonly calibrated: boolean
  readonly orders: Float64Array | null
  readonly netMinor: Float64Array
}

export interface HoldOutTruth {
  readonly bought: Float64Array
  readonly purchases: Float64Array
  readonly netMinor: Float64Array
}

const NEEDS_PROBABILITIES = ['brier', 'log_loss', 'calibration_error']

/** Scores of orders and money on the hold-out, by the names under which the report card shows them. */
export function scoreHoldOut(predicted: HoldOutScores, truth: HoldOutTruth): ModelScores {
  const scores: Record<string, number | null> = { ...scoreClassifier(truth.bought, predicted.any) }
  if (!predicted.calibrated) for (const name of NEEDS_PROBABILITIES) scores[name] = null
  return {
    ...scores,
    orders_mae: predicted.orders === null ? null : absoluteError(predicted.orders, truth.purchases),
    revenue_mae_minor: absoluteError(predicted.netMinor, truth.netMinor),
    revenue_ratio: ratio(sum(predicted.netMinor), sum(truth.netMinor)),
    top_decile_revenue_share: topRevenueShare(predicted.netMinor, truth.netMinor),
  }
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0)
const ratio = (a: number, b: number): number | null => (b === 0 ? null : a / b)

const absoluteError = (predicted: Float64Array, actual: Float64Array): number | null =>
  ratio(
    predicted.reduce((total, value, i) => total + Math.abs(value - (actual[i] ?? 0)), 0),
    predicted.length,
  )

/** Share of what came that the tenth of customers brought whom the prediction put first. */
function topRevenueShare(predicted: Float64Array, actual: Float64Array): number | null {
  const top = descendingOrder(predicted).subarray(0, Math.max(1, Math.round(predicted.length / 10)))
  return ratio(
    top.reduce((total, i) => total + (actual[i] ?? 0), 0),
    sum(actual),
  )
}
