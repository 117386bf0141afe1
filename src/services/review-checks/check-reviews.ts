import type { Filter } from '../../lib/filters.ts'
import { plainText } from '../../lib/plain-text.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Gate } from '../../lib/tool-result.ts'
import { readReviewerMarks } from '../../store/queries/reviews/read-reviewer-marks.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { loadReviewBook } from '../reviews/review-book.ts'
import { reviewsInScope } from '../reviews/reviews-in-scope.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { reviewCheckDefinitions } from './definitions.ts'
import { presentReviewChecks } from './present-review-checks.ts'
import { loadReviewChecks, SUSPICIOUS, type ReviewChecks, type Suspicion } from './review-checks.ts'
import type { CheckReviewsData, CheckReviewsInput, Reviewer } from './review-check-data.ts'
import { setAsideEffect } from './set-aside-effect.ts'

const LISTED = 20
const EXCERPT = 80
/** Accounts that are described. */
const MOST_REVIEWERS = 50

/** Which reviews do not look genuine, and why: copies, rings, bursts and ratings that their words deny. */
export async function checkReviews({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: CheckReviewsInput
}): Promise<ServiceResult<CheckReviewsData>> {
  authorise(ctx, 'read:customers')
  const filters: readonly Filter[] = input.filters ?? []
  const scope = reviewsInScope(ctx, { product_id: input.product_id, filters })
  const checks = await loadReviewChecks(ctx)
  const inScope = new Set(scope.reviews.map(({ id }) => id))
  const found = scope.reviews.flatMap(({ id }) => checks.suspicions.get(id) ?? [])
  const flagged = found
    .filter(({ score }) => score >= SUSPICIOUS)
    .toSorted((a, b) => b.score - a.score || b.review.writtenAt - a.review.writtenAt)
  const isFlagged = (id: string): boolean => (checks.suspicions.get(id)?.score ?? 0) >= SUSPICIOUS
  const data: CheckReviewsData = {
    reviews: scope.reviews.length,
    flagged: flagged.length,
    suspicious: flagged.slice(0, input.limit ?? LISTED).map(describeSuspicion),
    duplicate_groups: groupsOf(checks, inScope),
    rings: ringsOf(checks, inScope),
    bursts: checks.bursts
      .filter(({ productId, fromDay, toDay }) =>
        scope.reviews.some((one) => one.productId === productId && one.writtenDay >= fromDay && one.writtenDay < toDay),
      )
      .map(({ productId, fromDay, toDay, count, expected }) => ({
        product_id: productId,
        from: dateOfDay(fromDay),
        to: dateOfDay(toDay),
        reviews: count,
        expected,
      })),
    mismatches: found.filter(({ reasons }) => reasons.includes('rating_text_mismatch')).length,
    reviewers: reviewersOf(ctx, flagged),
    effect: setAsideEffect(scope.reviews, isFlagged),
    linguistic_score: { available: false, reason: 'no reviews are labelled as false or genuine' },
  }
  const gate = scope.reviews.length === 0 ? gateFor(loadReviewBook(ctx).reviews.length) : null
  return {
    data,
    ...presentReviewChecks(ctx, { data, product: scope.product, gate }),
    gate,
    evidence: {
      period: null,
      population: scope.population,
      rows_used: scope.reviews.length,
      rows_left_out: {},
      definition: reviewCheckDefinitions[ctx.language],
      method: say(
        ctx,
        'MinHash LSH with verified pairs; connected accounts; Poisson bursts; words against stars',
        'MinHash LSH 并逐对核实；关联账号；泊松突发检测；文字与星级对照',
      ),
      model: null,
      sql: [],
    },
    suggestions:
      ctx.language === 'zh'
        ? ['大家在抱怨什么？', '客户满意度是多少？']
        : ['What do people complain about?', 'How satisfied are customers?'],
  }
}

const describeSuspicion = ({ review, score, reasons }: Suspicion): CheckReviewsData['suspicious'][number] => ({
  review_id: review.id,
  customer_id: review.customerId,
  product_id: review.productId,
  rating: review.rating,
  written_on: dateOfDay(review.writtenDay),
  score,
  reasons,
})

const accountsOf = (reviews: readonly { readonly customerId: string | null }[]): string[] =>
  [...new Set(reviews.flatMap(({ customerId }) => customerId ?? []))].toSorted()

function groupsOf({ copies }: ReviewChecks, inScope: ReadonlySet<string>): CheckReviewsData['duplicate_groups'] {
  return copies
    .filter(({ reviews }) => reviews.some(({ id }) => inScope.has(id)))
    .map(({ reviews, similarity, exact }, at) => ({
      group: at + 1,
      reviews: reviews.map(({ id }) => id),
      accounts: accountsOf(reviews),
      products: [...new Set(reviews.flatMap(({ productId }) => productId ?? []))].toSorted(),
      similarity,
      exact,
      from: dateOfDay(reviews[0]?.writtenDay ?? 0),
      to: dateOfDay(reviews.at(-1)?.writtenDay ?? 0),
      // The body alone: titles are short and alike everywhere.
      excerpt: plainText((reviews[0]?.text ?? '').split('\n').slice(1).join(' ') || (reviews[0]?.text ?? ''), EXCERPT),
    }))
}

function ringsOf({ rings }: ReviewChecks, inScope: ReadonlySet<string>): CheckReviewsData['rings'] {
  return rings
    .filter(({ reviews }) => reviews.some(({ id }) => inScope.has(id)))
    .map(({ accounts, reviews, products, signs }) => ({
      accounts,
      reviews: reviews.map(({ id }) => id),
      products,
      signs,
      from: dateOfDay(reviews[0]?.writtenDay ?? 0),
      to: dateOfDay(reviews.at(-1)?.writtenDay ?? 0),
    }))
}

function reviewersOf(ctx: ServiceContext, flagged: readonly Suspicion[]): Reviewer[] {
  const counts = new Map<string, number>()
  for (const { review } of flagged) {
    if (review.customerId !== null) counts.set(review.customerId, (counts.get(review.customerId) ?? 0) + 1)
  }
  const ids = [...counts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MOST_REVIEWERS)
  return readReviewerMarks(
    ctx.store,
    ids.map(([id]) => id),
    ctx.asOf.until,
  ).map(({ customerId, meanRating, fiveStars, helpfulVotes, ...marks }) => ({
    customer_id: customerId,
    flagged: counts.get(customerId) ?? 0,
    reviews: marks.reviews,
    mean_rating: meanRating,
    five_star_share: fiveStars / marks.reviews,
    helpful_votes: helpfulVotes,
    verified: marks.verified,
    products: marks.products,
    categories: marks.categories,
    orders: marks.orders,
  }))
}

function gateFor(imported: number): Gate {
  return {
    failed: imported === 0 ? 'no reviews were imported' : 'no review meets the conditions',
    have: 0,
    need: 1,
    pooled_estimate: null,
    opens_on: null,
  }
}
