import { InvalidInputError } from '../../lib/errors.ts'
import type { Filter } from '../../lib/filters.ts'
import type { Store } from '../../store/open.ts'
import { readProductsBy, type ProductColumn } from '../../store/queries/customers/read-buyers.ts'
import type { ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'
import { findCategory } from '../forecast/find-category.ts'

const COLUMNS = ['product_id', 'category', 'brand', 'price_band'] as const satisfies readonly ProductColumn[]

/**
 * The products that conditions on products choose; all when there are none.
 *
 * @throws {InvalidInputError} when a condition is about something else or compares in a way that names cannot be compared
 */
export function productsOfFilters(
  store: Store,
  shelf: ReadonlyMap<string, ShelfProduct>,
  filters: readonly Filter[],
): ReadonlySet<string> {
  let chosen = new Set(shelf.keys())
  for (const { field, op, value } of filters) {
    const column = COLUMNS.find((one) => one === field)
    const negated = op === 'ne' || op === 'not_in'
    if (column === undefined || !['eq', 'in', 'ne', 'not_in', 'contains'].includes(op) || value === undefined) {
      throw new InvalidInputError(`products cannot be chosen by ${field} ${op}`, {
        field: 'filters',
        hint: `Use ${COLUMNS.join(', ')} with eq, in, ne, not_in or contains.`,
      })
    }
    const values = (Array.isArray(value) ? value : [value]).map(String)
    const named = new Set(namedBy(store, shelf, column, values, op === 'contains'))
    if (named.size === 0) {
      throw new InvalidInputError(`no product of this shop has ${field} '${values.join("', '")}'`, {
        field: 'filters',
        hint: 'Use an id, a category or a brand as the catalogue writes it.',
        details: { reason_code: 'unknown_value' },
      })
    }
    chosen = new Set([...chosen].filter((id) => named.has(id) !== negated))
  }
  return chosen
}

function namedBy(
  store: Store,
  shelf: ReadonlyMap<string, ShelfProduct>,
  column: ProductColumn,
  values: readonly string[],
  contains: boolean,
): string[] {
  if (column !== 'category' || contains) return readProductsBy(store, column, values, contains ? 'contains' : 'equal')
  // A kind of products is named like a category: "tents".
  const names = new Set(values.map((value) => findCategory(shelf, value)))
  return [...shelf.values()]
    .filter(({ category, subcategory }) => names.has(category ?? '') || names.has(subcategory ?? ''))
    .map(({ id }) => id)
}
