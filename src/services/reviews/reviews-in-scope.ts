import { ForbiddenError, InvalidInputError } from '../../lib/errors.ts'
import type { Filter } from '../../lib/filters.ts'
import type { Period } from '../../lib/periods.ts'
import { readProductsBy } from '../../store/queries/customers/read-buyers.ts'
import { readShelf, type ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'
import { authoriseInside } from '../voice/authorise-inside.ts'
import { authorise, mayRole } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { earlierCustomers } from '../customers/earlier-customers.ts'
import { describeConditions, describeFilters } from '../population/describe-filters.ts'
import { periodInData } from '../population/period-in-data.ts'
import { resolvePopulation } from '../population/resolve-population.ts'
import type { ModelRun } from '../models/read-model.ts'
import { say } from '../say.ts'
import type { ReviewParameters } from './model/review-parameters.ts'
import { findProduct } from '../recommend/find-product.ts'
import type { AnalyzeReviewsInput } from './analyze-input.ts'
import { loadDeskTexts } from './desk-texts.ts'
import { loadReviewBook, type BookReview } from './review-book.ts'
import { isReviewField, reviewTest } from './review-conditions.ts'
import type { TextSource } from './text-sources.ts'

const SOURCES: Readonly<Record<TextSource, string>> = {
  reviews: '评论',
  tickets: '工单',
  returns: '退货说明',
}

/** Days that a trend compares when no period is asked for. */
const TREND_DAYS = 90

/** The reviews that a question is about, and those that its trend is held against. */
export interface ReviewScope {
  /** What was asked, the earlier question that it narrows included. */
  readonly asked: AnalyzeReviewsInput
  /** The run of the model that read them; null when the lexicons did. */
  readonly run: ModelRun<ReviewParameters> | null
  readonly filters: readonly Filter[]
  readonly product: ShelfProduct | null
  /** Null: all days up to as-of. */
  readonly period: Period | null
  readonly reviews: readonly BookReview[]
  /** The latest reviews of the same kind and those of the time before, equally long. */
  readonly recent: readonly BookReview[]
  readonly before: readonly BookReview[]
  /** Reviews of the same kind and time by everybody else; null where no writers were chosen. */
  readonly others: readonly BookReview[] | null
  readonly sources: readonly TextSource[]
  readonly population: string
  /** The last day that is visible. */
  readonly lastDay: number
}

/**
 * Chooses reviews by product, period, conditions on the review and on its writer, as of the instant of the context.
 *
 * @throws {ForbiddenError} when conditions on writers are asked for by a role that sees no customers; {InvalidInputError} for
 * what does not exist
 */
export function reviewsInScope(ctx: ServiceContext, input: AnalyzeReviewsInput): ReviewScope {
  const asked = narrowed(ctx, input)
  const { sources = ['reviews'] } = asked
  if (sources.some((source) => source !== 'reviews') || asked.by !== undefined)
    authoriseInside(ctx, 'what single customers wrote')
  const filters = asked.filters ?? []
  const shelf = readShelf(ctx.store, ctx.asOf.until)
  const product = asked.product_id === undefined ? null : productOf(ctx, shelf, asked.product_id)
  const period = asked.period === undefined ? null : periodInData(asked.period, ctx.frame, 'period')
  const ofReviews: Filter[] = [
    ...filters.filter(({ field }) => isReviewField(field)),
    ...(asked.category === undefined ? [] : [{ field: 'category' as const, op: 'eq' as const, value: asked.category }]),
  ]
  const ofWriters = filters.filter(({ field }) => !isReviewField(field))
  const writers = writersOf(ctx, ofWriters, asked.within)
  const test = reviewTest(ctx, ofReviews)
  const { until } = ctx.asOf
  const book = loadReviewBook(ctx)
  const texts = [...(sources.includes('reviews') ? book.reviews : []), ...loadDeskTexts(ctx, sources)]
  const alike = texts.filter(
    (review) => review.writtenAt < until && (product === null || review.productId === product.id) && test(review),
  )
  const isOfWriters = ({ customerId }: BookReview): boolean =>
    writers === null || (customerId !== null && writers.has(customerId))
  const chosen = alike.filter(isOfWriters)
  const between = (from: number, to: number): readonly BookReview[] =>
    chosen.filter(({ writtenDay }) => writtenDay >= from && writtenDay < to)
  const last = ctx.frame.asOfDay + 1
  const [from, to] = period === null ? [last - TREND_DAYS, last] : [period.fromDay, period.toDay]
  const recent = between(from, to)
  return {
    asked,
    run: book.run,
    filters,
    product,
    period,
    reviews: period === null ? chosen : recent,
    recent,
    before: between(from - (Math.min(to, last) - from), from),
    others: writers === null ? null : othersOf(alike, isOfWriters, period),
    sources,
    population: describe(ctx, ofReviews, ofWriters, asked, product),
    lastDay: last - 1,
  }
}

const othersOf = (
  alike: readonly BookReview[],
  isOfWriters: (review: BookReview) => boolean,
  period: Period | null,
): readonly BookReview[] =>
  alike.filter(
    (review) =>
      !isOfWriters(review) &&
      (period === null || (review.writtenDay >= period.fromDay && review.writtenDay < period.toDay)),
  )

/** A product by its id, or by its name where exactly one has it. */
function productOf(ctx: ServiceContext, shelf: ReadonlyMap<string, ShelfProduct>, asked: string): ShelfProduct {
  if (!shelf.has(asked.trim()) && !shelf.has(asked.trim().toUpperCase())) {
    const [named, ...others] = readProductsBy(ctx.store, 'product_id', [asked.trim()], 'contains')
    if (named !== undefined && others.length === 0) return findProduct(shelf, named)
  }
  return findProduct(shelf, asked)
}

/** The question with what an earlier one of the same kind already asked: conditions stack, a new value replaces an old. */
function narrowed(ctx: ServiceContext, input: AnalyzeReviewsInput): AnalyzeReviewsInput {
  const earlier = input.within === undefined ? null : ctx.earlierResult(input.within)
  if (earlier?.evidence.tool !== 'analyze_reviews') return input
  const { as_of: _, ...args } = earlier.evidence.args as AnalyzeReviewsInput & { readonly as_of?: string }
  const fresh = input.filters ?? []
  const kept = (args.filters ?? []).filter((old) => fresh.every((one) => one.field !== old.field))
  const { within: _within, ...own } = input
  return narrowed(ctx, { ...args, ...own, filters: [...kept, ...fresh] })
}

function writersOf(
  ctx: ServiceContext,
  filters: readonly Filter[],
  within: string | undefined,
): ReadonlySet<string> | null {
  if (filters.length === 0 && within === undefined) return null
  authorise(ctx, 'read:aggregates')
  if (!mayRole(ctx.actor.role, 'read:customers')) {
    throw new ForbiddenError(`the role ${ctx.actor.role} may see reviews of the whole shop, not of chosen customers`, {
      hint: 'Ask about a product, a period or ratings, or ask someone with a Kith role.',
      details: { reason_code: 'forbidden', role: ctx.actor.role },
    })
  }
  const chosen = resolvePopulation(ctx, filters).customerIds
  if (within === undefined) return chosen
  const earlier = earlierCustomers(ctx, within)
  if (earlier.length === 0) {
    throw new InvalidInputError(`result '${within}' lists no customers`, { field: 'within', hint: 'Leave it out.' })
  }
  return new Set(chosen === null ? earlier : earlier.filter((id) => chosen.has(id)))
}

function describe(
  ctx: ServiceContext,
  ofReviews: readonly Filter[],
  ofWriters: readonly Filter[],
  { within, sources = ['reviews'] }: AnalyzeReviewsInput,
  product: ShelfProduct | null,
): string {
  const what = sources.map((source) => say(ctx, source, SOURCES[source])).join(say(ctx, ' and ', '和'))
  const writers = describeFilters(ofWriters, ctx.language)
  const parts = [
    product === null ? what : say(ctx, `${what} of ${product.id}`, `${product.id} 的${what}`),
    ofReviews.length === 0 ? '' : describeConditions(ofReviews, ctx.language),
    ofWriters.length === 0 ? '' : say(ctx, `by ${writers}`, `来自${writers}`),
    within === undefined ? '' : say(ctx, `by customers of ${within}`, `来自 ${within} 中的客户`),
  ]
  return parts.filter((part) => part !== '').join(say(ctx, ' ', '，'))
}
