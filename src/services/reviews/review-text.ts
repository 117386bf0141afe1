import type { StoredReview } from '../../store/queries/reviews/read-reviews.ts'

/** Title and body as they were written, a line break between them: every quote is a part of it. */
export const textOf = ({ title, body }: Pick<StoredReview, 'title' | 'body'>): string =>
  [title, body].filter((part) => part !== null && part !== '').join('\n')
