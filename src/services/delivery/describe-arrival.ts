import { asOfDate } from '../../lib/as-of.ts'
import { NotFoundError } from '../../lib/errors.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Fact, Gate } from '../../lib/tool-result.ts'
import { readOrderOwner } from '../../store/queries/orders/find-orders.ts'
import { readDeliveries } from '../../store/queries/orders/read-deliveries.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import type { ServiceResult } from '../service-result.ts'
import { readSetting } from '../settings/read-setting.ts'
import { say } from '../say.ts'
import { deliveryDefinitions } from './definitions.ts'
import type { MeasureDeliveryData } from './measure-delivery.ts'
import { predictArrival, type Arrival, type ArrivalBasis } from './predict-arrival.ts'
import { summariseParcels } from './summarise-parcels.ts'

export interface DeliveryOfOrder {
  readonly order_id: string
  readonly state: 'delivered' | 'under_way' | 'not_shipped' | 'unknown'
  readonly ordered_on: string | null
  readonly shipped_on: string | null
  readonly promised_on: string | null
  readonly delivered_on: string | null
  readonly days_late: number | null
  readonly expected_on: string | null
  /** 80 % of comparable parcels came within these days. */
  readonly interval: readonly [string, string] | null
  readonly late_probability: number | null
  readonly comparable: number
  readonly basis: ArrivalBasis | null
  readonly carrier: string | null
  readonly warehouse: string | null
}

/** One order's delivery: when it came, or when comparable ones say that it will. */
export function describeArrival(ctx: ServiceContext, orderId: string): ServiceResult<MeasureDeliveryData> {
  const { store, asOf, shop } = ctx
  const owner = readOrderOwner(store, orderId, asOf.until)
  const unknown = new NotFoundError('order', orderId, { details: { reason_code: 'not_available' } })
  const bot = ctx.actor.role === 'service_bot'
  authorise(ctx, 'read:customers', bot ? { customerId: ctx.actor.boundCustomerId ?? '' } : {})
  if (owner === undefined || (bot && owner.customerId !== ctx.actor.boundCustomerId)) throw unknown
  const columns = readDeliveries(store, asOf.until)
  const position = columns.orderIds.indexOf(orderId)
  const dayOf = (instant: number | undefined): number | null =>
    instant === undefined || Number.isNaN(instant) ? null : shop.zone.dayOf(instant)
  const shippedDay = dayOf(columns.shippedAt[position])
  const promisedDay = dayOf(columns.promisedAt[position])
  const deliveredDay = dayOf(columns.deliveredAt[position])
  const arrival =
    position < 0 || deliveredDay !== null
      ? null
      : predictArrival(columns, { position, until: asOf.until, asOfDay: asOf.day, zone: shop.zone })
  const place = position < 0 ? undefined : columns.places[columns.place[position] as number]
  const dateOrNull = (day: number | null): string | null => (day === null ? null : dateOfDay(day))
  const order: DeliveryOfOrder = {
    order_id: orderId,
    state:
      position < 0
        ? 'unknown'
        : deliveredDay !== null
          ? 'delivered'
          : shippedDay === null
            ? 'not_shipped'
            : 'under_way',
    ordered_on: dateOrNull(dayOf(columns.orderedAt[position])),
    shipped_on: dateOrNull(shippedDay),
    promised_on: dateOrNull(promisedDay),
    delivered_on: dateOrNull(deliveredDay),
    days_late: promisedDay === null ? null : Math.max(0, (deliveredDay ?? asOf.day) - promisedDay),
    expected_on: dateOrNull(arrival?.expectedDay ?? null),
    interval: arrival === null ? null : [dateOfDay(arrival.interval[0]), dateOfDay(arrival.interval[1])],
    late_probability: arrival?.late?.share ?? null,
    comparable: arrival?.comparable ?? 0,
    basis: arrival?.basis ?? null,
    carrier: place?.carrier ?? null,
    warehouse: place?.warehouse ?? null,
  }
  const stuckDays = readSetting(store, 'stuck_parcel_days')
  return {
    data: {
      ...summariseParcels([], stuckDays),
      period: null,
      groups: [],
      difference: null,
      stuck_parcels: [],
      effect_on_rating: null,
      order,
    },
    facts: orderFacts(ctx, order, arrival),
    gate: gateFor(order, arrival),
    evidence: {
      period: null,
      population: say(ctx, `order ${orderId}`, `订单 ${orderId}`),
      rows_used: order.comparable,
      rows_left_out: {},
      definition: deliveryDefinitions(ctx.language, stuckDays),
      method: say(
        ctx,
        'lead times of comparable parcels that had not come after as long either',
        '经过同样时间仍未送达的同类包裹的配送时长',
      ),
      model: null,
      sql: [],
    },
    suggestions: ctx.language === 'zh' ? [`订单 ${orderId} 里有什么？`] : [`What is in order ${orderId}?`],
  }
}

const FEWEST = 50

/** An order under way without enough comparable ones cannot be predicted. */
function gateFor({ state }: DeliveryOfOrder, arrival: Arrival | null): Gate | null {
  if (state === 'delivered' || arrival !== null) return null
  const failed =
    state === 'unknown' ? 'nothing is known of the delivery of this order' : 'comparable parcels that took longer'
  return { failed, have: 0, need: state === 'unknown' ? 1 : FEWEST, pooled_estimate: null, opens_on: null }
}

function orderFacts(ctx: ServiceContext, order: DeliveryOfOrder, arrival: Arrival | null): Fact[] {
  const date = (id: string, label: string, value: string | null | undefined): Fact[] =>
    value === null || value === undefined ? [] : [{ id, label, value, unit: 'date' }]
  const name = (id: string, label: string, value: string | null): Fact[] =>
    value === null ? [] : [{ id, label, value, unit: 'text' }]
  return [
    { id: 'as_of', label: 'As of', value: asOfDate(ctx.asOf), unit: 'date' },
    { id: 'order_id', label: 'Order', value: order.order_id, unit: 'id' },
    { id: order.state, label: 'State', value: order.state, unit: 'label' },
    ...date('ordered_on', 'Ordered on', order.ordered_on),
    ...date('shipped_on', 'Shipped on', order.shipped_on),
    ...date('promised_on', 'Promised for', order.promised_on),
    ...date('delivered_on', 'Delivered on', order.delivered_on),
    ...(order.days_late === null || order.days_late === 0
      ? []
      : [{ id: 'days_late', label: 'Days late', value: order.days_late, unit: 'days' } as const]),
    ...name('carrier', 'Carrier', order.carrier),
    ...name('warehouse', 'Warehouse', order.warehouse),
    ...date('expected_on', 'Expected on', order.expected_on),
    ...date('earliest', 'Earliest (80 %)', order.interval?.[0]),
    ...date('latest', 'Latest (80 %)', order.interval?.[1]),
    ...(arrival === null
      ? []
      : ([
          { id: 'comparable', label: 'Comparable parcels', value: arrival.comparable, unit: 'orders' },
          { id: 'basis', label: 'Compared with', value: `basis_${arrival.basis}`, unit: 'label' },
        ] as const)),
    ...(arrival === null || arrival.late === null
      ? []
      : [
          {
            id: 'late_probability',
            label: 'Chance of coming late',
            value: arrival.late.share,
            unit: 'ratio',
            n: arrival.comparable,
            interval: arrival.late.interval,
          } as const,
        ]),
  ]
}
