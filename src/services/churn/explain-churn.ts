import type { Language } from '../../lib/answer.ts'
import { churnTable } from './churn-features.ts'
import type { ChurnParameters } from './churn-parameters.ts'
import { reasonsToLeave, type ChurnReason, type ReasonFigures } from './churn-reasons.ts'
import { explainRow, type NamedContributions } from './churn-scorer.ts'
import type { ChurnSource } from './churn-source.ts'

/** What made a customer's score. */
export interface ExplainedChurn {
  /** base + all values = the score in log-odds. */
  readonly contributions: NamedContributions
  readonly figures: ReasonFigures
  readonly reasons: readonly ChurnReason[]
  /** Values of the features as the model read them. */
  readonly features: Readonly<Record<string, number>>
}

/** Explains the scores of the customers at these positions, in their order. */
export function explainChurn(
  { setup, scorer }: ChurnParameters,
  source: ChurnSource,
  positions: Int32Array,
  language: Language,
): readonly ExplainedChurn[] {
  const table = churnTable(source, positions, setup)
  return Array.from(positions, (_, row) => {
    const features = Object.fromEntries(table.names.map((name, i) => [name, table.columns[i]?.[row] ?? 0]))
    const figures: ReasonFigures = {
      recencyDays: features['recency_days'] ?? 0,
      expectedGapDays: features['expected_gap_days'] ?? 0,
      recentDays: features['days_180'] ?? 0,
      orders: features['frequency'] ?? 0,
      activeDays: setup.withEvents ? (features['active_days_28'] ?? 0) : null,
    }
    const contributions = explainRow(scorer, table, row)
    return { contributions, figures, reasons: reasonsToLeave(contributions, figures, language), features }
  })
}
