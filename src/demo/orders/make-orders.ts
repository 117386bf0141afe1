import { ABNORMAL_SHARE, disturbOrder } from './abnormal-orders.ts'
import type { Catalogue, DemoProduct } from '../catalogue/make-catalogue.ts'
import type { PromotionBook } from '../catalogue/promotions.ts'
import { cumulate, type Draws } from '../draws/draws.ts'
import { DAY, HOUR } from '../files/wall-time.ts'
import type { Shopper } from '../people/shopper.ts'
import type { DemoSettings } from '../settings.ts'
import { addFixedOrders } from './fixed-orders.ts'
import { makeDelivery } from './make-delivery.ts'
import { drawProduct, makeBasket, matches, partnerOf, type BasketPlan } from './make-basket.ts'
import type { DemoLine, DemoOrder } from './demo-order.ts'
import type { Purchase } from './order-times.ts'
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
  return {
    id: plan.nextOrderId(),
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
    delivery: cancelled ? null : makeDelivery(shopper.city, draft.at, plan.season, draws),
    abnormal: null,
  }
}

/** All orders of one customer, in order of time; abnormal ones with the reason that the truths keep. */
export function makeOrders(plan: OrderPlan, shopper: Shopper, purchases: readonly Purchase[], draws: Draws): DemoOrder[] {
  const basketPlan: BasketPlan = {
    catalogue: plan.catalogue,
    promotions: plan.promotions,
    relations: plan.settings.relations,
    chooseCategory: (wall) => plan.chooseCategory(shopper, wall, draws),
  }
  const replenished = shopper.cycleDays === null ? null : favourite(plan, shopper, draws)
  const follow: { readonly at: number; readonly product: DemoProduct }[] = []
  const orders: DemoOrder[] = []
  for (const purchase of purchases) {
    const start: DemoProduct[] = purchase.replenishes && replenished !== null ? [replenished] : []
    // What an earlier purchase calls for: a tent is followed by a stove.
    for (const [at, due] of [...follow.entries()].reverse()) {
      if (due.at > purchase.at) continue
      start.push(due.product)
      follow.splice(at, 1)
    }
    const lines = makeBasket(basketPlan, shopper, purchase.at, uniqueProducts(start), draws)
    const order = finishOrder(plan, shopper, { at: purchase.at, lines, campaign: purchase.campaign }, draws)
    orders.push(order)
    for (const line of lines) {
      for (const rule of plan.settings.relations.sequences) {
        if (!matches(line.product, rule.first) || !draws.chance(rule.probability)) continue
        const product = partnerOf(plan.catalogue, rule.then, draws)
        const days = rule.days[0] + draws.below(rule.days[1] - rule.days[0])
        if (product !== undefined) follow.push({ at: purchase.at + days * DAY, product })
      }
    }
  }
  const disturbed = orders.flatMap((order) =>
    shopper.role.kind === 'ordinary' && draws.chance(ABNORMAL_SHARE) ? disturbOrder(plan, shopper, order, draws) : [order],
  )
  return addFixedOrders(plan, shopper, disturbed, draws).toSorted((a, b) => a.at - b.at)
}

const uniqueProducts = (products: readonly DemoProduct[]): DemoProduct[] => [...new Set(products)]

/** The product that a replenishing customer keeps buying. */
function favourite(plan: OrderPlan, shopper: Shopper, draws: Draws): DemoProduct {
  const day = Math.floor(shopper.createdAt / DAY)
  return drawProduct(plan.catalogue, shopper.archetype.replenishes ?? '', shopper.meanValue * 60, day, draws)
}
