import { averagePrecision } from './average-precision.ts'
import { brierScore } from './brier-score.ts'
import { calibrationError } from './calibration-error.ts'
import { logLoss } from './log-loss.ts'
import { rocAuc } from './roc-auc.ts'
import { topShare } from './top-share.ts'

/** The scores of a report card, by the names under which it shows them. */
export interface ClassifierScores {
  readonly n: number
  /** Share of class 1. */
  readonly base_rate: number | null
  readonly auc: number | null
  readonly average_precision: number | null
  readonly brier: number | null
  readonly log_loss: number | null
  /** Ten bins of equal count. */
  readonly calibration_error: number | null
  readonly lift_top_decile: number | null
  readonly precision_at_10_percent: number | null
}

/** Everything that a report card says about probabilities on one set of rows. */
export function scoreClassifier(labels: ArrayLike<number>, probabilities: ArrayLike<number>): ClassifierScores {
  const top = topShare(labels, probabilities, 0.1)
  let positives = 0
  for (let i = 0; i < labels.length; i++) positives += labels[i] as number
  return {
    n: labels.length,
    base_rate: labels.length === 0 ? null : positives / labels.length,
    auc: rocAuc(labels, probabilities),
    average_precision: averagePrecision(labels, probabilities),
    brier: brierScore(labels, probabilities),
    log_loss: logLoss(labels, probabilities),
    calibration_error: calibrationError(labels, probabilities),
    lift_top_decile: top?.lift ?? null,
    precision_at_10_percent: top?.precision ?? null,
  }
}
