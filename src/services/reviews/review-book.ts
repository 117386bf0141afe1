import type { TextLanguage } from '../../compute/text/detect-language.ts'
import type { Store } from '../../store/open.ts'
import { readReviews, readReviewVersion, type StoredReview } from '../../store/queries/reviews/read-reviews.ts'
import { scoreReviewText, type AspectMention, type ReadText } from './score-review-text.ts'

/** A review with what its text says. */
export interface BookReview {
  readonly id: string
  readonly customerId: string | null
  readonly productId: string | null
  readonly rating: number | null
  /** UTC ms */
  readonly writtenAt: number
  readonly writtenDay: number
  /** Title and body as they were written, a line break between them. */
  readonly text: string
  readonly language: TextLanguage
  /** [-1, 1]; null where there is no text, or none that is read here. */
  readonly sentiment: number | null
  readonly mentions: readonly AspectMention[]
}

/** Every review of the store, read once. */
export interface ReviewBook {
  readonly version: string
  /** In the order of writing. */
  readonly reviews: readonly BookReview[]
  readonly byId: ReadonlyMap<string, BookReview>
}

const books = new WeakMap<Store, ReviewBook>()

/**
 * The reviews of the store as they are now, each with its reading. New and changed ones are read when they are first asked
 * for; the rest is kept until the store is closed.
 *
 * Time: 0.13 ms per review that is new, 2 us per one that is known.
 */
export function loadReviewBook(store: Store): ReviewBook {
  const version = readReviewVersion(store)
  const known = books.get(store)
  if (known?.version === version) return known
  const reviews = [...readReviews(store)].map((row) => readReview(row, known?.byId.get(row.id)))
  const book = { version, reviews, byId: new Map(reviews.map((review) => [review.id, review])) }
  books.set(store, book)
  return book
}

/** One review with its reading; `before` is an earlier reading of it, which serves as long as the text is the same. */
export function readReview(row: StoredReview, before?: BookReview): BookReview {
  const { id, customerId, productId, rating, writtenAt, writtenDay } = row
  const text = [row.title, row.body].filter((part) => part !== null && part !== '').join('\n')
  const reading = before?.text === text ? before : readingOf(text, row.language)
  const { language, sentiment, mentions } = reading
  return { id, customerId, productId, rating, writtenAt, writtenDay, text, language, sentiment, mentions }
}

function readingOf(text: string, language: string | null): Pick<ReadText, 'language' | 'sentiment' | 'mentions'> {
  const stated = language?.toLowerCase().slice(0, 2) ?? null
  // What the source says of English and Chinese is believed; of others too, as nothing of them is read.
  return scoreReviewText(text, stated === null || stated === '' ? undefined : (stated as TextLanguage))
}
