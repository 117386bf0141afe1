import type { DemoRow, ShopFiles } from '../files/shop-files.ts'
import { timeText } from '../files/wall-time.ts'
import type { Shopper } from '../people/shopper.ts'
import type { DemoOrder } from './demo-order.ts'

/** An amount in major units with two digits, as exports write it. */
export const money = (minor: number): string => (minor / 100).toFixed(2)
const moneyOrEmpty = (minor: number): string | null => (minor === 0 ? null : money(minor))

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
  for (const [at, line] of order.lines.entries()) {
    const row = {
      order_id: order.id,
      ordered_at: timeText(order.at),
      customer_id: shopper.id,
      product_id: line.product.id,
      quantity: line.quantity,
      unit_price: money(line.unitPriceMinor),
      line_discount: moneyOrEmpty(line.discountMinor),
    }
    const whole =
      at > 0
        ? {}
        : {
            order_discount: moneyOrEmpty(order.orderDiscountMinor),
            shipping: moneyOrEmpty(order.shippingMinor),
            country,
            region: order.city.region,
            city: order.city.city,
            channel: order.channel,
            device: order.device,
            source: order.source,
            campaign: order.campaign,
            coupon: order.coupon,
            payment: order.payment,
            status: order.cancelledAt !== null ? 'cancelled' : order.delivery?.shippedAt === null ? 'processing' : null,
            cancelled_at: order.cancelledAt === null ? null : timeText(order.cancelledAt),
          }
    writeLine({ ...row, ...whole }, order.at)
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
        status: onTheWay ? 'shipped' : null,
        status_at: onTheWay && delivery.shippedAt !== null ? timeText(delivery.shippedAt) : null,
      },
      order.at,
    )
  }
}
