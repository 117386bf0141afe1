import { NotFoundError } from '../../lib/errors.ts'
import type { Filter, PeriodInput } from '../../lib/filters.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import { ALL_DAYS } from '../../store/queries/customers/valid-as-of.ts'
import { readCustomerExists } from '../../store/queries/customers/read-customer-record.ts'
import {
  readOrderOwner,
  readOrders,
  readOrderTotals,
  type OrderQuery,
  type OrderSort,
} from '../../store/queries/orders/find-orders.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { describeConditions } from '../population/describe-filters.ts'
import { periodInData } from '../population/period-in-data.ts'
import { resolvePopulation } from '../population/resolve-population.ts'
import type { ServiceResult } from '../service-result.ts'
import { readSetting } from '../settings/read-setting.ts'
import { say } from '../say.ts'
import { orderDefinitions } from './definitions.ts'
import { describeOrders, type FoundOrder } from './describe-orders.ts'
import { splitOrderFilters } from './order-conditions.ts'
import { orderFacts, orderTable } from './order-facts.ts'

export interface FindOrdersInput {
  readonly customer_id?: string | undefined
  readonly order_id?: string | undefined
  /** A status of the shop, or `open`, `late`, `stuck`. */
  readonly status?: string | undefined
  readonly filters?: readonly Filter[] | undefined
  readonly period?: PeriodInput | undefined
  readonly sort?: OrderSort | undefined
  readonly limit?: number | undefined
}

export interface FindOrdersData {
  readonly matched: number
  readonly valid: number
  readonly gross_minor: number
  readonly orders: readonly FoundOrder[]
}

const LISTED = 20
const STATES = ['open', 'late', 'stuck'] as const

/** Orders with their lines, delivery and what came back, newest first unless asked otherwise. */
export function findOrders({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: FindOrdersInput
}): ServiceResult<FindOrdersData> {
  const customerId = whose(ctx, input)
  const { filters = [], sort = '-ordered_at', limit = LISTED } = input
  const { conditions, people } = splitOrderFilters(ctx, filters)
  const population = resolvePopulation(ctx, people)
  const period = input.period === undefined ? null : periodInData(input.period, ctx.frame, 'period')
  const rules = {
    asOfDay: ctx.asOf.day,
    zone: ctx.shop.zone,
    returnWindowDays: readSetting(ctx.store, 'return_window_days'),
    stuckParcelDays: readSetting(ctx.store, 'stuck_parcel_days'),
  }
  const status = input.status?.trim().toLowerCase()
  const state = STATES.find((one) => one === status) ?? null
  const query: OrderQuery = {
    until: ctx.asOf.until,
    ...(period ?? ALL_DAYS),
    orderId: input.order_id ?? null,
    customerId,
    customerIds: population.customerIds,
    conditions: [
      ...conditions,
      ...(status === undefined || state !== null ? [] : [{ kind: 'status' as const, values: [status], not: false }]),
    ],
    state,
    stuckBefore: ctx.shop.zone.startOfDay(ctx.asOf.day - rules.stuckParcelDays + 1),
    dayOf: (instant) => ctx.shop.zone.dayOf(instant),
  }
  const totals = readOrderTotals(ctx.store, query)
  const orders = describeOrders(ctx, readOrders(ctx.store, query, sort, limit), rules)
  return {
    data: { matched: totals.orders, valid: totals.valid, gross_minor: totals.grossMinor, orders },
    facts: orderFacts(ctx, { totals, orders, period, returnWindowDays: rules.returnWindowDays }),
    table: orderTable(ctx, orders, totals.orders),
    evidence: {
      period:
        period === null ? null : { from: dateOfDay(period.fromDay), to: dateOfDay(period.toDay), name: period.name },
      population: populationWords(ctx, input, customerId, filters),
      rows_used: totals.valid,
      rows_left_out: totals.orders === totals.valid ? {} : { not_valid: totals.orders - totals.valid },
      definition: orderDefinitions(ctx.language, rules),
      method: say(
        ctx,
        'orders read as of the date, with lines, deliveries and returns before it',
        '截至该日的订单，连同此前的明细、配送和退货',
      ),
      model: null,
      sql: [],
    },
    suggestions: suggestionsFor(orders, ctx.language),
  }
}

/**
 * The customer whose orders may be read. A bound service bot speaks of its customer without being told; somebody else's
 * order is to it an order that does not exist.
 */
function whose(
  ctx: ServiceContext,
  { customer_id: customerId, order_id: orderId, filters }: FindOrdersInput,
): string | null {
  const bot = ctx.actor.role === 'service_bot'
  const wanted =
    customerId ?? (bot && (filters ?? []).length === 0 ? (ctx.actor.boundCustomerId ?? undefined) : undefined)
  authorise(ctx, 'read:customers', wanted === undefined ? {} : { customerId: wanted })
  if (orderId !== undefined) {
    const owner = readOrderOwner(ctx.store, orderId, ctx.asOf.until)
    if (owner === undefined || (wanted !== undefined && owner.customerId !== wanted)) {
      throw new NotFoundError('order', orderId, { details: { reason_code: 'not_available' } })
    }
  } else if (wanted !== undefined && !readCustomerExists(ctx.store, wanted, ctx.asOf.until)) {
    throw new NotFoundError('customer', wanted, { details: { reason_code: 'not_available' } })
  }
  return wanted ?? null
}

function populationWords(
  ctx: ServiceContext,
  { order_id: orderId, status }: FindOrdersInput,
  customerId: string | null,
  filters: readonly Filter[],
): string {
  const conditions = filters.length === 0 ? [] : [describeConditions(filters, ctx.language)]
  const parts = [
    orderId === undefined ? say(ctx, 'orders', '订单') : say(ctx, `order ${orderId}`, `订单 ${orderId}`),
    ...(status === undefined ? [] : [say(ctx, `with status ${status}`, `状态为 ${status}`)]),
    ...(customerId === null ? [] : [say(ctx, `of customer ${customerId}`, `客户为 ${customerId}`)]),
    ...conditions,
  ]
  return parts.join(say(ctx, ' ', '，'))
}

function suggestionsFor(orders: readonly FoundOrder[], language: 'en' | 'zh'): string[] {
  const zh = language === 'zh'
  const [first] = orders
  if (first === undefined) return [zh ? '换一个时段或去掉一个条件' : 'Try another period or drop a condition']
  return [
    ...(first.customer_id === null
      ? []
      : [zh ? `客户 ${first.customer_id} 的画像` : `Profile of customer ${first.customer_id}`]),
    zh ? '哪些订单晚到了？' : 'Which orders are late?',
  ]
}
