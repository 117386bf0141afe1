import { NotFoundError } from '../../../lib/errors.ts'
import type { Store } from '../../open.ts'

export interface ReviewSubject {
  readonly productId: string | null
  readonly rating: number | null
}

/**
 * What a review is about, as of `until` (exclusive UTC ms); its text stays where it is.
 *
 * @throws {NotFoundError} when there is no such review
 */
export function readReviewSubject(store: Store, reviewId: string, until: number): ReviewSubject {
  const found = store.sqlite
    .prepare<[string, number], ReviewSubject>(
      'SELECT product_id AS productId, rating FROM reviews WHERE id = ? AND written_at < ?',
    )
    .get(reviewId, until)
  if (found === undefined) throw new NotFoundError('review', reviewId.slice(0, 80))
  return found
}
