import { NotFoundError } from '../../lib/errors.ts'
import type { Filter, PeriodInput } from '../../lib/filters.ts'
import { plainText } from '../../lib/plain-text.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import type { ServiceResult } from '../service-result.ts'
import { reviewKey } from '../text-index/indexed-texts.ts'
import { openTextSearch, type TextSearch } from '../text-index/open-text-search.ts'
import { say } from '../say.ts'
import { foundReview, type FoundReview } from './found-review.ts'
import { presentFoundReviews } from './present-found-reviews.ts'
import { loadReviewBook, type BookReview } from './review-book.ts'
import { reviewsInScope } from './reviews-in-scope.ts'
import { searchDefinitions } from './search-definitions.ts'

export interface SearchReviewsInput {
  readonly query?: string | undefined
  readonly review_id?: string | undefined
  readonly product_id?: string | undefined
  readonly filters?: readonly Filter[] | undefined
  readonly period?: PeriodInput | undefined
  readonly k?: number | undefined
}

export interface SearchReviewsData {
  readonly query: string | null
  /** Reviews that the conditions leave. */
  readonly searched: number
  readonly reviews: readonly FoundReview[]
}

const LISTED = 5
/** Below this a review holds hardly a word of the query and nothing near it. */
const NEAR = 0.25

/**
 * Reviews about something, by words and meaning; one review by its id; or, with neither, the newest that the conditions leave.
 * Their writers are nobody's to see here.
 */
export async function searchReviews({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: SearchReviewsInput
}): Promise<ServiceResult<SearchReviewsData>> {
  authorise(ctx, 'read:catalogue')
  if (input.review_id !== undefined) return oneReview(ctx, input.review_id.trim())
  const query = input.query === undefined ? null : plainText(input.query, 2000)
  const { product_id, filters, period, k = LISTED } = input
  const scope = reviewsInScope(ctx, { product_id, filters, period })
  const search = query === null || query === '' ? null : await openTextSearch(ctx)
  const found =
    search === null || query === null ? newest(scope.reviews, k) : await near(search, query, scope.reviews, k)
  const reviews = found.map(({ review, score }) => foundReview(ctx, review, score))
  return {
    data: { query, searched: scope.reviews.length, reviews },
    ...presentFoundReviews(ctx, { reviews, query, searched: scope.reviews.length, product: scope.product, one: false }),
    evidence: {
      period:
        scope.period === null
          ? null
          : { from: dateOfDay(scope.period.fromDay), to: dateOfDay(scope.period.toDay), name: scope.period.name },
      population: scope.population,
      rows_used: scope.reviews.length,
      rows_left_out: {},
      definition: searchDefinitions[ctx.language],
      method:
        search === null
          ? say(ctx, 'newest first', '最新的在前')
          : METHODS[search.mode][ctx.language].replace('MODEL', search.model ?? ''),
      model: null,
      sql: [],
    },
    warnings:
      search?.mode === 'words'
        ? [
            say(
              ctx,
              'vectors of the endpoint are missing: reviews were compared by their words',
              '缺少接口提供的向量：仅按字词比较了评论',
            ),
          ]
        : [],
    suggestions: suggestionsFor(ctx.language),
  }
}

const METHODS = {
  index: {
    en: 'words and vectors (MODEL), every review compared where the choice is small',
    zh: '字词与向量（MODEL），范围较小时逐条比较评论',
  },
  exact: {
    en: 'words and vectors (MODEL), every review compared, while the index is being built',
    zh: '字词与向量（MODEL），索引建立期间逐条比较评论',
  },
  words: {
    en: 'every review compared by its words, while vectors of the endpoint are missing',
    zh: '暂缺接口提供的向量，按字词逐条比较评论',
  },
} as const

interface Scored {
  readonly review: BookReview
  readonly score: number | null
}

const newest = (reviews: readonly BookReview[], k: number): Scored[] =>
  reviews
    .filter(({ text }) => text !== '')
    .slice(-k)
    .reverse()
    .map((review) => ({ review, score: null }))

async function near(search: TextSearch, query: string, reviews: readonly BookReview[], k: number): Promise<Scored[]> {
  const byKey = new Map(reviews.map((review) => [reviewKey(review.id), review]))
  const hits = await search.find(query, { k, only: new Set(byKey.keys()) })
  return hits.flatMap(({ key, score }) => {
    const review = byKey.get(key)
    return review === undefined || score < NEAR ? [] : [{ review, score }]
  })
}

function oneReview(ctx: ServiceContext, reviewId: string): ServiceResult<SearchReviewsData> {
  const { byId } = loadReviewBook(ctx)
  const review = byId.get(reviewId) ?? byId.get(reviewId.toUpperCase())
  if (review === undefined || review.writtenAt >= ctx.asOf.until) {
    throw new NotFoundError('review', reviewId, {
      field: 'review_id',
      hint: 'Take the id from a list of reviews.',
      details: { reason_code: 'not_available' },
    })
  }
  const reviews = [foundReview(ctx, review, null)]
  return {
    data: { query: null, searched: 1, reviews },
    ...presentFoundReviews(ctx, { reviews, query: null, searched: 1, product: null, one: true }),
    evidence: {
      period: null,
      population: say(ctx, `review ${review.id}`, `评论 ${review.id}`),
      rows_used: 1,
      rows_left_out: {},
      definition: searchDefinitions[ctx.language],
      method: say(ctx, 'the review as it was written, without what may not be shown', '评论原文，略去不可显示的内容'),
      model: null,
      sql: [],
    },
    suggestions: suggestionsFor(ctx.language),
  }
}

const suggestionsFor = (language: 'en' | 'zh'): readonly string[] =>
  language === 'zh' ? ['评论里大家最常抱怨什么？'] : ['What do people complain about most?']
