import { InvalidInputError } from '../../lib/errors.ts'
import type { Filter, FilterField } from '../../lib/filters.ts'
import { readProductsBy } from '../../store/queries/customers/read-buyers.ts'
import type { ServiceContext } from '../context.ts'
import { checkFilter, type CheckedFilter } from '../population/checked-filter.ts'
import { numberTest, wordTest } from '../population/value-tests.ts'
import type { BookReview } from './review-book.ts'

const OF_REVIEWS: ReadonlySet<FilterField> = new Set([
  'rating',
  'sentiment',
  'topic',
  'language',
  'product_id',
  'category',
  'brand',
])

/** Whether a condition is held against the review itself rather than against who wrote it. */
export const isReviewField = (field: FilterField): boolean => OF_REVIEWS.has(field)

export type ReviewTest = (review: BookReview) => boolean

/**
 * Conditions on reviews as one test.
 *
 * @throws {InvalidInputError} when a value does not fit, or the shop has no such product, category or brand
 */
export function reviewTest(ctx: ServiceContext, filters: readonly Filter[]): ReviewTest {
  const tests = filters.map((filter) => testOf(ctx, checkFilter(filter, ctx.frame)))
  return (review) => tests.every((test) => test(review))
}

function testOf(ctx: ServiceContext, filter: CheckedFilter): ReviewTest {
  const { field, period } = filter
  const inPeriod = ({ writtenDay }: BookReview): boolean =>
    period === null || (writtenDay >= period.fromDay && writtenDay < period.toDay)
  const test = plainTest(ctx, filter)
  return field === 'language' ? test : (review) => inPeriod(review) && test(review)
}

function plainTest(ctx: ServiceContext, filter: CheckedFilter): ReviewTest {
  switch (filter.field) {
    case 'rating': {
      const test = numberTest(filter)
      return ({ rating }) => test(rating)
    }
    case 'sentiment': {
      const test = numberTest(filter)
      return ({ sentiment }) => test(sentiment)
    }
    case 'topic': {
      const test = wordTest(filter)
      return ({ mentions }) => test(mentions.map(({ aspect }) => aspect))
    }
    case 'language': {
      const test = wordTest(filter)
      return ({ language }) => test([language])
    }
    default:
      return productTest(ctx, filter)
  }
}

function productTest({ store }: ServiceContext, { field, op, values }: CheckedFilter): ReviewTest {
  if (field !== 'product_id' && field !== 'category' && field !== 'brand') throw new Error(`no test for ${field}`)
  if (op === 'is_empty') return ({ productId }) => productId === null
  const products = new Set<string>()
  for (const value of values.map(String)) {
    const equal = readProductsBy(store, field, [value], op === 'contains' ? 'contains' : 'equal')
    // A name, or a word of one, where an id was expected.
    const found = equal.length > 0 || field !== 'product_id' ? equal : readProductsBy(store, field, [value], 'contains')
    if (found.length === 0) {
      throw new InvalidInputError(`no product of this shop has the ${field} '${value}'`, {
        field: `filters.${field}`,
        hint: 'Use an id or a name as the catalogue has it.',
        details: { reason_code: 'unknown_value' },
      })
    }
    for (const id of found) products.add(id)
  }
  const wanted = op !== 'ne' && op !== 'not_in'
  return ({ productId }) => productId !== null && products.has(productId) === wanted
}
