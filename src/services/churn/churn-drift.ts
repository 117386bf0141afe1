import { populationStability } from '../../compute/evaluation/population-stability.ts'
import { columnNamed } from '../../compute/stats/column-table.ts'
import type { ModelRun } from '../models/read-model.ts'
import type { ChurnParameters } from './churn-parameters.ts'
import { POPULATION_DAYS } from './churn-source.ts'
import type { LoadedChurn } from './load-churn-scores.ts'
import { driftTable } from './score-churn.ts'

export interface ChurnDrift {
  /** Population stability index by feature, largest first. */
  readonly features: readonly { readonly feature: string; readonly stability_index: number }[]
  /** Features that are another population's by now. */
  readonly drifted: readonly string[]
}

/** From here on a feature's values come from another population. */
const DRIFTED = 0.25
/** Ages with the shop, whatever its customers do. */
const GROWS = new Set(['tenure_days', 'days_365', 'season_days'])

const kept = new WeakMap<LoadedChurn, ChurnDrift>()

/** How far today's customers are from those that the model learnt from; computed once for the same scores. */
export function driftOf(everybody: LoadedChurn, { parameters }: ModelRun<ChurnParameters>): ChurnDrift {
  const known = kept.get(everybody)
  if (known !== undefined) return known
  const { source, positions } = everybody
  const present = positions.filter((position) => (source.recencyDays[position] as number) <= POPULATION_DAYS)
  const table = driftTable(parameters, source, present)
  const features =
    table.rows === 0
      ? []
      : Object.entries(parameters.profiles)
          .map(([feature, profile]) => ({
            feature,
            stability_index: populationStability(profile, columnNamed(table, feature)),
          }))
          .toSorted((a, b) => b.stability_index - a.stability_index)
  const drift = {
    features,
    drifted: features
      .filter(({ feature, stability_index: index }) => index >= DRIFTED && !GROWS.has(feature))
      .map(({ feature }) => feature),
  }
  kept.set(everybody, drift)
  return drift
}

/** A handful of changed customers moves no drift: what was found for the scores before them stands. */
export function carryDrift(from: LoadedChurn, to: LoadedChurn): void {
  const known = kept.get(from)
  if (known !== undefined) kept.set(to, known)
}
