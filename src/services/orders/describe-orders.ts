import { plainText } from '../../lib/plain-text.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { OrderRow } from '../../store/queries/orders/find-orders.ts'
import { productName } from '../recommend/product-name.ts'
import { readOrderLines, readOrderReturns } from '../../store/queries/orders/read-order-contents.ts'
import type { ServiceContext } from '../context.ts'
import { deliveryState, type DeliveryRules } from './delivery-state.ts'

export interface FoundOrderLine {
  readonly product_id: string
  readonly product_name: string | null
  readonly category: string | null
  readonly quantity: number
  /** Major units, as exact as the source priced it. */
  readonly unit_price: number
  readonly amount_minor: number
}

export interface FoundOrderReturn {
  readonly product_id: string | null
  readonly returned_at: string
  readonly quantity: number
  readonly amount_minor: number
  readonly reason: string | null
}

export interface FoundOrder {
  readonly order_id: string
  readonly customer_id: string | null
  /** ISO instant. */
  readonly ordered_at: string
  readonly ordered_on: string
  readonly status: string
  /** Whether it counts in orders and revenue. */
  readonly valid: boolean
  readonly gross_minor: number
  readonly order_discount_minor: number
  readonly shipping_minor: number | null
  readonly units: number
  readonly channel: string | null
  readonly device: string | null
  readonly campaign: string | null
  readonly coupon: string | null
  readonly payment: string | null
  readonly country: string | null
  readonly region: string | null
  readonly city: string | null
  readonly shipped_on: string | null
  readonly promised_on: string | null
  readonly delivered_on: string | null
  readonly return_deadline: string | null
  /** Whether the return deadline has not passed as of the date; null before delivery. */
  readonly returnable: boolean | null
  readonly late: boolean
  readonly days_late: number
  readonly stuck: boolean
  readonly days_stuck: number | null
  readonly lines: readonly FoundOrderLine[]
  readonly returns: readonly FoundOrderReturn[]
}

/** Rows of orders with what is in them, where they are and what came back, as of the instant of the context. */
export function describeOrders(ctx: ServiceContext, rows: readonly OrderRow[], rules: DeliveryRules): FoundOrder[] {
  const { until } = ctx.asOf
  const ids = rows.map(({ orderId }) => orderId)
  const lines = byOrder(readOrderLines(ctx.store, ids))
  const returned = byOrder(readOrderReturns(ctx.store, ids, until))
  const seen = (instant: number | null): number | null => (instant === null || instant >= until ? null : instant)
  const dateOr = (day: number | null): string | null => (day === null ? null : dateOfDay(day))
  return rows.map((row): FoundOrder => {
    const closed = row.status === 'cancelled' || row.valid === 0
    const instants = {
      shippedAt: seen(row.shippedAt),
      // A promise is known when the order is placed, though it speaks of a later day.
      promisedAt: row.promisedAt,
      deliveredAt: seen(row.deliveredAt),
    }
    const state = deliveryState(instants, closed, rules)
    return {
      order_id: row.orderId,
      customer_id: row.customerId,
      ordered_at: new Date(row.orderedAt).toISOString(),
      ordered_on: dateOfDay(row.orderedDay),
      status: row.status,
      valid: row.valid === 1,
      gross_minor: row.grossMinor,
      order_discount_minor: row.discountMinor,
      shipping_minor: row.shippingMinor,
      units: row.units,
      channel: row.channel,
      device: row.device,
      campaign: row.campaign,
      coupon: row.coupon,
      payment: row.payment,
      country: row.country,
      region: row.region,
      city: row.city,
      shipped_on: dateOr(state.shippedDay),
      promised_on: dateOr(state.promisedDay),
      delivered_on: dateOr(state.deliveredDay),
      return_deadline: dateOr(state.returnDeadlineDay),
      returnable: state.returnDeadlineDay === null ? null : rules.asOfDay <= state.returnDeadlineDay,
      late: state.daysLate > 0,
      days_late: state.daysLate,
      stuck: state.daysStuck !== null,
      days_stuck: state.daysStuck,
      lines: (lines.get(row.orderId) ?? []).map((line) => ({
        product_id: line.productId,
        product_name: line.name === null ? null : productName(line, line.productId, ctx.language),
        category: line.category,
        quantity: line.quantity,
        unit_price: line.unitPriceMicro / 1_000_000,
        amount_minor: line.amountMinor,
      })),
      returns: (returned.get(row.orderId) ?? []).map((one) => ({
        product_id: one.productId,
        returned_at: new Date(one.returnedAt).toISOString(),
        quantity: one.quantity,
        amount_minor: one.amountMinor,
        reason: one.reason === null ? null : plainText(one.reason),
      })),
    }
  })
}

function byOrder<Row extends { readonly orderId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(row.orderId)
    if (group === undefined) groups.set(row.orderId, [row])
    else group.push(row)
  }
  return groups
}
