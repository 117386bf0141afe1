import { dateOfDay } from '../../lib/time-zone.ts'
import { readShelf } from '../../store/queries/recommend/read-shelf.ts'
import type { ServiceContext } from '../context.ts'
import { productName } from '../recommend/product-name.ts'
import type { BookReview } from './review-book.ts'
import { showText, type Removed } from './show-review.ts'
import { moodOf } from './summarise-topics.ts'

/** A review without its writer, safe to be shown. */
export interface FoundReview {
  readonly review_id: string
  /** The longest part that may be shown, exactly as written; '' when nothing may. */
  readonly text: string
  /** Further parts, each exact; what lay between them was left out. */
  readonly more: readonly string[]
  readonly removed: readonly Removed[]
  readonly product_id: string | null
  readonly product_name: string | null
  readonly rating: number | null
  readonly language: string
  readonly sentiment: number | null
  readonly mood: 'negative' | 'neutral' | 'positive' | null
  readonly topics: readonly string[]
  readonly written_on: string
  /** Null where nothing was searched for. */
  readonly score: number | null
}

export function foundReview(ctx: ServiceContext, review: BookReview, score: number | null): FoundReview {
  const { parts, removed } = showText(review.text)
  const longest = parts.reduce((best, part) => (part.length > best.length ? part : best), '')
  const { productId } = review
  const product = productId === null ? undefined : readShelf(ctx.store, ctx.asOf.until).get(productId)
  return {
    review_id: review.id,
    text: longest,
    more: parts.filter((part) => part !== longest),
    removed,
    product_id: productId,
    product_name: productId === null ? null : productName(product, productId, ctx.language),
    rating: review.rating,
    language: review.language,
    sentiment: review.sentiment,
    mood: review.sentiment === null ? null : moodOf(review.sentiment),
    topics: [...new Set(review.mentions.map(({ aspect }) => aspect))],
    written_on: dateOfDay(review.writtenDay),
    score,
  }
}
