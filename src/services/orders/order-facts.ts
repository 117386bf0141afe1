import { asOfDate } from '../../lib/as-of.ts'
import { toMajor } from '../../lib/money.ts'
import type { Period } from '../../lib/periods.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Fact, ResultTable } from '../../lib/tool-result.ts'
import type { OrderTotals } from '../../store/queries/orders/find-orders.ts'
import type { ServiceContext } from '../context.ts'
import type { FoundOrder } from './describe-orders.ts'

interface OrderFigures {
  readonly totals: OrderTotals
  readonly orders: readonly FoundOrder[]
  readonly period: Period | null
  readonly returnWindowDays: number
}

/** Totals of all that matched, and the first order of the list by itself: "where is my order" is about that one. */
export function orderFacts({ shop, asOf }: ServiceContext, figures: OrderFigures): Fact[] {
  const { totals, orders, period, returnWindowDays } = figures
  const money = (minor: number): number => toMajor(minor, shop.currency)
  const facts: Fact[] = [
    { id: 'as_of', label: 'As of', value: asOfDate(asOf), unit: 'date' },
    { id: 'matched', label: 'Orders that match', value: totals.orders, unit: 'orders' },
    { id: 'valid_orders', label: 'Valid orders among them', value: totals.valid, unit: 'orders' },
    {
      id: 'gross_total',
      label: 'Gross revenue of the valid ones',
      value: money(totals.grossMinor),
      unit: shop.currency,
      n: totals.valid,
    },
    { id: 'listed', label: 'Orders listed', value: orders.length, unit: 'orders' },
    {
      id: 'late_listed',
      label: 'Late among the listed',
      value: orders.filter(({ late }) => late).length,
      unit: 'orders',
    },
    {
      id: 'stuck_listed',
      label: 'Stuck among the listed',
      value: orders.filter(({ stuck }) => stuck).length,
      unit: 'orders',
    },
    {
      id: 'return_window_days',
      label: 'Days to send goods back after delivery',
      value: returnWindowDays,
      unit: 'days',
    },
  ]
  if (period !== null) {
    facts.push(
      { id: 'period_from', label: 'Orders from', value: dateOfDay(period.fromDay), unit: 'date' },
      { id: 'period_to', label: 'Orders to', value: dateOfDay(Math.min(period.toDay - 1, asOf.day)), unit: 'date' },
    )
  }
  const [first] = orders
  if (first === undefined) return facts
  const known = (id: string, label: string, value: string | number | null, unit: string): Fact[] =>
    value === null ? [] : [{ id, label, value, unit }]
  return [
    ...facts,
    { id: 'order_id', label: 'Order', value: first.order_id, unit: 'id' },
    ...known('customer_id', 'Customer of the order', first.customer_id, 'id'),
    { id: 'ordered_at', label: 'Ordered on', value: first.ordered_on, unit: 'date' },
    { id: 'status', label: 'Status', value: first.status, unit: 'label' },
    { id: 'amount', label: 'Amount', value: money(first.gross_minor), unit: shop.currency },
    { id: 'units', label: 'Units', value: first.units, unit: 'units' },
    { id: 'items', label: 'What is in it', value: itemsOf(first), unit: 'text' },
    ...known('shipped_at', 'Shipped on', first.shipped_on, 'date'),
    ...known('promised_at', 'Promised for', first.promised_on, 'date'),
    ...known('delivered_at', 'Delivered on', first.delivered_on, 'date'),
    ...known('return_deadline', 'Can be sent back until', first.return_deadline, 'date'),
    ...known('days_late', 'Days late', first.late ? first.days_late : null, 'days'),
    ...known('days_stuck', 'Days since shipping without delivery', first.days_stuck, 'days'),
    ...known(
      'returned_amount',
      'Given back for returns',
      first.returns.length === 0 ? null : money(first.returns.reduce((sum, one) => sum + one.amount_minor, 0)),
      shop.currency,
    ),
  ]
}

/** The goods of an order in one line: '2 x Aurora 2L Kettle; Nimbus Headphones'. */
const itemsOf = ({ lines }: FoundOrder): string =>
  lines
    .map(({ product_name: name, product_id: id, quantity }) => `${quantity === 1 ? '' : `${quantity} x `}${name ?? id}`)
    .join('; ')

export function orderTable({ shop }: ServiceContext, orders: readonly FoundOrder[], total: number): ResultTable {
  const column = (key: string, label: string, unit: string) => ({ key, label, unit })
  return {
    columns: [
      column('order_id', 'Order', 'id'),
      column('customer_id', 'Customer', 'id'),
      column('ordered_on', 'Ordered on', 'date'),
      column('status', 'Status', 'label'),
      column('amount', 'Amount', shop.currency),
      column('units', 'Units', 'units'),
      column('items', 'Items', 'text'),
      column('promised_on', 'Promised for', 'date'),
      column('delivered_on', 'Delivered on', 'date'),
      column('return_deadline', 'Return until', 'date'),
      column('late', 'Late', 'text'),
      column('stuck', 'Stuck', 'text'),
    ],
    rows: orders.map((order) => ({
      order_id: order.order_id,
      customer_id: order.customer_id,
      ordered_on: order.ordered_on,
      status: order.status,
      amount: toMajor(order.gross_minor, shop.currency),
      units: order.units,
      items: itemsOf(order),
      promised_on: order.promised_on,
      delivered_on: order.delivered_on,
      return_deadline: order.return_deadline,
      late: order.late,
      stuck: order.stuck,
    })),
    total_rows: total,
  }
}
