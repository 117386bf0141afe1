import { nameAt } from '../../features/coded-column.ts'
import { NotFoundError } from '../../lib/errors.ts'
import type { Filter, PeriodInput } from '../../lib/filters.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import { authorise, mayReveal } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { describeFilters } from '../population/describe-filters.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { CHURN_ALTERNATIVE, CHURN_FACTS, CUSTOMER_DEFINITIONS } from './definitions.ts'
import { earlierCustomers } from './earlier-customers.ts'
import { countCustomers, matchCustomers } from './match-customers.ts'
import { customerFacts, customerTable, periodWords } from './present-customers.ts'
import { showIdentifiers } from './show-identifiers.ts'
import type { CustomerSort } from './sort-customers.ts'
import { standingAt } from './standing.ts'
import { asksForChurned, windowSensitivity } from './window-sensitivity.ts'

export interface FindCustomersInput {
  readonly filters?: readonly Filter[] | undefined
  /** '-net_revenue' is largest first. */
  readonly sort?: CustomerSort | undefined
  /** Sort by, and show, orders and revenue of this period instead of all history. */
  readonly sort_period?: PeriodInput | undefined
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
  /** With `sort_period`: valid orders of that period. */
  readonly period_orders?: number
  /** With `sort_period`: net revenue of that period. */
  readonly period_net_revenue_minor?: number
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
  const earlier = input.within === undefined ? null : earlierCustomers(ctx, input.within)
  const { features, positions: sorted, leftOut, within } = matchCustomers(ctx, input, earlier)
  if (only !== null && filters.length === 1 && sorted.length === 0) throw new NotFoundError('customer', only)
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
      ...(within === null
        ? {}
        : {
            period_orders: within.orders[position] ?? 0,
            period_net_revenue_minor: within.netMinor[position] ?? 0,
          }),
    }
  })
  const ofChurned = asksForChurned(filters)
  return {
    data: {
      matched: sorted.length,
      identifiers: values.size === 0 ? 'none' : mayReveal(ctx.actor) ? 'revealed' : 'masked',
      customers,
    },
    facts: [
      ...customerFacts(ctx, { features, positions: sorted, leftOut, within }, customers),
      ...(ofChurned ? CHURN_FACTS : []),
      ...windowSensitivity(filters, sorted.length, (others) =>
        countCustomers(ctx, { ...input, filters: others }, earlier),
      ),
    ],
    table: customerTable(customers, sorted.length, ctx.shop.currency),
    evidence: {
      period: within === null ? null : periodWords(within.period),
      population: describePopulation(ctx, filters, input),
      rows_used: sorted.length,
      rows_left_out: leftOut,
      definition: [...CUSTOMER_DEFINITIONS[ctx.language], ...(ofChurned ? [CHURN_ALTERNATIVE[ctx.language]] : [])],
      method: say(
        ctx,
        'conditions on features of the as-of date and on orders, reviews and events before it',
        '以截止日的特征以及此前的订单、评论和事件为条件',
      ),
      model: null,
      sql: [],
    },
    suggestions: suggestionsFor(sorted.length, ofChurned, ctx.language),
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

function describePopulation(
  ctx: ServiceContext,
  filters: readonly Filter[],
  { within, identifier }: FindCustomersInput,
): string {
  const parts = [describeFilters(filters, ctx.language)]
  if (within !== undefined)
    parts.push(say(ctx, `among the customers of result ${within}`, `限于结果 ${within} 中的客户`))
  if (identifier !== undefined) parts.push(say(ctx, 'who hold the identifier that was asked for', '拥有所查标识的客户'))
  return parts.join(say(ctx, ', ', '，'))
}

function suggestionsFor(matched: number, ofChurned: boolean, language: 'en' | 'zh'): string[] {
  if (language === 'zh') {
    const rule = ofChurned ? ['90 天没有下单的客户有哪些？'] : []
    return matched === 0 ? [...rule, '放宽其中一个条件再试'] : [...rule, '其中谁的消费最高？', '打开第一位客户的画像']
  }
  const rule = ofChurned ? ['Who has not ordered for 90 days?'] : []
  return matched === 0
    ? [...rule, 'Loosen one of the conditions']
    : [...rule, 'Which of them spent the most?', 'Open the profile of the first customer']
}
