import {
  populationStability,
  profileColumn,
  type ColumnProfile,
} from '../../compute/evaluation/population-stability.ts'
import type { ScoredPeriod } from './score-period.ts'

export interface ScoreDrift {
  /** Population stability index of the scores against those of all orders. */
  readonly stability_index: number
  readonly orders: number
  readonly drifted: boolean
}

/** From here on scores come from another population. */
const DRIFTED = 0.25
/** Fewer orders scatter as much by chance. */
const FEWEST = 100

const profiles = new WeakMap<Float64Array, ColumnProfile>()

/** How far the scores of a period are from those of all the shop's orders, by the same weights. */
export function scoreDrift({
  scored,
  rows,
  learnt,
  shop,
}: Omit<ScoredPeriod, 'orders' | 'reviews'>): ScoreDrift | null {
  const usual = learnt.learnt ? scored.score : shop.usualScores
  if (rows.length < FEWEST || usual.length === 0) return null
  const profile = profiles.get(usual) ?? profileColumn(usual)
  profiles.set(usual, profile)
  const index = populationStability(
    profile,
    Float64Array.from(rows, (row) => scored.score[row] as number),
  )
  return { stability_index: index, orders: rows.length, drifted: index >= DRIFTED }
}
