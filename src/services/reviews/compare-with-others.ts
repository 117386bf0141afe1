import { differenceOfShares } from '../../compute/stats/difference-of-shares.ts'
import type { BookReview } from './review-book.ts'
import { tallyTopics } from './summarise-topics.ts'

/** How often the reviews of everybody else speak of a topic. */
export interface ShareOfOthers {
  readonly reviews: number
  readonly share: number
  /** Share of the chosen writers minus that of the others, with its 95 % interval. */
  readonly difference: number
  readonly interval: readonly [number, number]
}

/** Fewer reviews on either side carry no comparison. */
const FEWEST = 5

/** Each topic's share among the chosen writers against everybody else's; empty where either side has too few reviews. */
export function compareWithOthers(
  reviews: readonly BookReview[],
  others: readonly BookReview[] | null,
): ReadonlyMap<string, ShareOfOthers> {
  if (others === null || reviews.length < FEWEST || others.length < FEWEST) return new Map()
  const [own, rest] = [tallyTopics(reviews), tallyTopics(others)]
  return new Map(
    [...own].map(([name, tally]) => {
      const theirs = rest.get(name)?.reviews ?? 0
      const { shareB, difference, interval } = differenceOfShares(tally.reviews, reviews.length, theirs, others.length)
      return [name, { reviews: theirs, share: shareB, difference, interval }]
    }),
  )
}
