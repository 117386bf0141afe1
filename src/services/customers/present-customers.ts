import { asOfDate } from '../../lib/as-of.ts'
import { toMajor } from '../../lib/money.ts'
import type { Period } from '../../lib/periods.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Evidence, Fact, ResultTable } from '../../lib/tool-result.ts'
import type { ServiceContext } from '../context.ts'
import type { FoundCustomer } from './find-customers.ts'
import type { MatchedCustomers } from './match-customers.ts'
import type { PeriodColumns } from './period-columns.ts'

/** Counts and sums over everyone who matched, listed or not. */
export function customerFacts(
  { shop, asOf }: Pick<ServiceContext, 'shop' | 'asOf'>,
  { features, positions, leftOut, within }: MatchedCustomers,
  customers: readonly FoundCustomer[],
): Fact[] {
  const total = (column: ArrayLike<number>): number =>
    positions.reduce((sum, position) => sum + (column[position] ?? 0), 0)
  const net = total(features.netMinor)
  const orders = total(features.frequency)
  const n = positions.length
  const money = (minor: number): number => toMajor(minor, shop.currency)
  const [first] = customers
  const listedNet = customers.reduce((sum, customer) => sum + customer.net_revenue_minor, 0)
  return [
    { id: 'as_of', label: 'As of', value: asOfDate(asOf), unit: 'date' },
    { id: 'matched', label: 'Customers who meet all conditions', value: n, unit: 'customers' },
    { id: 'listed', label: 'Customers listed', value: customers.length, unit: 'customers' },
    { id: 'net_revenue_total', label: 'Their net revenue', value: money(net), unit: shop.currency, n },
    {
      id: 'gross_revenue_total',
      label: 'Their gross revenue',
      value: money(total(features.grossMinor)),
      unit: shop.currency,
      n,
    },
    { id: 'orders_total', label: 'Their valid orders', value: orders, unit: 'orders', n },
    {
      id: 'net_revenue_mean',
      label: 'Net revenue per customer',
      value: n === 0 ? null : money(net / n),
      unit: shop.currency,
      n,
    },
    {
      id: 'share_of_customers',
      label: 'Share of all customers',
      value: features.size === 0 ? null : n / features.size,
      unit: 'ratio',
      n: features.size,
    },
    {
      id: 'listed_net_revenue',
      label: 'Net revenue of those listed',
      value: money(listedNet),
      unit: shop.currency,
      n: customers.length,
    },
    {
      id: 'listed_share',
      label: 'Their share of the net revenue of all who match',
      value: net > 0 ? listedNet / net : null,
      unit: 'ratio',
      n,
    },
    ...(within === null ? [] : periodFacts(within, positions, shop.currency)),
    ...(first === undefined
      ? []
      : [{ id: 'first_customer', label: 'First of the list', value: first.customer_id, unit: 'id' }]),
    ...Object.entries(leftOut).map(([reason, count]) => ({
      id: `left_out_${reason}`,
      label: `Left out only because of ${reason.replaceAll('_', ' ')}`,
      value: count,
      unit: 'customers',
    })),
  ]
}

/** The listed customers; columns that nobody fills, or may not be seen, stay away. */
export function customerTable(customers: readonly FoundCustomer[], total: number, currency: string): ResultTable {
  const shows = (key: 'customer_name' | 'email' | 'phone' | 'region' | 'city' | 'country'): boolean =>
    customers.some((customer) => customer[key] !== null)
  const column = (key: string, label: string, unit: string) => ({ key, label, unit })
  const optional = (key: 'customer_name' | 'email' | 'phone' | 'region' | 'city' | 'country', label: string) =>
    shows(key) ? [column(key, label, 'text')] : []
  return {
    columns: [
      column('customer_id', 'Customer', 'id'),
      ...optional('customer_name', 'Name'),
      ...optional('email', 'E-mail'),
      ...optional('phone', 'Telephone'),
      ...(customers.some((customer) => customer.period_orders !== undefined)
        ? [
            column('period_net_revenue', 'Net revenue of the period', currency),
            column('period_orders', 'Orders of the period', 'orders'),
          ]
        : []),
      column('lifecycle', 'Lifecycle stage', 'label'),
      column('value_tier', 'Value tier', 'label'),
      column('orders', 'Orders', 'orders'),
      column('net_revenue', 'Net revenue', currency),
      column('last_order_at', 'Last order', 'date'),
      column('recency_days', 'Days since', 'days'),
      ...optional('region', 'Region'),
      ...optional('city', 'City'),
      ...optional('country', 'Country'),
    ],
    rows: customers.map(
      ({ net_revenue_minor: net, gross_revenue_minor: _gross, period_net_revenue_minor: ofPeriod, ...rest }) => ({
        ...rest,
        net_revenue: toMajor(net, currency),
        ...(ofPeriod === undefined ? {} : { period_net_revenue: toMajor(ofPeriod, currency) }),
      }),
    ),
    total_rows: total,
  }
}

/** The dates of a period as evidence has them: half-open. */
export const periodWords = ({ fromDay, toDay, name }: Period): NonNullable<Evidence['period']> => ({
  from: dateOfDay(fromDay),
  to: dateOfDay(toDay),
  name,
})

function periodFacts(
  { period, netMinor, orders }: PeriodColumns,
  positions: readonly number[],
  currency: string,
): Fact[] {
  const total = (column: Float64Array): number => positions.reduce((sum, position) => sum + (column[position] ?? 0), 0)
  const n = positions.length
  return [
    { id: 'period_from', label: 'From', value: dateOfDay(period.fromDay), unit: 'date' },
    { id: 'period_to', label: 'To', value: dateOfDay(period.toDay - 1), unit: 'date' },
    {
      id: 'period_net_revenue_total',
      label: 'Their net revenue of the period',
      value: toMajor(total(netMinor), currency),
      unit: currency,
      n,
    },
    { id: 'period_orders_total', label: 'Their orders of the period', value: total(orders), unit: 'orders', n },
  ]
}
