import { rocAuc } from '../../compute/evaluation/roc-auc.ts'
import { scoreClassifier } from '../../compute/evaluation/score-classifier.ts'
import { sigmoid } from '../../compute/linear/sigmoid.ts'
import { averageScores } from '../../compute/validation/combine-scores.ts'
import type { CandidateScores } from '../models/report-card.ts'
import {
  fitBoosted,
  fitCalibratedForest,
  fitLinear,
  scoreRows,
  type ChurnScorer,
  type LabelledRows,
} from './churn-scorer.ts'

export const CANDIDATES = ['ratio', 'pareto_nbd', 'logistic', 'boosting', 'forest', 'average'] as const
export type CandidateName = (typeof CANDIDATES)[number]

/** A candidate with the settings that it is fitted with. */
export interface CandidateSettings {
  readonly name: CandidateName
  readonly l2: number
  readonly rounds: number
  readonly trees: number
}

const PENALTIES = [3, 30, 300] as const
const ROUNDS = [60, 150] as const
const TREES = 60
const DEFAULTS = { l2: 30, rounds: 60, trees: TREES } as const

/** Features that only one candidate each is made of; the learning ones do without the plain ratio. */
const RATIO = 'ratio'
const QUIET = 'quiet_probability'

/** Fits one candidate; null where the data lacks what it is made of. */
export function fitCandidate(
  rows: LabelledRows,
  { name, l2, rounds, trees }: CandidateSettings,
  seed: string,
): ChurnScorer | null {
  const features = rows.table.names.filter((feature) => feature !== RATIO)
  const without = {
    ...rows,
    table: {
      ...rows.table,
      names: features,
      columns: rows.table.columns.filter((_, i) => rows.table.names[i] !== RATIO),
    },
  }
  switch (name) {
    case 'ratio':
      return rows.table.names.includes(RATIO) ? fitLinear(rows, [RATIO], 1) : null
    case 'pareto_nbd':
      return rows.table.names.includes(QUIET) ? fitLinear(rows, [QUIET], 1) : null
    case 'logistic':
      return fitLinear(rows, features, l2)
    case 'boosting':
      return fitBoosted(without, rounds, seed)
    case 'forest':
      return fitCalibratedForest(rows, features, trees, seed)
    case 'average':
      return {
        kind: 'average',
        parts: [
          fitLinear(rows, features, l2),
          fitBoosted(without, rounds, seed),
          fitCalibratedForest(rows, features, trees, seed),
        ],
      }
  }
}

export interface Choice {
  readonly settings: CandidateSettings
  readonly candidates: readonly CandidateScores[]
  readonly reason: string
  readonly reasonZh: string
}

/** A simpler candidate is kept unless another is better by this much. */
const WORTH_IT = 0.002

/** One earlier cut-off with the rows that teach for it. */
export interface Comparison {
  readonly train: LabelledRows
  readonly test: LabelledRows
}

/** Log-odds of one candidate on every comparison, in their order. */
interface Tried {
  readonly settings: CandidateSettings
  readonly scores: readonly Float64Array[]
  readonly auc: number
}

const PARTS = ['logistic', 'boosting', 'forest'] as const

/**
 * Compares the candidates on cut-offs that none of them saw, and keeps the best by its mean AUC, the simpler of near equals.
 * One day alone is a noisy judge: a standard error of a hundredth is more than candidates differ by.
 *
 * @param comparisons - at least one
 * @param pause - called between fits
 */
export async function chooseCandidate(
  comparisons: readonly Comparison[],
  seed: string,
  pause: (name: CandidateName) => Promise<void>,
): Promise<Choice> {
  const tried = new Map<CandidateName, Tried>()
  const consider = (settings: CandidateSettings, scores: readonly Float64Array[]): void => {
    const auc = mean(comparisons.map(({ test }, at) => rocAuc(test.labels, scores[at] ?? []) ?? 0))
    if (auc > (tried.get(settings.name)?.auc ?? -1)) tried.set(settings.name, { settings, scores, auc })
  }
  for (const name of CANDIDATES) {
    if (name === 'average') {
      await pause(name)
      // Its parts were fitted above: only their scores are averaged again.
      const parts = PARTS.flatMap((part) => tried.get(part) ?? [])
      if (parts.length < PARTS.length) continue
      const [logistic = DEFAULTS, boosting = DEFAULTS] = parts.map(({ settings }) => settings)
      consider(
        { ...DEFAULTS, name, l2: logistic.l2, rounds: boosting.rounds },
        comparisons.map((_, at) => averageScores(parts.flatMap(({ scores }) => scores[at] ?? []))),
      )
      continue
    }
    for (const settings of settingsOf(name)) {
      const scores: Float64Array[] = []
      for (const { train, test } of comparisons) {
        await pause(name)
        const scorer = fitCandidate(train, settings, seed)
        if (scorer !== null) scores.push(scoreRows(scorer, test.table))
      }
      if (scores.length === comparisons.length) consider(settings, scores)
    }
  }
  const most = Math.max(...[...tried.values()].map(({ auc }) => auc))
  const chosen = CANDIDATES.find((name) => (tried.get(name)?.auc ?? -1) >= most - WORTH_IT) ?? 'logistic'
  const best = CANDIDATES.find((name) => tried.get(name)?.auc === most) ?? chosen
  const where = comparisons.length === 1 ? 'the earlier cut-off' : `${comparisons.length} earlier cut-offs`
  const whereZh = comparisons.length === 1 ? '较早的截止日' : `${comparisons.length} 个较早的截止日`
  return {
    settings: tried.get(chosen)?.settings ?? { ...DEFAULTS, name: chosen },
    candidates: [...tried].map(([name, { scores, auc }]) => ({
      name,
      chosen: name === chosen,
      scores: { ...pooledScores(comparisons, scores), auc },
    })),
    reason:
      best === chosen
        ? `highest AUC on ${where} (${most.toFixed(4)})`
        : `within ${WORTH_IT} of the highest AUC on ${where} (${best}, ${most.toFixed(4)}), and simpler`,
    reasonZh:
      best === chosen
        ? `在${whereZh}上 AUC 最高（${most.toFixed(4)}）`
        : `与${whereZh}上的最高 AUC（${best}，${most.toFixed(4)}）相差不超过 ${WORTH_IT}，且更简单`,
  }
}

function settingsOf(name: CandidateName): CandidateSettings[] {
  if (name === 'logistic') return PENALTIES.map((l2) => ({ ...DEFAULTS, name, l2 }))
  if (name === 'boosting') return ROUNDS.map((rounds) => ({ ...DEFAULTS, name, rounds }))
  return [{ ...DEFAULTS, name }]
}

const pooledScores = (comparisons: readonly Comparison[], scores: readonly Float64Array[]) =>
  scoreClassifier(
    comparisons.flatMap(({ test }) => [...test.labels]),
    Float64Array.from(scores.flatMap((one) => [...one])).map(sigmoid),
  )

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** What serves where there was no earlier cut-off to compare on. */
export const UNCOMPARED: Choice = {
  settings: { ...DEFAULTS, name: 'logistic' },
  candidates: [],
  reason: 'too short a history to compare candidates on an earlier cut-off; logistic regression needs the least data',
  reasonZh: '历史太短，无法在较早的截止日上比较候选模型；逻辑回归所需数据最少',
}
