import type { Catalogue } from '../catalogue/make-catalogue.ts'
import type { PromotionBook } from '../catalogue/promotions.ts'
import { cumulate, type Draws } from '../draws/draws.ts'
import { HOUR } from '../files/wall-time.ts'
import type { Shopper } from '../people/shopper.ts'
import type { DemoSettings } from '../settings.ts'
import type { DemoLine, DemoOrder } from './demo-order.ts'
import { makeDelivery } from './make-delivery.ts'
import type { Season } from './season.ts'

const FREE_SHIPPING_MINOR = 9900
const SHIPPING_MINOR = 800
const CANCELLED = 0.018
const COUPON = 0.1

export interface OrderPlan {
  readonly settings: DemoSettings
  readonly catalogue: Catalogue
  readonly promotions: PromotionBook
  readonly season: Season
  readonly chooseCategory: (shopper: Shopper, wall: number, draws: Draws) => string
  readonly nextOrderId: () => string
}

export interface OrderDraft {
  readonly at: number
  readonly lines: readonly DemoLine[]
  readonly campaign: string | null
}

/** Turns a draft into an order with everything that surrounds its lines. */
export function finishOrder(plan: OrderPlan, shopper: Shopper, draft: OrderDraft, draws: Draws): DemoOrder {
  const gross = draft.lines.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor - line.discountMinor, 0)
  const mobile = draws.chance(shopper.mobile ? 0.9 : 0.15)
  const coupon = gross > 12_000 && draws.chance(COUPON)
  const payments = plan.settings.shop.payments
  const cancelled = draws.chance(CANCELLED) && shopper.role.kind !== 'fixed'
  const id = plan.nextOrderId()
  return {
    id,
    at: draft.at,
    lines: draft.lines,
    city: shopper.city,
    channel: mobile && shopper.app ? 'app' : 'web',
    device: mobile ? 'mobile' : 'desktop',
    source: draws.chance(0.55) ? 'organic' : shopper.source,
    campaign: draft.campaign,
    coupon: coupon ? 'SAVE20' : null,
    orderDiscountMinor: coupon ? 2000 : 0,
    shippingMinor: gross >= FREE_SHIPPING_MINOR ? 0 : SHIPPING_MINOR,
    payment: payments[draws.index(cumulate(payments.map(([, weight]) => weight)))]?.[0] ?? 'card',
    cancelledAt: cancelled ? draft.at + HOUR + draws.below(8) * HOUR : null,
    delivery: cancelled
      ? null
      : makeDelivery(
          { settings: plan.settings, orderId: id, city: shopper.city, orderedAt: draft.at, season: plan.season },
          draws,
        ),
    abnormal: null,
  }
}
