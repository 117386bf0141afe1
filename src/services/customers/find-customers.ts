import { nameAt } from '../../features/coded-column.ts'
import type { CustomerFeatures } from '../../features/customer-features.ts'
import { asOfDate } from '../../lib/as-of.ts'
import { NotFoundError } from '../../lib/errors.ts'
import type { Filter } from '../../lib/filters.ts'
import { toMajor } from '../../lib/money.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Fact, ResultTable } from '../../lib/tool-result.ts'
import { authorise, mayReveal } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { describeFilters } from '../population/describe-filters.ts'
import { featuresOf } from '../population/population-frame.ts'
import { resolvePopulation } from '../population/resolve-population.ts'
import type { ServiceResult } from '../service-result.ts'
import { CHURN_ALTERNATIVE, CHURN_FACTS, CUSTOMER_DEFINITIONS } from './definitions.ts'
import { earlierCustomers } from './earlier-customers.ts'
import { lookUpIdentifier } from './look-up-identifier.ts'
import { showIdentifiers } from './show-identifiers.ts'
import { sortCustomers, type CustomerSort } from './sort-customers.ts'
import { standingAt } from './standing.ts'

export interface FindCustomersInput {
  readonly filters?: readonly Filter[] | undefined
  /** '-net_revenue' is largest first. */
  readonly sort?: CustomerSort | undefined
  readonly limit?: number | undefined
  /** Result id of an earlier answer: only its customers, in its order unless `sort` says otherwise. */
  readonly within?: string | undefined
  /** A name, an e-mail address or a telephone number. */
  readonly identifier?: string | undefined
}

export interface FoundCustomer {
  readonly customer_id: string
  readonly customer_name: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly lifecycle: string
  readonly won_back: boolean
  readonly value_tier: string | null
  readonly rfm_segment: string | null
  readonly orders: number
  readonly net_revenue_minor: number
  readonly gross_revenue_minor: number
  readonly first_order_at: string | null
  readonly last_order_at: string | null
  readonly recency_days: number | null
  readonly region: string | null
  readonly city: string | null
  readonly country: string | null
}

export interface FindCustomersData {
  readonly matched: number
  readonly identifiers: 'revealed' | 'masked' | 'none'
  readonly customers: readonly FoundCustomer[]
}

const LISTED = 20

/** Customers who meet all conditions, with the figures that tell them apart. */
export function findCustomers({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: FindCustomersInput
}): ServiceResult<FindCustomersData> {
  const { filters = [], limit = LISTED } = input
  const only = namedCustomer(filters)
  authorise(ctx, 'read:customers', only === null ? {} : { customerId: only })
  const features = featuresOf(ctx)
  const population = resolvePopulation(ctx, filters)
  if (only !== null && filters.length === 1 && population.customerIds?.size === 0)
    throw new NotFoundError('customer', only)
  const candidates = candidatesOf(ctx, input, features)
  const positions: number[] = []
  for (const id of candidates) {
    const position = features.positionOf(id)
    if (position >= 0 && (population.customerIds === null || population.customerIds.has(id))) positions.push(position)
  }
  const sort = input.sort ?? (input.within === undefined ? '-net_revenue' : null)
  const sorted = sort === null ? positions : sortCustomers(features, positions, sort)
  const listed =
    ctx.actor.sharedChannel && only === null ? sorted.slice(0, Math.min(limit, LISTED)) : sorted.slice(0, limit)
  const ids = listed.map((position) => features.customerIds[position] ?? '')
  // A list shows names to those who may see them; addresses and numbers stay masked until one profile is opened.
  const { values } = showIdentifiers(ctx, ids, ['name', 'email', 'phone'], ['email', 'phone'])
  const customers = listed.map((position): FoundCustomer => {
    const id = features.customerIds[position] ?? ''
    const standing = standingAt(features, position)
    const { name, email, phone } = values.get(id) ?? {}
    const dateOf = (instant: number | null): string | null =>
      instant === null ? null : dateOfDay(ctx.shop.zone.dayOf(instant))
    return {
      customer_id: id,
      customer_name: name ?? null,
      email: email ?? null,
      phone: phone ?? null,
      lifecycle: standing.lifecycle,
      won_back: standing.wonBack,
      value_tier: standing.valueTier,
      rfm_segment: standing.rfm?.segment ?? null,
      orders: standing.orders,
      net_revenue_minor: standing.netMinor,
      gross_revenue_minor: standing.grossMinor,
      first_order_at: dateOf(standing.firstOrderAt),
      last_order_at: dateOf(standing.lastOrderAt),
      recency_days: standing.recencyDays,
      region: nameAt(features.attributes.region, position),
      city: nameAt(features.attributes.city, position),
      country: nameAt(features.attributes.country, position),
    }
  })
  const asksForChurned = filters.some(({ field, value }) => field === 'lifecycle' && value === 'churned')
  return {
    data: {
      matched: positions.length,
      identifiers: values.size === 0 ? 'none' : mayReveal(ctx.actor) ? 'revealed' : 'masked',
      customers,
    },
    facts: [
      ...factsOf(ctx, features, positions, customers, population.leftOut),
      ...(asksForChurned ? CHURN_FACTS : []),
    ],
    table: tableOf(customers, positions.length, ctx.shop.currency),
    evidence: {
      period: null,
      population: describePopulation(filters, input),
      rows_used: positions.length,
      rows_left_out: population.leftOut,
      definition: [...CUSTOMER_DEFINITIONS[ctx.language], ...(asksForChurned ? [CHURN_ALTERNATIVE[ctx.language]] : [])],
      method: 'conditions on features of the as-of date and on orders, reviews and events before it',
      model: null,
      sql: [],
    },
    suggestions: suggestionsFor(positions.length, asksForChurned, ctx.language),
  }
}

/** The one customer whom the conditions name; null when they leave room for others. */
export function namedCustomer(filters: readonly Filter[]): string | null {
  for (const { field, op, value } of filters) {
    if (field !== 'customer_id' || (op !== 'eq' && op !== 'in')) continue
    if (typeof value === 'string') return value
    if (Array.isArray(value) && value.length === 1) return String(value[0])
  }
  return null
}

function candidatesOf(ctx: ServiceContext, input: FindCustomersInput, features: CustomerFeatures): readonly string[] {
  const earlier = input.within === undefined ? null : earlierCustomers(ctx, input.within)
  const held = input.identifier === undefined ? null : lookUpIdentifier(ctx, input.identifier)
  if (held === null) return earlier ?? features.customerIds
  return earlier === null ? held : earlier.filter((id) => held.includes(id))
}

function describePopulation(filters: readonly Filter[], { within, identifier }: FindCustomersInput): string {
  const parts = [describeFilters(filters)]
  if (within !== undefined) parts.push(`among the customers of result ${within}`)
  if (identifier !== undefined) parts.push('who hold the identifier that was asked for')
  return parts.join(', ')
}

function factsOf(
  { shop, asOf }: ServiceContext,
  features: CustomerFeatures,
  positions: readonly number[],
  customers: readonly FoundCustomer[],
  leftOut: Readonly<Record<string, number>>,
): Fact[] {
  const total = (column: ArrayLike<number>): number =>
    positions.reduce((sum, position) => sum + (column[position] ?? 0), 0)
  const net = total(features.netMinor)
  const orders = total(features.frequency)
  const n = positions.length
  const money = (minor: number): number => toMajor(minor, shop.currency)
  const [first] = customers
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

function tableOf(customers: readonly FoundCustomer[], total: number, currency: string): ResultTable {
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
    rows: customers.map(({ net_revenue_minor: net, gross_revenue_minor: _gross, ...rest }) => ({
      ...rest,
      net_revenue: toMajor(net, currency),
    })),
    total_rows: total,
  }
}

function suggestionsFor(matched: number, asksForChurned: boolean, language: 'en' | 'zh'): string[] {
  if (language === 'zh') {
    const rule = asksForChurned ? ['90 天没有下单的客户有哪些?'] : []
    return matched === 0 ? [...rule, '放宽其中一个条件再试'] : [...rule, '其中谁的消费最高?', '打开第一位客户的画像']
  }
  const rule = asksForChurned ? ['Who has not ordered for 90 days?'] : []
  return matched === 0
    ? [...rule, 'Loosen one of the conditions']
    : [...rule, 'Which of them spent the most?', 'Open the profile of the first customer']
}
