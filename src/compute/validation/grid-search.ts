import { InvalidInputError } from '../../lib/errors.ts'

/** One combination of settings and what it was worth on each fold. */
export interface GridPoint<Settings> {
  readonly settings: Settings
  readonly scores: readonly number[]
  readonly mean: number
}

/** Every combination of the given values, the last key running fastest. */
export function gridOf<Settings extends Readonly<Record<string, unknown>>>(grid: {
  readonly [Key in keyof Settings]: readonly Settings[Key][]
}): readonly Settings[] {
  let points: Record<string, unknown>[] = [{}]
  for (const [key, values] of Object.entries(grid) as [string, readonly unknown[]][]) {
    points = points.flatMap((point) => values.map((value) => ({ ...point, [key]: value })))
  }
  return points as unknown as readonly Settings[]
}

/**
 * Tries settings on folds and ranks them by their mean score, best first; of equals the one that came first in the grid.
 *
 * The winner's own score is flattered by having won: quote one from rows that no setting was chosen on.
 *
 * @param points - settings to try, simplest first
 * @param folds - anything that `score` takes
 * @param score - quality of settings on a fold, larger is better
 * @throws {InvalidInputError} without settings or folds
 * @example gridSearch([1, 2], [0], (x) => -x).at(0).settings // => 1
 */
export function gridSearch<Settings, Fold>(
  points: readonly Settings[],
  folds: readonly Fold[],
  score: (settings: Settings, fold: Fold) => number,
): readonly GridPoint<Settings>[] {
  if (points.length === 0 || folds.length === 0) {
    throw new InvalidInputError(`a search needs settings and folds, got ${points.length} and ${folds.length}`)
  }
  return points
    .map((settings) => {
      const scores = folds.map((fold) => score(settings, fold))
      return { settings, scores, mean: scores.reduce((sum, one) => sum + one, 0) / scores.length }
    })
    .toSorted((a, b) => b.mean - a.mean)
}
