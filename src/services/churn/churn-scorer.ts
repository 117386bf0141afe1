import { fitPlatt, type PlattScaling } from '../../compute/calibration/fit-platt.ts'
import { linearContributions, type Contributions } from '../../compute/importance/linear-contributions.ts'
import { treeContributions } from '../../compute/importance/tree-contributions.ts'
import { applyScaling, fitScaling, type FeatureScaling } from '../../compute/linear/feature-scaling.ts'
import { fitLogistic, logisticLogOdds, type LogisticModel } from '../../compute/linear/fit-logistic.ts'
import { columnNamed, takeRows, takeValues, type ColumnTable } from '../../compute/stats/column-table.ts'
import { boostingLogOdds, fitBoosting, type BoostingModel } from '../../compute/trees/fit-boosting.ts'
import { fitForest, forestScores, type ForestModel } from '../../compute/trees/fit-forest.ts'
import { averageScores } from '../../compute/validation/combine-scores.ts'
import { readsInLogs } from './churn-features.ts'

/**
 * A way of scoring, as plain data. Every kind gives log-odds that are a sum over features, so that what each feature adds
 * can be told exactly, for a mixture too.
 */
export type ChurnScorer =
  | {
      readonly kind: 'linear'
      readonly scaling: FeatureScaling
      readonly model: Pick<LogisticModel, 'features' | 'intercept' | 'coefficients' | 'standardErrors'>
    }
  | { readonly kind: 'boosting'; readonly model: BoostingModel }
  | { readonly kind: 'forest'; readonly model: ForestModel; readonly platt: PlattScaling }
  | { readonly kind: 'average'; readonly parts: readonly ChurnScorer[] }

export interface LabelledRows {
  readonly table: ColumnTable
  /** 1 = no order within the horizon. */
  readonly labels: Float64Array
}

const chosenColumns = ({ table }: LabelledRows, features: readonly string[]): ColumnTable => ({
  names: features,
  columns: features.map((name) => columnNamed(table, name)),
  rows: table.rows,
})

/** Logistic regression on z-scores of these features, in logs where they are counts or money. */
export function fitLinear(rows: LabelledRows, features: readonly string[], l2: number): ChurnScorer {
  const own = chosenColumns(rows, features)
  const scaling = fitScaling(own, readsInLogs)
  const fitted = fitLogistic(applyScaling(scaling, own), rows.labels, { l2 })
  const { features: names, intercept, coefficients, standardErrors } = fitted
  return { kind: 'linear', scaling, model: { features: names, intercept, coefficients, standardErrors } }
}

export const fitBoosted = ({ table, labels }: LabelledRows, rounds: number, seed: string): ChurnScorer => ({
  kind: 'boosting',
  model: fitBoosting(table, labels, { rounds, seed, minimumLeafWeight: 10 }),
})

const CALIBRATED_SHARE = 5

/** A forest with its scores turned into probabilities on a fifth of the rows that it did not see. */
export function fitCalibratedForest(
  { table, labels }: LabelledRows,
  features: readonly string[],
  trees: number,
  seed: string,
): ChurnScorer {
  const own = chosenColumns({ table, labels }, features)
  const rows = Array.from({ length: table.rows }, (_, row) => row)
  const kept = rows.filter((row) => row % CALIBRATED_SHARE !== 0)
  const held = rows.filter((row) => row % CALIBRATED_SHARE === 0)
  const minimumLeafWeight = Math.max(5, Math.min(60, kept.length / 40))
  const model = fitForest(takeRows(own, kept), takeValues(labels, kept), {
    trees,
    seed,
    maximumDepth: 9,
    minimumLeafWeight,
  })
  const platt = fitPlatt(forestScores(model, takeRows(own, held)), takeValues(labels, held))
  return { kind: 'forest', model, platt }
}

/** Log-odds of every row. */
export function scoreRows(scorer: ChurnScorer, table: ColumnTable): Float64Array {
  switch (scorer.kind) {
    case 'linear':
      return logisticLogOdds(scorer.model, applyScaling(scorer.scaling, table))
    case 'boosting':
      return boostingLogOdds(scorer.model, table)
    case 'forest': {
      const { intercept, slope } = scorer.platt
      return forestScores(scorer.model, table).map((score) => intercept + slope * score)
    }
    case 'average':
      return averageScores(scorer.parts.map((part) => scoreRows(part, table)))
  }
}

/** What each feature adds to one row's log-odds, by name; base + all of them = the score. */
export interface NamedContributions {
  readonly base: number
  readonly values: ReadonlyMap<string, number>
}

export function explainRow(scorer: ChurnScorer, table: ColumnTable, row: number): NamedContributions {
  const valuesOf = (names: readonly string[]): Float64Array =>
    Float64Array.from(names, (name) => columnNamed(table, name)[row] as number)
  switch (scorer.kind) {
    case 'linear': {
      const scaled = applyScaling(scorer.scaling, takeRows(table, [row]))
      const own = Float64Array.from(scaled.columns, (column) => column[0] as number)
      return named(scorer.model.features, linearContributions(scorer.model, own, new Float64Array(own.length)))
    }
    case 'boosting': {
      const { features, trees, base } = scorer.model
      const found = treeContributions(trees, valuesOf(features))
      return named(features, { base: base + found.base, values: found.values })
    }
    case 'forest': {
      const { features, trees } = scorer.model
      const { intercept, slope } = scorer.platt
      const found = treeContributions(trees, valuesOf(features), 1 / trees.length)
      return named(features, {
        base: intercept + slope * found.base,
        values: found.values.map((value) => slope * value),
      })
    }
    case 'average':
      return averaged(scorer.parts.map((part) => explainRow(part, table, row)))
  }
}

const named = (features: readonly string[], { base, values }: Contributions): NamedContributions => ({
  base,
  values: new Map(features.map((feature, i) => [feature, values[i] as number])),
})

function averaged(parts: readonly NamedContributions[]): NamedContributions {
  const values = new Map<string, number>()
  let base = 0
  for (const part of parts) {
    base += part.base / parts.length
    for (const [feature, value] of part.values) values.set(feature, (values.get(feature) ?? 0) + value / parts.length)
  }
  return { base, values }
}
