import { InvalidInputError } from '../../lib/errors.ts'
import type { Filter } from '../../lib/filters.ts'
import { readProductsBy, type ProductColumn } from '../../store/queries/customers/read-buyers.ts'
import type { VoiceRow } from '../../store/queries/voice/read-ratings.ts'
import type { ServiceContext } from '../context.ts'
import { checkFilter, type CheckedFilter } from '../population/checked-filter.ts'
import { describeConditions } from '../population/describe-filters.ts'
import { resolvePopulation } from '../population/resolve-population.ts'
import { wordTest } from '../population/value-tests.ts'
import { say } from '../say.ts'
import { PLACE_FIELDS, PRODUCT_FIELDS, voiceValue, type VoiceDimension } from './voice-dimensions.ts'

export interface VoiceScope {
  readonly matches: (row: VoiceRow) => boolean
  /** The conditions in words, for evidence. */
  readonly description: string
  readonly leftOut: Readonly<Record<string, number>>
}

/** Whether a row is about one of some products. */
export type AboutProducts = (productIds: ReadonlySet<string>) => (row: VoiceRow) => boolean

const OF_THE_ROW: readonly string[] = [...PLACE_FIELDS, ...PRODUCT_FIELDS]
const isOfTheRow = (field: string): field is VoiceDimension & Filter['field'] => OF_THE_ROW.includes(field)
const isProductColumn = (field: string): field is ProductColumn => PRODUCT_FIELDS.some((one) => one === field)

/**
 * Which rows a list of filters lets in. Place and product speak of what the row is about, so that a filter gives the same
 * rows as the group of that name; everything else, and whatever carries a period, speaks of the customer.
 */
export function voiceScope(
  ctx: ServiceContext,
  filters: readonly Filter[],
  isAbout: AboutProducts = (ids) => (row) => row.productId !== null && ids.has(row.productId),
): VoiceScope {
  const tests: ((row: VoiceRow) => boolean)[] = []
  const people: Filter[] = []
  for (const filter of filters) {
    if (!isOfTheRow(filter.field) || filter.period !== undefined) {
      people.push(filter)
      continue
    }
    const checked = checkFilter(filter, ctx.frame)
    tests.push(
      isProductColumn(filter.field) && checked.op !== 'is_empty'
        ? aboutProducts(ctx, filter.field, checked, isAbout)
        : aboutWords(checked, voiceValue(ctx, filter.field)),
    )
  }
  const { customerIds, leftOut } = resolvePopulation(ctx, people)
  if (customerIds !== null) tests.push(({ customerId }) => customerId !== null && customerIds.has(customerId))
  return {
    matches: (row) => tests.every((test) => test(row)),
    description: filters.length === 0 ? say(ctx, 'the whole shop', '全店') : describeConditions(filters, ctx.language),
    leftOut,
  }
}

function aboutWords(filter: CheckedFilter, valueOf: (row: VoiceRow) => string | null): (row: VoiceRow) => boolean {
  const test = wordTest(filter)
  return (row) => {
    const value = valueOf(row)
    return test(value === null ? [] : [value])
  }
}

/** Products by id, by the words of their names (`contains`), category, brand or price band, as orders are chosen by them. */
function aboutProducts(
  ctx: ServiceContext,
  field: ProductColumn,
  { op, values }: CheckedFilter,
  isAbout: AboutProducts,
): (row: VoiceRow) => boolean {
  const words = values.map(String)
  const ids = new Set(readProductsBy(ctx.store, field, words, op === 'contains' ? 'contains' : 'equal'))
  if (ids.size === 0) {
    throw new InvalidInputError(`no product of this shop has the ${field} '${words.join("', '")}'`, {
      field: `filters.${field}`,
      hint: 'Use a value as other results show it.',
      details: { reason_code: 'unknown_value' },
    })
  }
  const wanted = op !== 'ne' && op !== 'not_in'
  const about = isAbout(ids)
  return (row) => about(row) === wanted
}
