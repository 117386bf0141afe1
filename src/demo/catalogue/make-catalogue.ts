import { createDraws, cumulate } from '../draws/draws.ts'
import { exp, ln, power } from '../draws/exact-math.ts'
import { DAY, FIRST_DAY, wallOf } from '../files/wall-time.ts'
import type { CategorySettings, DemoSettings } from '../settings.ts'
import { makePriceSteps, type PriceStep } from './price-steps.ts'

export interface DemoProduct {
  readonly index: number
  readonly id: string
  readonly name: string
  readonly nameZh: string
  readonly category: CategorySettings
  readonly type: string
  readonly brand: string
  readonly style: string
  /** List price in minor units before any price change. */
  readonly basePriceMinor: number
  readonly costMinor: number
  /** The shop knows this product's cost. */
  readonly costKnown: boolean
  readonly createdDay: number
  /** Share of draws of its category, before price and season. */
  readonly weight: number
  /** Added to the latent satisfaction of its buyers. */
  readonly quality: number
  readonly prices: readonly PriceStep[]
  readonly spotlightDay: number | null
  /** Share of orders from that day on to which the spotlight adds the product. */
  readonly spotlightShare: number
  readonly reviewRate: number
  readonly themes: readonly string[]
  readonly weeksOfStock: number | null
}

export interface Catalogue {
  readonly products: readonly DemoProduct[]
  readonly byCategory: ReadonlyMap<
    string,
    { readonly products: readonly DemoProduct[]; readonly cumulative: Float64Array }
  >
  readonly byType: ReadonlyMap<string, readonly DemoProduct[]>
  /** Products that stand in the spotlight from a day on. */
  readonly spotlights: readonly DemoProduct[]
  readonly byId: ReadonlyMap<string, DemoProduct>
}

const STYLES = ['minimal', 'classic', 'sporty', 'natural', 'playful'] as const
/** One product in twelve has no unit cost: its invoice never came. */
const COST_UNKNOWN = 1 / 12

/** Price in whole yuan that ends in 9, as shops write it. */
const shelfPrice = (yuan: number): number => (Math.max(1, Math.round(yuan / 10)) * 10 - 1) * 100

/** The product range: 600 products of seven categories with prices, costs, popularity and quality. */
export function makeCatalogue(settings: DemoSettings, seed: string): Catalogue {
  const draws = createDraws(`${seed}/catalogue`)
  const products: DemoProduct[] = []
  const taken = new Set(settings.fixedProducts.map((one) => one.id))
  for (const category of settings.categories) {
    let number = category.base
    for (const type of category.types) {
      const names = new Set<string>()
      for (let at = 0; at < type.count; at++) {
        let brand = draws.pick(category.brands)
        let quality = draws.pick(category.qualities)
        while (names.has(`${brand[0]} ${quality[0]}`)) {
          brand = draws.pick(category.brands)
          quality = draws.pick(category.qualities)
        }
        names.add(`${brand[0]} ${quality[0]}`)
        do number += 1 + draws.below(6)
        while (taken.has(`SKU-${number}`))
        const [low, high] = type.price
        const basePriceMinor = shelfPrice(low * power(high / low, draws.uniform()))
        products.push({
          index: products.length,
          id: `SKU-${number}`,
          name: `${brand[0]} ${quality[0]} ${type.en}`,
          nameZh: `${brand[1]}${quality[1]}${type.zh}`,
          category,
          type: type.key,
          brand: brand[0],
          style: draws.pick(STYLES),
          basePriceMinor,
          costMinor: Math.round(basePriceMinor * (1 - category.margin) * draws.between(0.9, 1.1)),
          costKnown: !draws.chance(COST_UNKNOWN),
          createdDay: draws.chance(0.15) ? FIRST_DAY + draws.below(840) : FIRST_DAY - 30 - draws.below(300),
          weight: exp(draws.normal() * 0.8),
          quality: Math.round(draws.normal() * 0.3 * 100) / 100,
          prices: makePriceSteps(basePriceMinor, category.elasticity, draws),
          spotlightDay: null,
          spotlightShare: 0,
          reviewRate: 1,
          themes: [],
          weeksOfStock: null,
        })
      }
    }
    for (const fixed of settings.fixedProducts.filter((one) => one.category === category.key)) {
      const basePriceMinor = fixed.price * 100
      products.push({
        index: products.length,
        id: fixed.id,
        name: fixed.name,
        nameZh: fixed.zh,
        category,
        type: fixed.type,
        brand: fixed.brand,
        style: 'classic',
        basePriceMinor,
        costMinor: Math.round(basePriceMinor * (1 - category.margin)),
        costKnown: true,
        createdDay: FIRST_DAY - 200,
        weight: fixed.weight,
        quality: fixed.quality ?? 0.1,
        prices: makePriceSteps(basePriceMinor, category.elasticity, draws),
        spotlightDay: fixed.spotlight === undefined ? null : wallOf(fixed.spotlight) / DAY,
        spotlightShare: fixed.spotlight_share ?? 0,
        reviewRate: fixed.review_rate ?? 1,
        themes: fixed.themes ?? [],
        weeksOfStock: fixed.weeks_of_stock ?? null,
      })
    }
  }
  const byCategory = new Map(
    settings.categories.map((category) => {
      const own = products.filter((one) => one.category === category)
      return [category.key, { products: own, cumulative: cumulate(own.map((one) => one.weight)) }]
    }),
  )
  return {
    products,
    byCategory,
    byType: new Map(
      [...new Set(products.map((one) => one.type))].map((type) => [type, products.filter((one) => one.type === type)]),
    ),
    spotlights: products.filter((one) => one.spotlightDay !== null),
    byId: new Map(products.map((one) => [one.id, one])),
  }
}

/** How far two prices are apart, as the size of their log ratio. */
export const priceDistance = (a: number, b: number): number => {
  const distance = ln(a / b)
  return distance < 0 ? -distance : distance
}
