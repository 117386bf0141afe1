import { differenceOfMeans } from '../../compute/experiment/difference-of-means.ts'
import type { RatingRow } from '../../store/queries/voice/read-ratings.ts'

/** Mean stars of reviews minus those of surveys, with its 95 % interval. */
export interface SourcesDifference {
  readonly difference: number
  readonly interval: readonly [number, number]
}

/** Below so many ratings a source says too little to contradict the other. */
const FEWEST = 30
/** Stars of five by which the sources must differ to be worth a word. */
const NOTABLE_STARS = 0.2

/** How far reviews and surveys of the same customers' ratings lie apart; null where they agree or either says little. */
export function sourcesDisagree(ratings: readonly RatingRow[]): SourcesDifference | null {
  const scoresOf = (wanted: RatingRow['kind']): number[] =>
    ratings.filter(({ kind }) => kind === wanted).map(({ score }) => score)
  const [reviews, surveys] = [scoresOf('review'), scoresOf('csat')]
  if (Math.min(reviews.length, surveys.length) < FEWEST) return null
  const { difference, interval } = differenceOfMeans(reviews, surveys)
  const mayBeChance = interval[0] <= 0 && interval[1] >= 0
  return mayBeChance || Math.abs(difference) < NOTABLE_STARS ? null : { difference, interval }
}
