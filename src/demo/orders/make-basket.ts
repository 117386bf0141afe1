import { priceDistance, type Catalogue, type DemoProduct } from '../catalogue/make-catalogue.ts'
import { priceOn } from '../catalogue/price-steps.ts'
import type { PromotionBook } from '../catalogue/promotions.ts'
import type { Draws } from '../draws/draws.ts'
import { DAY } from '../files/wall-time.ts'
import type { Shopper } from '../people/shopper.ts'
import type { RelationSettings } from '../settings.ts'
import type { DemoLine } from './demo-order.ts'

/** Products that `key` stands for: one id, or `type:` and a type. */
export const matches = (product: DemoProduct, key: string): boolean =>
  key === product.id || key === `type:${product.type}`

/** Draws one product of a category near a price, as taste, price change and spotlight allow. */
export function drawProduct(
  catalogue: Catalogue,
  category: string,
  nearMinor: number,
  day: number,
  draws: Draws,
): DemoProduct {
  const shelf = catalogue.byCategory.get(category)
  if (shelf === undefined) throw new RangeError(`no category '${category}' in the catalogue`)
  let best: DemoProduct | undefined
  let bestDistance = Infinity
  let accepted = 0
  for (let tries = 0; tries < 40 && accepted < 3; tries++) {
    const product = shelf.products[draws.index(shelf.cumulative)]
    if (product === undefined || product.createdDay > day) continue
    if (!draws.chance(priceOn(product.prices, day).acceptance)) continue
    accepted += 1
    const distance = priceDistance(product.basePriceMinor, nearMinor)
    if (distance < bestDistance) {
      best = product
      bestDistance = distance
    }
  }
  const fallback = best ?? shelf.products[0]
  if (fallback === undefined) throw new RangeError(`category '${category}' holds no product`)
  return fallback
}

/** One line at the price of its day, with the promotion of its day. */
export function makeLine(product: DemoProduct, quantity: number, at: number, promotions: PromotionBook): DemoLine {
  const day = Math.floor(at / DAY)
  const unitPriceMinor = priceOn(product.prices, day).priceMinor
  const discount = promotions.discountOn(product, day)
  return {
    product,
    quantity,
    unitPriceMinor,
    discountMinor: Math.round(quantity * unitPriceMinor * discount),
  }
}

/** A basket has no more lines than its value pays for at this much each. */
const SMALLEST_LINE_MINOR = 5000

export interface BasketPlan {
  readonly catalogue: Catalogue
  readonly promotions: PromotionBook
  readonly relations: RelationSettings
  readonly chooseCategory: (wall: number) => string
}

/**
 * Fills one basket: a value drawn from the person's Gamma-Gamma story, cut over a few lines, each a product near its
 * share of the value; then the complements of what is in it.
 */
export function makeBasket(
  plan: BasketPlan,
  shopper: Shopper,
  at: number,
  start: readonly DemoProduct[],
  draws: Draws,
): DemoLine[] {
  const day = Math.floor(at / DAY)
  const value = Math.max(15, draws.gamma(shopper.valueShape, shopper.valueShape / shopper.meanValue)) * 100
  const lines = start.map((product) => makeLine(product, 1, at, plan.promotions))
  const taken = new Set(start.map((product) => product.id))
  const most = Math.max(1, Math.floor(value / SMALLEST_LINE_MINOR))
  const wanted = Math.min(
    most,
    start.length > 0 ? 1 + draws.poisson(0.6) : 1 + draws.poisson(shopper.archetype.basket - 1),
  )
  let left = Math.max(value * 0.2, value - lines.reduce((sum, line) => sum + line.unitPriceMinor, 0))
  for (let n = 0; n < wanted; n++) {
    const near = Math.max(2000, n === wanted - 1 ? left : (left / (wanted - n)) * draws.between(0.6, 1.5))
    const product = drawProduct(plan.catalogue, plan.chooseCategory(at), near, day, draws)
    if (taken.has(product.id)) continue
    taken.add(product.id)
    const quantity = Math.max(1, Math.min(4, Math.round(near / product.basePriceMinor)))
    lines.push(makeLine(product, quantity, at, plan.promotions))
    left -= quantity * product.basePriceMinor
  }
  // A copy: partners of partners are not added.
  const chosen = lines.slice()
  for (const line of chosen) {
    for (const rule of plan.relations.complements) {
      if (!matches(line.product, rule.if) || !draws.chance(rule.probability)) continue
      const partner = partnerOf(plan.catalogue, rule.then, draws)
      if (partner === undefined || taken.has(partner.id)) continue
      taken.add(partner.id)
      lines.push(makeLine(partner, 1, at, plan.promotions))
    }
  }
  return lines
}

/** A product that a rule's right side names. */
export function partnerOf(catalogue: Catalogue, key: string, draws: Draws): DemoProduct | undefined {
  if (!key.startsWith('type:')) return catalogue.byId.get(key)
  const shelf = catalogue.byType.get(key.slice('type:'.length)) ?? []
  return shelf.length === 0 ? undefined : draws.pick(shelf)
}
