import { asOfDate } from '../../lib/as-of.ts'
import type { Fact, ResultTable } from '../../lib/tool-result.ts'
import type { ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'
import type { ServiceContext } from '../context.ts'
import { productName } from '../recommend/product-name.ts'
import type { FoundReview } from './found-review.ts'

interface Shown {
  readonly reviews: readonly FoundReview[]
  readonly query: string | null
  readonly searched: number
  readonly product: ShelfProduct | null
  /** Whether one review was asked for by its id. */
  readonly one: boolean
}

const COLUMNS = [
  { key: 'review', label: 'Review', unit: 'id' },
  { key: 'quote', label: 'In their words', unit: 'text' },
  { key: 'rating', label: 'Rating', unit: 'stars' },
  { key: 'mood', label: 'Mood', unit: 'label' },
  { key: 'product', label: 'Product', unit: 'text' },
  { key: 'written_on', label: 'Written', unit: 'date' },
  { key: 'score', label: 'Score', unit: 'score' },
] as const

/** Facts and table of found reviews. */
export function presentFoundReviews(
  { asOf, language }: Pick<ServiceContext, 'asOf' | 'language'>,
  { reviews, query, searched, product, one }: Shown,
): { readonly facts: readonly Fact[]; readonly table: ResultTable } {
  const [first] = reviews
  const facts: Fact[] = [
    { id: 'as_of', label: 'As of', value: asOfDate(asOf), unit: 'date' },
    { id: 'searched', label: 'Reviews searched', value: searched, unit: 'reviews' },
    { id: 'found', label: 'Reviews found', value: reviews.length, unit: 'reviews' },
    ...(query === null ? [] : [{ id: 'query', label: 'Searched for', value: query, unit: 'text' }]),
    ...(product === null
      ? []
      : [{ id: 'of_product', label: 'Product', value: productName(product, product.id, language), unit: 'text' }]),
    ...(one && first !== undefined ? oneFacts(first) : []),
  ]
  const rows = reviews.map((review) => ({
    review: review.review_id,
    quote: review.text === '' ? null : review.text.replaceAll(/\s+/g, ' '),
    rating: review.rating,
    mood: review.mood,
    product: review.product_name,
    written_on: review.written_on,
    score: review.score,
  }))
  return { facts, table: { columns: COLUMNS, rows, total_rows: rows.length } }
}

function oneFacts(review: FoundReview): Fact[] {
  const optional = (id: string, label: string, value: string | number | null, unit: string): Fact[] =>
    value === null || value === '' ? [] : [{ id, label, value, unit }]
  return [
    { id: 'review', label: 'Review', value: review.review_id, unit: 'id' },
    { id: 'written_on', label: 'Written', value: review.written_on, unit: 'date' },
    ...optional('rating', 'Rating', review.rating, 'stars'),
    ...optional('product', 'Product', review.product_name, 'text'),
    ...optional('mood', 'Mood of the words', review.mood, 'label'),
    ...optional('quote', 'In the own words', review.text.replaceAll(/\s+/g, ' '), 'text'),
    ...review.more
      .slice(0, 3)
      .map((text, i): Fact => ({ id: `more_${i + 1}`, label: 'Also', value: text, unit: 'text' })),
    ...review.topics
      .slice(0, 3)
      .map((topic, i): Fact => ({ id: `topic_${i + 1}`, label: 'Speaks of', value: topic, unit: 'label' })),
    ...review.removed.map((kind): Fact => ({ id: `removed_${kind}`, label: 'Left out', value: kind, unit: 'label' })),
  ]
}
