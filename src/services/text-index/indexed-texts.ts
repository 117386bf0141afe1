import { chunkText } from '../../compute/text/chunk-text.ts'
import type { Store } from '../../store/open.ts'
import { readArticleTexts, readReviewTexts } from '../../store/queries/texts/read-texts.ts'

/** A text of the index: a review, or a passage of an article under its title. */
export interface IndexedText {
  readonly id: string
  readonly text: string
}

export const reviewKey = (reviewId: string): string => `review:${reviewId}`
export const passageKey = (articleId: string, position: number): string => `article:${articleId}#${position}`

/** What a review is found by. */
export const reviewText = ({ title, body }: { readonly title: string | null; readonly body: string | null }): string =>
  [title, body].filter((part) => part !== null && part !== '').join('\n')

/** Everything that is searched by meaning: reviews first, then passages of articles, each in the order of ids. */
export const indexedTexts = (store: Store): IndexedText[] => [
  ...readReviewTexts(store).map((review) => ({ id: reviewKey(review.id), text: reviewText(review) })),
  ...indexedPassages(store),
]

/** Passages of articles, each under its title. */
export const indexedPassages = (store: Store): IndexedText[] =>
  readArticleTexts(store).flatMap(({ id, title, body }) =>
    chunkText(body ?? '').map((chunk, position) => ({
      id: passageKey(id, position),
      text: [title, chunk.heading, chunk.text].filter((part) => part !== '').join('\n'),
    })),
  )
