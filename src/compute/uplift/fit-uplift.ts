import { InvalidInputError } from '../../lib/errors.ts'
import { applyScaling, fitScaling } from '../linear/feature-scaling.ts'
import { fitLogistic, logisticLogOdds } from '../linear/fit-logistic.ts'
import { sigmoid } from '../linear/sigmoid.ts'
import { takeRows, takeValues, type ColumnTable } from '../stats/column-table.ts'
import { fitForest, forestScores } from '../trees/fit-forest.ts'

/** Ways to learn what a treatment adds for whom: one model of the transformed outcome, or one model per group. */
export const UPLIFT_LEARNERS = ['z_logistic', 't_logistic', 'z_forest', 't_forest'] as const
export type UpliftLearner = (typeof UPLIFT_LEARNERS)[number]

/** A randomised experiment, row by row. */
export interface TreatedRows {
  readonly table: ColumnTable
  /** 1 = treated, 0 = left alone. */
  readonly treated: Float64Array
  /** 1 = did what the treatment is for. */
  readonly outcome: Float64Array
}

export interface UpliftOptions {
  /** Which columns a linear model takes in logs. */
  readonly log: (name: string) => boolean
  readonly seed: string
  /** Share that was meant to be treated, 0..1; the observed one unless known. Of a coin toss it is 0.5, however it fell. */
  readonly plannedShare?: number
}

/** What the treatment is expected to add to each row's chance. */
export type UpliftScorer = (table: ColumnTable) => Float64Array

/**
 * Learns for whom a treatment adds how much.
 *
 * Only right when chance alone decided who was treated. The Z-learner turns the question into one outcome (treated and did
 * it, or left alone and did not; both groups weighted equally) whose chance is (1 + uplift) / 2; the T-learner takes the
 * difference of two models. Scores rank people; how large the effect is must be measured on others.
 *
 * @param rows - both groups present
 * @throws {InvalidInputError} when a group is missing
 * @see Jaskowski & Jaroszewicz (2012), Uplift modeling for clinical trial data; Kuenzel, Sekhon, Bickel & Yu (2019), PNAS
 * 116(10), 4156-4165.
 */
export function fitUplift(learner: UpliftLearner, rows: TreatedRows, options: UpliftOptions): UpliftScorer {
  const n = rows.treated.length
  const share = rows.treated.reduce((sum, one) => sum + one, 0) / n
  if (!(share > 0 && share < 1)) {
    throw new InvalidInputError(`uplift needs people treated and people left alone, not a treated share of ${share}`)
  }
  if (learner === 'z_logistic' || learner === 'z_forest') {
    const labels = transformedOutcome(rows)
    const planned = options.plannedShare ?? share
    const weights = Float64Array.from(rows.treated, (one) => (one === 1 ? 0.5 / planned : 0.5 / (1 - planned)))
    const chance = fitChance(learner === 'z_forest', rows.table, labels, { ...options, weights })
    return (table) => chance(table).map((value) => 2 * value - 1)
  }
  const model = (group: number): UpliftScorer => {
    const positions = Array.from(rows.treated.keys()).filter((i) => rows.treated[i] === group)
    return fitChance(learner === 't_forest', takeRows(rows.table, positions), takeValues(rows.outcome, positions), {
      ...options,
      seed: `${options.seed}/${group}`,
    })
  }
  const [alone, treated] = [model(0), model(1)]
  return (table) => {
    const without = alone(table)
    return treated(table).map((value, i) => value - (without[i] ?? 0))
  }
}

/** 1 where what happened speaks for the treatment: treated and did it, or left alone and did not. */
export const transformedOutcome = ({ treated, outcome }: Omit<TreatedRows, 'table'>): Float64Array =>
  treated.map((one, i) => (one === outcome[i] ? 1 : 0))

const FOREST = { trees: 60, maximumDepth: 5, minimumLeafWeight: 100 }

function fitChance(
  forest: boolean,
  table: ColumnTable,
  labels: Float64Array,
  options: UpliftOptions & { readonly weights?: Float64Array },
): UpliftScorer {
  const given = options.weights === undefined ? {} : { weights: options.weights }
  if (forest) {
    const leaf = Math.min(FOREST.minimumLeafWeight, Math.max(10, table.rows / 20))
    const model = fitForest(table, labels, { ...FOREST, minimumLeafWeight: leaf, seed: options.seed, ...given })
    return (rows) => forestScores(model, rows)
  }
  const scaling = fitScaling(table, options.log)
  const model = fitLogistic(applyScaling(scaling, table), labels, { l2: 1, ...given })
  return (rows) => logisticLogOdds(model, applyScaling(scaling, rows)).map((odds) => sigmoid(odds))
}
