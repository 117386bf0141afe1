import type { DemoRow, ShopFiles } from '../files/shop-files.ts'
import { timeText } from '../files/wall-time.ts'
import type { Shopper } from '../people/shopper.ts'
import type { DemoOrder } from './demo-order.ts'

/** An amount in major units with two digits, as exports write it. */
export const money = (minor: number): string => (minor / 100).toFixed(2)
const moneyOrEmpty = (minor: number): string | null => (minor === 0 ? null : money(minor))

/** The state that differs from a completed order's; null for that. */
function statusOf(order: DemoOrder): string | null {
  if (order.cancelledAt !== null) return 'cancelled'
  return order.delivery?.shippedAt === null ? 'processing' : null
}

/** Takes one line of an order. */
export type LineWriter = (row: DemoRow<'order_lines'>, wall: number) => void

/** The lines of one order; what holds for the whole order stands on its first line only. */
export function writeOrder(
  files: ShopFiles,
  writeLine: LineWriter,
  country: string,
  shopper: Shopper,
  order: DemoOrder,
): void {
  const orderedAt = timeText(order.at)
  for (let at = 0; at < order.lines.length; at++) {
    const line = order.lines[at]
    if (line === undefined) continue
    const first = at === 0
    // One literal for all rows: engines write rows of one shape several times faster than merged ones.
    writeLine(
      {
        order_id: order.id,
        ordered_at: orderedAt,
        customer_id: shopper.id,
        product_id: line.product.id,
        quantity: line.quantity,
        unit_price: money(line.unitPriceMinor),
        line_discount: moneyOrEmpty(line.discountMinor),
        order_discount: first ? moneyOrEmpty(order.orderDiscountMinor) : null,
        shipping: first ? moneyOrEmpty(order.shippingMinor) : null,
        country: first ? country : null,
        region: first ? order.city.region : null,
        city: first ? order.city.city : null,
        channel: first ? order.channel : null,
        device: first ? order.device : null,
        source: first ? order.source : null,
        campaign: first ? order.campaign : null,
        coupon: first ? order.coupon : null,
        payment: first ? order.payment : null,
        status: first ? statusOf(order) : null,
        cancelled_at: first && order.cancelledAt !== null ? timeText(order.cancelledAt) : null,
        currency: null,
      },
      order.at,
    )
  }
  if (order.delivery !== null) {
    const { delivery } = order
    const onTheWay = delivery.shippedAt !== null && delivery.deliveredAt === null
    files.write(
      'deliveries',
      {
        order_id: order.id,
        shipped_at: delivery.shippedAt === null ? null : timeText(delivery.shippedAt),
        promised_at: timeText(delivery.promisedAt),
        delivered_at: delivery.deliveredAt === null ? null : timeText(delivery.deliveredAt),
        carrier: delivery.carrier,
        warehouse: delivery.warehouse,
        status: onTheWay ? 'shipped' : null,
        status_at: onTheWay && delivery.shippedAt !== null ? timeText(delivery.shippedAt) : null,
      },
      order.at,
    )
  }
}
