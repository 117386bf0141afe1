import { sigmoid } from '../../compute/linear/sigmoid.ts'
import type { ColumnTable } from '../../compute/stats/column-table.ts'
import { churnTable } from './churn-features.ts'
import type { ChurnParameters } from './churn-parameters.ts'
import { scoreRows } from './churn-scorer.ts'
import type { ChurnSource } from './churn-source.ts'
import { valueIfStays } from './value-if-stays.ts'

/** Scores of the customers at `positions`, in their order. */
export interface ChurnScores {
  readonly positions: Int32Array
  readonly probability: Float64Array
  /** Expected net revenue of the next 12 months if the customer stays. */
  readonly valueIfStaysMinor: Float64Array
}

/** A million customers at once would hold thirty columns of a million; a block of them holds as much as it needs. */
const BLOCK = 50_000

/** Probability of no order within the horizon, and what the customer would be worth if staying. */
export function scoreChurn(parameters: ChurnParameters, source: ChurnSource, positions: Int32Array): ChurnScores {
  const probability = new Float64Array(positions.length)
  const valueIfStaysMinor = new Float64Array(positions.length)
  for (let from = 0; from < positions.length; from += BLOCK) {
    const table = churnTable(source, positions.subarray(from, from + BLOCK), parameters.setup)
    probability.set(scoreRows(parameters.scorer, table).map(sigmoid), from)
    valueIfStaysMinor.set(valueIfStays(table, parameters.money), from)
  }
  return { positions, probability, valueIfStaysMinor }
}

/** Features of today by name, for the drift check: a sample is enough to see a shift. */
export const driftTable = (parameters: ChurnParameters, source: ChurnSource, positions: Int32Array): ColumnTable => {
  const step = Math.max(1, Math.ceil(positions.length / 20_000))
  return churnTable(
    source,
    positions.filter((_, i) => i % step === 0),
    parameters.setup,
  )
}
