import { setAsideEffect, type SetAsideEffect } from '../review-checks/set-aside-effect.ts'
import { moodOfReviews } from './mood-of-reviews.ts'
import type { BookReview } from './review-book.ts'
import type { ReviewScope } from './reviews-in-scope.ts'

/** What leaving suspicious reviews out changes. */
export interface SuspiciousSetAside extends SetAsideEffect {
  readonly set_aside: number
  readonly negative_share_with: number | null
  readonly negative_share_without: number | null
}

/** A question's reviews without the suspicious ones, and how much that changes. */
export function withoutSuspicious(
  scope: ReviewScope,
  isFlagged: (id: string) => boolean,
): { readonly scope: ReviewScope; readonly effect: SuspiciousSetAside | null } {
  const genuine = (reviews: readonly BookReview[]): readonly BookReview[] => reviews.filter(({ id }) => !isFlagged(id))
  const rest = genuine(scope.reviews)
  const effect = setAsideEffect(scope.reviews, isFlagged)
  return {
    scope: {
      ...scope,
      reviews: rest,
      recent: genuine(scope.recent),
      before: genuine(scope.before),
      others: scope.others === null ? null : genuine(scope.others),
    },
    effect:
      effect === null
        ? null
        : {
            set_aside: scope.reviews.length - rest.length,
            ...effect,
            negative_share_with: moodOfReviews(scope.reviews).negative_share,
            negative_share_without: moodOfReviews(rest).negative_share,
          },
  }
}
