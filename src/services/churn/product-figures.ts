/** What a product says about who buys it. */
export type ProductFigure = readonly [
  /** log(1 + buyers of the product in a thousand buyers of the last 30 days) */
  demand: number,
  /** Share of its buyers who have bought on more than one day, drawn towards that of all customers where few have bought it. */
  repeats: number,
]

/** Figures of the products that many have bought, as of an instant. */
export interface ProductFigures {
  readonly products: Readonly<Record<string, ProductFigure>>
  /** Of every other product, and of an order without any. */
  readonly other: ProductFigure
}

/** What one customer bought: the local day and the product of each line. */
export type BoughtLines = readonly (readonly [day: number, productId: string])[]

const DEMAND_DAYS = 30
const PER = 1000
/** Buyers whose repeats are counted as everybody's, beside the product's own. */
const PRIOR_BUYERS = 20
/** Products with the most buyers that are kept one by one. */
const MOST_PRODUCTS = 20_000
const FEWEST_BUYERS = 2

/**
 * Figures of products from the purchases of customers before the end of `asOfDay`: how many buy a product now, and how many
 * of its buyers have come back for anything. A customer whose last order holds what few others buy, or what the
 * buyers of one single order buy, is less likely to come back than recency and frequency alone say.
 *
 * @example
 * countProducts([[[1, 'tea'], [9, 'tea']], [[5, 'tea'], [5, 'cup']]], 10).products
 * // { tea: [6.91, 0.5] }: both buyers of the last 30 days bought it, and one of the two has come back
 */
export function countProducts(customers: Iterable<BoughtLines>, asOfDay: number): ProductFigures {
  const counts = new Map<string, { buyers: number; repeating: number; recent: number }>()
  let buyers = 0
  let repeating = 0
  let recent = 0
  for (const lines of customers) {
    if (lines.length === 0) continue
    const lastDays = new Map<string, number>()
    const firstDay = lines[0]?.[0]
    let repeats = 0
    let boughtLately = 0
    for (const [day, product] of lines) {
      if (day !== firstDay) repeats = 1
      if (day > asOfDay - DEMAND_DAYS) boughtLately = 1
      lastDays.set(product, Math.max(day, lastDays.get(product) ?? day))
    }
    buyers += 1
    repeating += repeats
    recent += boughtLately
    for (const [product, day] of lastDays) {
      const count = counts.get(product) ?? { buyers: 0, repeating: 0, recent: 0 }
      counts.set(product, count)
      count.buyers += 1
      count.repeating += repeats
      if (day > asOfDay - DEMAND_DAYS) count.recent += 1
    }
  }
  const usual = buyers === 0 ? 0 : repeating / buyers
  const most = [...counts]
    .filter(([, count]) => count.buyers >= FEWEST_BUYERS)
    .toSorted((a, b) => b[1].buyers - a[1].buyers || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_PRODUCTS)
  return {
    products: Object.fromEntries(
      most.map(([product, count]): [string, ProductFigure] => [
        product,
        [
          rounded(Math.log1p((PER * count.recent) / Math.max(1, recent))),
          rounded((count.repeating + PRIOR_BUYERS * usual) / (count.buyers + PRIOR_BUYERS)),
        ],
      ]),
    ),
    other: [0, usual],
  }
}

/** The figures are stored with the model. */
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000

/** The mean figure of the products of one order; that of other products where there are none. */
export function meanFigure({ products, other }: ProductFigures, productIds: Iterable<string>): ProductFigure {
  let count = 0
  let demand = 0
  let repeats = 0
  for (const id of productIds) {
    const figure = Object.hasOwn(products, id) ? (products[id] ?? other) : other
    count += 1
    demand += figure[0]
    repeats += figure[1]
  }
  return count === 0 ? other : [demand / count, repeats / count]
}
