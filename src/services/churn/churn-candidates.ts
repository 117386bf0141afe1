import { rocAuc } from '../../compute/evaluation/roc-auc.ts'
import { scoreClassifier } from '../../compute/evaluation/score-classifier.ts'
import { sigmoid } from '../../compute/linear/sigmoid.ts'
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
}

/** A simpler candidate is kept unless another is better by this much. */
const WORTH_IT = 0.002

/**
 * Compares the candidates on a cut-off that none of them saw, and keeps the best by AUC, the simpler of near equals.
 *
 * @param pause - called between fits
 */
export async function chooseCandidate(
  train: LabelledRows,
  test: LabelledRows,
  seed: string,
  pause: (name: CandidateName) => Promise<void>,
): Promise<Choice> {
  const tried = new Map<
    CandidateName,
    { readonly settings: CandidateSettings; readonly auc: number; readonly scores: Float64Array }
  >()
  const consider = (settings: CandidateSettings, scorer: ChurnScorer | null): void => {
    if (scorer === null) return
    const scores = scoreRows(scorer, test.table)
    const auc = rocAuc(test.labels, scores) ?? 0
    if (auc > (tried.get(settings.name)?.auc ?? -1)) tried.set(settings.name, { settings, auc, scores })
  }
  const settingsOf = (name: CandidateName): CandidateSettings[] => {
    if (name === 'logistic') return PENALTIES.map((l2) => ({ ...DEFAULTS, name, l2 }))
    if (name === 'boosting') return ROUNDS.map((rounds) => ({ ...DEFAULTS, name, rounds }))
    return [{ ...DEFAULTS, name }]
  }
  for (const name of CANDIDATES) {
    await pause(name)
    if (name !== 'average') {
      for (const settings of settingsOf(name)) consider(settings, fitCandidate(train, settings, seed))
      continue
    }
    const parts = (['logistic', 'boosting', 'forest'] as const).map((part) => tried.get(part))
    const [logistic, boosting] = parts
    if (logistic === undefined || boosting === undefined) continue
    // Its parts were fitted above: only their scores are averaged again.
    const scores = test.labels.map((_, row) =>
      parts.reduce((sum, part) => sum + (part?.scores[row] ?? 0) / parts.length, 0),
    )
    const settings = { ...DEFAULTS, name, l2: logistic.settings.l2, rounds: boosting.settings.rounds }
    tried.set(name, { settings, auc: rocAuc(test.labels, scores) ?? 0, scores })
  }
  const most = Math.max(...[...tried.values()].map(({ auc }) => auc))
  const chosen = CANDIDATES.find((name) => (tried.get(name)?.auc ?? -1) >= most - WORTH_IT) ?? 'logistic'
  const best = CANDIDATES.find((name) => tried.get(name)?.auc === most) ?? chosen
  return {
    settings: tried.get(chosen)?.settings ?? { ...DEFAULTS, name: chosen },
    candidates: [...tried].map(([name, { scores }]) => ({
      name,
      chosen: name === chosen,
      scores: { ...scoreClassifier(test.labels, scores.map(sigmoid)) },
    })),
    reason:
      best === chosen
        ? `highest AUC on the earlier cut-off (${most.toFixed(4)})`
        : `within ${WORTH_IT} of the highest AUC on the earlier cut-off (${best}, ${most.toFixed(4)}), and simpler`,
  }
}

/** What serves where there was no earlier cut-off to compare on. */
export const UNCOMPARED: Choice = {
  settings: { ...DEFAULTS, name: 'logistic' },
  candidates: [],
  reason: 'too short a history to compare candidates on an earlier cut-off; logistic regression needs the least data',
}
