import type { CustomerFeatures } from '../../features/customer-features.ts'
import type { PeriodColumns } from './period-columns.ts'

export const CUSTOMER_SORTS = [
  'net_revenue',
  '-net_revenue',
  'gross_revenue',
  '-gross_revenue',
  'orders',
  '-orders',
  'recency_days',
  '-recency_days',
  'days_since_order',
  '-days_since_order',
  'first_order_at',
  '-first_order_at',
  'last_order_at',
  '-last_order_at',
  'customer_id',
  '-customer_id',
] as const
export type CustomerSort = (typeof CUSTOMER_SORTS)[number]

/**
 * Positions in the order asked for: by id where values are equal, and customers without a value (no order yet) last
 * either way.
 *
 * @param within - orders and revenue of one period, to sort by those instead of all history
 * @example sortCustomers(features, [0, 1], '-net_revenue') // largest net revenue first
 */
export function sortCustomers(
  features: CustomerFeatures,
  positions: readonly number[],
  sort: CustomerSort,
  within: PeriodColumns | null = null,
): number[] {
  const descending = sort.startsWith('-')
  const direction = descending ? -1 : 1
  const byId = (a: number, b: number): number => {
    const [left = '', right = ''] = [features.customerIds[a], features.customerIds[b]]
    return left < right ? -1 : left > right ? 1 : 0
  }
  if (sort === 'customer_id' || sort === '-customer_id') return positions.toSorted((a, b) => direction * byId(a, b))
  const column = columnOf(features, sort, within)
  // Keys that rise in the order wanted, made once: a comparison then is a look at two numbers.
  const keys = new Float64Array(column.length)
  for (let position = 0; position < column.length; position++) {
    const value = column[position] ?? Number.NaN
    const isKnown = !Number.isNaN(value) && !(column instanceof Int32Array && value < 0)
    keys[position] = isKnown ? direction * value : Number.POSITIVE_INFINITY
  }
  return positions.toSorted((a, b) => {
    const [left, right] = [keys[a] ?? 0, keys[b] ?? 0]
    return left === right ? byId(a, b) : left - right
  })
}

function columnOf(
  features: CustomerFeatures,
  sort: CustomerSort,
  within: PeriodColumns | null,
): Int32Array | Float64Array {
  switch (sort.replace('-', '')) {
    case 'gross_revenue':
      return within?.grossMinor ?? features.grossMinor
    case 'orders':
      return within?.orders ?? features.frequency
    case 'recency_days':
    case 'days_since_order':
      return features.recencyDays
    case 'first_order_at':
      return features.firstOrderAt
    case 'last_order_at':
      return features.lastOrderAt
    default:
      return within?.netMinor ?? features.netMinor
  }
}
