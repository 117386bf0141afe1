import { InvalidInputError } from '../../lib/errors.ts'
import type { Filter } from '../../lib/filters.ts'
import { toMinor } from '../../lib/money.ts'
import { readProductsBy, type ProductColumn } from '../../store/queries/customers/read-buyers.ts'
import { ORDER_TEXTS, type OrderCondition, type OrderText } from '../../store/queries/orders/find-orders.ts'
import type { ServiceContext } from '../context.ts'
import { checkFilter, type CheckedFilter } from '../population/checked-filter.ts'

const PRODUCT_COLUMNS: readonly string[] = ['product_id', 'category', 'brand', 'price_band'] satisfies ProductColumn[]
const isProductColumn = (field: string): field is ProductColumn => PRODUCT_COLUMNS.includes(field)
const isOrderText = (field: string): field is OrderText => ORDER_TEXTS.some((column) => column === field)

export interface SplitFilters {
  /** What is asked of the order itself: its goods, place, device, status and amount. */
  readonly conditions: readonly OrderCondition[]
  /** What is asked of the customer who placed it. */
  readonly people: readonly Filter[]
}

/**
 * Splits filters between the order and its customer: a field that orders carry speaks of the order, every other one, and
 * every one with a period of its own, of the customer.
 */
export function splitOrderFilters(ctx: ServiceContext, filters: readonly Filter[]): SplitFilters {
  const conditions: OrderCondition[] = []
  const people: Filter[] = []
  for (const filter of filters) {
    const condition = filter.period === undefined ? orderCondition(ctx, checkFilter(filter, ctx.frame)) : null
    if (condition === null) people.push(filter)
    else conditions.push(condition)
  }
  return { conditions, people }
}

function orderCondition(ctx: ServiceContext, filter: CheckedFilter): OrderCondition | null {
  const { field, op } = filter
  const not = op === 'ne' || op === 'not_in'
  const values = filter.values.map(String)
  if (field === 'gross_revenue' || field === 'net_revenue') return amountCondition(filter, ctx.shop.currency)
  if (op === 'is_empty' && (isOrderText(field) || field === 'status')) {
    return field === 'status'
      ? { kind: 'status', values: [''], not }
      : { kind: 'text', column: field, values: [''], not }
  }
  if (isProductColumn(field)) {
    const match = op === 'contains' ? 'contains' : 'equal'
    const productIds = readProductsBy(ctx.store, field, values, match)
    if (productIds.length === 0 && op !== 'is_empty') {
      throw new InvalidInputError(`no product of this shop has the ${field} '${values.join("', '")}'`, {
        field: `filters.${field}`,
        hint: 'Use a value as other results show it.',
        details: { reason_code: 'unknown_value' },
      })
    }
    return { kind: 'products', productIds, not }
  }
  if (op === 'contains') return null
  if (field === 'status') return { kind: 'status', values, not }
  return isOrderText(field) ? { kind: 'text', column: field, values, not } : null
}

function amountCondition({ field, op, values }: CheckedFilter, currency: string): OrderCondition {
  const [first = 0, second = 0] = values.map((value) => toMinor(Number(value), currency))
  const amount = (leastMinor: number | null, mostMinor: number | null): OrderCondition => ({
    kind: 'amount',
    leastMinor,
    mostMinor,
  })
  switch (op) {
    case 'gt':
      return amount(first + 1, null)
    case 'gte':
      return amount(first, null)
    case 'lt':
      return amount(null, first - 1)
    case 'lte':
      return amount(null, first)
    case 'between':
      return amount(first, second)
    case 'eq':
      return amount(first, first)
    default:
      throw new InvalidInputError(`the ${field} of an order cannot be compared with '${op}'`, {
        field: `filters.${field}`,
        hint: 'An amount takes: eq, gt, gte, lt, lte, between.',
      })
  }
}
