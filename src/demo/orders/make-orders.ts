import { ABNORMAL_SHARE, disturbOrder } from './abnormal-orders.ts'
import type { DemoProduct } from '../catalogue/make-catalogue.ts'
import type { Draws } from '../draws/draws.ts'
import { DAY } from '../files/wall-time.ts'
import type { Shopper } from '../people/shopper.ts'
import type { DemoOrder } from './demo-order.ts'
import { finishOrder, type OrderPlan } from './finish-order.ts'
import { addFixedOrders } from './fixed-orders.ts'
import { drawProduct, makeBasket, matches, partnerOf, type BasketPlan } from './make-basket.ts'
import type { Purchase } from './order-times.ts'

/** All orders of one customer, in order of time; abnormal ones with the reason that the truths keep. */
export function makeOrders(
  plan: OrderPlan,
  shopper: Shopper,
  purchases: readonly Purchase[],
  draws: Draws,
): DemoOrder[] {
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
    for (const product of plan.catalogue.spotlights) {
      const lit = product.spotlightDay !== null && purchase.at >= product.spotlightDay * DAY
      if (lit && draws.chance(product.spotlightShare)) start.push(product)
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
    shopper.role.kind === 'ordinary' && draws.chance(ABNORMAL_SHARE)
      ? disturbOrder(plan, shopper, order, draws)
      : [order],
  )
  return addFixedOrders(plan, shopper, disturbed, draws).toSorted((a, b) => a.at - b.at)
}

const uniqueProducts = (products: readonly DemoProduct[]): DemoProduct[] => [...new Set(products)]

/** The product that a replenishing customer keeps buying. */
function favourite(plan: OrderPlan, shopper: Shopper, draws: Draws): DemoProduct {
  const day = Math.floor(shopper.createdAt / DAY)
  return drawProduct(plan.catalogue, shopper.archetype.replenishes ?? '', shopper.meanValue * 60, day, draws)
}
