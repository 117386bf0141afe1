import { quantile } from '../../compute/stats/quantile.ts'
import { InvalidInputError } from '../../lib/errors.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import { readCompetitorPrices, type CompetitorPrice } from '../../store/queries/prices/read-competitor-prices.ts'
import { readShelf } from '../../store/queries/recommend/read-shelf.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { findCategory } from '../forecast/find-category.ts'
import { findProduct } from '../recommend/find-product.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { presentComparison } from './present-comparison.ts'
import { priceOnDay, readPriceHistories } from './price-steps.ts'

export interface ComparePricesInput {
  readonly product_id?: string | undefined
  readonly category?: string | undefined
  readonly limit?: number | undefined
}

export interface ComparedProduct {
  readonly product_id: string
  readonly own_price_minor: number
  readonly competitors: readonly {
    readonly competitor: string
    readonly price_minor: number
    readonly seen_on: string
    /** Own price / theirs - 1: above 0 the shop is dearer. */
    readonly gap: number
  }[]
  readonly cheapest: string
  readonly gap_to_cheapest: number
}

export interface ComparePricesData {
  readonly products: readonly ComparedProduct[]
  readonly competitors: readonly {
    readonly competitor: string
    readonly products: number
    readonly median_gap: number
    /** Share of these products of which the shop asks more. */
    readonly dearer_share: number
  }[]
  readonly compared: number
  /** Products that are dearer here than at the cheapest competitor. */
  readonly dearer: number
  readonly seen_until: string | null
}

const LISTED = 10
/** Prices seen longer ago than this are said to be old. */
const OLD_DAYS = 60

const definitions = {
  en: [
    "Gap = own list price / the competitor's latest price - 1, as seen before as-of; above nothing the shop is dearer. Deals that are running are not taken off on either side.",
    "Only products that appear in an imported list of competitors' prices are compared.",
  ],
  zh: [
    '价差 = 自家标价 / 竞品在截止日前最近一次的价格 − 1，大于零表示自家更贵；双方正在进行的优惠都不扣除。',
    '只比较导入的竞品价格表中出现的商品。',
  ],
} as const

/** Own prices beside those of competitors that the shop imported, the dearest against them first. */
export function comparePrices({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: ComparePricesInput
}): ServiceResult<ComparePricesData> {
  authorise(ctx, 'read:catalogue')
  if (input.product_id !== undefined && input.category !== undefined) {
    throw new InvalidInputError('both product_id and category are given', {
      field: 'category',
      hint: 'Pass only one of them.',
    })
  }
  const shelf = readShelf(ctx.store, ctx.asOf.until)
  const product = input.product_id === undefined ? null : findProduct(shelf, input.product_id)
  const category = input.category === undefined ? null : findCategory(shelf, input.category)
  const seen = readCompetitorPrices(ctx.store, ctx.asOf.until)
  const inCurrency = seen.filter((one) => one.currency === ctx.shop.currency)
  const wanted = inCurrency.filter(({ productId }) => {
    const own = shelf.get(productId)
    return product === null
      ? category === null || own?.category === category || own?.subcategory === category
      : productId === product.id
  })
  const compared = compareEach(ctx, wanted, shelf)
  const latest = wanted.reduce((newest, { seenAt }) => Math.max(newest, seenAt), 0)
  const old = latest > 0 && ctx.asOf.day - ctx.shop.zone.dayOf(latest) > OLD_DAYS
  const data: ComparePricesData = {
    products: compared.slice(0, input.limit ?? LISTED),
    competitors: competitorsOf(compared),
    compared: compared.length,
    dearer: compared.filter((one) => one.gap_to_cheapest > 0).length,
    seen_until: latest === 0 ? null : dateOfDay(ctx.shop.zone.dayOf(latest)),
  }
  return {
    data,
    ...presentComparison(ctx, { data, shelf, product, category }),
    evidence: {
      period: null,
      population: product?.id ?? category ?? say(ctx, 'all products with a competitor price', '全部有竞品价格的商品'),
      rows_used: wanted.length,
      rows_left_out: seen.length === inCurrency.length ? {} : { other_currency: seen.length - inCurrency.length },
      definition: definitions[ctx.language],
      method: say(ctx, 'latest price of each competitor against the own list price', '各竞品的最新价格与本店标价比较'),
      model: null,
      sql: [],
    },
    gate:
      seen.length > 0 ? null : { failed: 'competitor_prices', have: 0, need: 1, pooled_estimate: null, opens_on: null },
    warnings: [
      ...(seen.length === 0
        ? [
            say(
              ctx,
              'no competitor prices were imported: kith import FILE --as competitor_prices, with product_id, competitor, seen_at and price',
              '尚未导入竞品价格：kith import FILE --as competitor_prices，需包含 product_id、competitor、seen_at 和 price',
            ),
          ]
        : []),
      ...(old
        ? [
            say(
              ctx,
              `the newest of these prices was seen more than ${OLD_DAYS} days before as-of`,
              `其中最新的价格也是在截止日 ${OLD_DAYS} 天以前看到的`,
            ),
          ]
        : []),
    ],
    suggestions: [],
  }
}

function compareEach(
  ctx: ServiceContext,
  seen: readonly CompetitorPrice[],
  shelf: ReturnType<typeof readShelf>,
): ComparedProduct[] {
  const prices = readPriceHistories(ctx)
  const byProduct = new Map<string, CompetitorPrice[]>()
  for (const one of seen) byProduct.set(one.productId, [...(byProduct.get(one.productId) ?? []), one])
  return [...byProduct]
    .flatMap(([id, theirs]): ComparedProduct[] => {
      const own = priceOnDay(prices.of.get(id), ctx.asOf.day) ?? shelf.get(id)?.priceMinor ?? null
      if (own === null || own <= 0) return []
      const competitors = theirs
        .map(({ competitor, priceMinor, seenAt }) => ({
          competitor,
          price_minor: priceMinor,
          seen_on: dateOfDay(ctx.shop.zone.dayOf(seenAt)),
          gap: own / priceMinor - 1,
        }))
        .toSorted((a, b) => a.price_minor - b.price_minor || (a.competitor < b.competitor ? -1 : 1))
      const [cheapest] = competitors
      return cheapest === undefined
        ? []
        : [
            {
              product_id: id,
              own_price_minor: own,
              competitors,
              cheapest: cheapest.competitor,
              gap_to_cheapest: cheapest.gap,
            },
          ]
    })
    .toSorted((a, b) => b.gap_to_cheapest - a.gap_to_cheapest || (a.product_id < b.product_id ? -1 : 1))
}

function competitorsOf(compared: readonly ComparedProduct[]): ComparePricesData['competitors'] {
  const gaps = new Map<string, number[]>()
  for (const { competitors } of compared) {
    for (const { competitor, gap } of competitors) gaps.set(competitor, [...(gaps.get(competitor) ?? []), gap])
  }
  return [...gaps]
    .map(([competitor, own]) => ({
      competitor,
      products: own.length,
      median_gap: quantile(Float64Array.from(own).sort(), 0.5),
      dearer_share: own.filter((gap) => gap > 0).length / own.length,
    }))
    .toSorted((a, b) => (a.competitor < b.competitor ? -1 : 1))
}
