import { fitLogistic } from '../../compute/linear/fit-logistic.ts'
import {
  BASE_LOG_ODDS,
  ORDER_SIGNALS,
  RULE_WEIGHTS,
  type ScoredOrders,
  type SignalWeights,
} from '../../compute/anomaly/score-orders.ts'

/** Reviewed orders of each kind that it takes to learn from them. */
export const LEAST_REVIEWED = 30

export interface LearntWeights {
  readonly weights: SignalWeights
  readonly base: number
  readonly abnormal: number
  readonly ordinary: number
  readonly learnt: boolean
}

/**
 * Weights of the signals from reviews: logistic regression on the points that the rules gave, so that the reasons stay sums.
 * With too few reviews of either kind the rules stand as they are. A signal never turns against its meaning: weights stay
 * between 0 and 3. Orders are reviewed because they looked odd, so the base rate is not taken from them.
 */
export function learnWeights(
  scored: ScoredOrders,
  labels: readonly { readonly row: number; readonly abnormal: boolean }[],
): LearntWeights {
  const abnormal = labels.filter((one) => one.abnormal).length
  const ordinary = labels.length - abnormal
  if (abnormal < LEAST_REVIEWED || ordinary < LEAST_REVIEWED) {
    return { weights: RULE_WEIGHTS, base: BASE_LOG_ODDS, abnormal, ordinary, learnt: false }
  }
  const columns = ORDER_SIGNALS.map((signal) => Float64Array.from(labels, ({ row }) => scored.points[signal][row] ?? 0))
  const model = fitLogistic(
    { names: ORDER_SIGNALS, columns, rows: labels.length },
    labels.map((one) => (one.abnormal ? 1 : 0)),
    { l2: 1 },
  )
  const weights = Object.fromEntries(
    ORDER_SIGNALS.map((signal, i) => [signal, Math.min(3, Math.max(0, model.coefficients[i] ?? 1))]),
  ) as SignalWeights
  return { weights, base: BASE_LOG_ODDS, abnormal, ordinary, learnt: true }
}
