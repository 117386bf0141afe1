import type { ShopFiles } from '../files/shop-files.ts'
import { timeText } from '../files/wall-time.ts'
import type { Shopper } from '../people/shopper.ts'
import type { DemoOrder } from './demo-order.ts'

/** An amount in major units with two digits, as exports write it. */
export const money = (minor: number): string => (minor / 100).toFixed(2)
const moneyOrEmpty = (minor: number): string | null => (minor === 0 ? null : money(minor))

/** The lines of one order; what holds for the whole order stands on its first line only. */
export function writeOrder(files: ShopFiles, country: string, shopper: Shopper, order: DemoOrder): void {
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
          }
    files.write('order_lines', { ...row, ...whole }, order.at)
  }
  if (order.cancelledAt !== null) {
    files.write('orders', { order_id: order.id, status: 'cancelled', cancelled_at: timeText(order.cancelledAt) })
  }
  if (order.delivery !== null) {
    const { delivery } = order
    files.write('deliveries', {
      order_id: order.id,
      shipped_at: timeText(delivery.shippedAt),
      promised_at: timeText(delivery.promisedAt),
      delivered_at: delivery.deliveredAt === null ? null : timeText(delivery.deliveredAt),
    })
  }
}
