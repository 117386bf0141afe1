import { dateOfDay } from '../../lib/time-zone.ts'
import type { CardOrder } from '../../store/queries/service/card-facts.ts'
import type { ServiceContext } from '../context.ts'
import { deliveryState } from '../orders/delivery-state.ts'
import { cardText } from './card-words.ts'
import type { ServiceContextData } from './service-card.ts'

export type TalkedOrder = NonNullable<ServiceContextData['order']>

/** An order as a card tells it: dates and what is late, as of the instant of the context. */
export function talkedOrder(
  { asOf, shop }: Pick<ServiceContext, 'asOf' | 'shop'>,
  order: CardOrder,
  stuckParcelDays: number,
): TalkedOrder {
  const closed = order.status === 'cancelled' || order.valid === 0
  const state = deliveryState(order, closed, {
    asOfDay: asOf.day,
    zone: shop.zone,
    returnWindowDays: 0,
    stuckParcelDays,
  })
  const dateOr = (day: number | null): string | null => (day === null ? null : dateOfDay(day))
  return {
    order_id: order.orderId,
    status: order.status,
    ordered_on: dateOfDay(order.orderedDay),
    shipped_on: dateOr(state.shippedDay),
    promised_on: dateOr(state.promisedDay),
    delivered_on: dateOr(state.deliveredDay),
    days_late: state.daysLate,
    days_stuck: state.daysStuck,
  }
}

/** Still to be delivered. */
export const isOpen = (order: TalkedOrder): boolean =>
  order.delivered_on === null && !['cancelled', 'completed', 'returned', 'refunded'].includes(order.status)

/** An order in one sentence, without a full stop. */
export function orderSentence(order: TalkedOrder, language: 'en' | 'zh'): string {
  const values = {
    order: order.order_id,
    ordered: order.ordered_on,
    shipped: order.shipped_on ?? '',
    promised: order.promised_on ?? '',
    delivered: order.delivered_on ?? '',
    status: order.status,
  }
  const text = cardText(nameOf(order), language, values)
  const also =
    order.delivered_on !== null || order.status === 'cancelled'
      ? []
      : [
          ...(order.days_late > 0 ? [cardText('order_late', language, { days: order.days_late })] : []),
          ...(order.days_stuck !== null && order.days_late === 0
            ? [cardText('order_stuck', language, { days: order.days_stuck })]
            : []),
        ]
  return [text, ...also].join(language === 'zh' ? '，' : '; ')
}

function nameOf(order: TalkedOrder) {
  const { status, shipped_on: shipped, promised_on: promised, delivered_on: delivered, days_late: late } = order
  if (status === 'cancelled') return 'order_cancelled'
  if (delivered !== null) return 'order_delivered'
  if (promised === null) return shipped === null ? 'order_open' : 'order_shipped_open'
  if (shipped === null) return late > 0 ? 'order_promised_due' : 'order_promised'
  return late > 0 ? 'order_shipped_due' : 'order_shipped'
}
