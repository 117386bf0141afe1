import { InvalidInputError } from '../../lib/errors.ts'
import {
  readBuyers,
  readProductsBy,
  readProductValues,
  type ProductColumn,
} from '../../store/queries/customers/read-buyers.ts'
import { ALL_DAYS } from '../../store/queries/customers/valid-as-of.ts'
import type { CheckedFilter } from './checked-filter.ts'
import { inSet, type Matcher, type PopulationFrame } from './population-frame.ts'

const COLUMNS: readonly string[] = ['product_id', 'category', 'brand', 'price_band'] satisfies ProductColumn[]
const isProductColumn = (field: string): field is ProductColumn => COLUMNS.includes(field)

/**
 * Conditions on what was bought: `eq` and `in` mean bought at least one of them, `ne` and `not_in` never bought any of
 * them, in the period or else in all history. Null when the field is not of this kind.
 *
 * @throws {InvalidInputError} for a product, category, brand or band that the shop does not have
 */
export function matchPurchases(frame: PopulationFrame, filter: CheckedFilter): Matcher | null {
  const { field, op } = filter
  if (!isProductColumn(field)) return null
  const { store, asOf } = frame.ctx
  const days = filter.period ?? ALL_DAYS
  if (op === 'is_empty') return inSet(frame, readBuyers(store, asOf.until, null, days), false)
  const values = filter.values.map(String)
  const match = op === 'contains' ? 'contains' : 'equal'
  const products = new Set<string>()
  for (const value of values) {
    const equal = readProductsBy(store, field, [value], match)
    // A name, or a word of one, where an id was expected.
    const found = equal.length > 0 || field !== 'product_id' ? equal : readProductsBy(store, field, [value], 'contains')
    if (found.length === 0) throw unknownValue(frame, field, value)
    for (const id of found) products.add(id)
  }
  return inSet(frame, readBuyers(store, asOf.until, [...products], days), op !== 'ne' && op !== 'not_in')
}

function unknownValue({ ctx }: PopulationFrame, field: ProductColumn, value: string): InvalidInputError {
  const known = field === 'product_id' ? [] : readProductValues(ctx.store, field).slice(0, 20)
  return new InvalidInputError(`no product of this shop has the ${field} '${value}'`, {
    field: `filters.${field}`,
    hint: known.length === 0 ? 'Use an id as other results show it.' : `Known values: ${known.join(', ')}.`,
    details: { reason_code: 'unknown_value' },
  })
}
