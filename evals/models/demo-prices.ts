import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { mustEqual, type Check } from './check.ts'
import { demoShop } from './support/demo-shop.ts'

interface Truths {
  readonly categories: readonly { readonly category: string; readonly elasticity: number }[]
  readonly stock: {
    readonly nearly_out: readonly {
      readonly product: string
      readonly on_hand: number
      readonly units_per_week: number
    }[]
  }
}

interface Elasticity {
  readonly key: string
  readonly interval: readonly [number, number] | null
  readonly first_time: { readonly interval: readonly [number, number] } | null
}

const PRODUCT = 'SKU-8841'
const MS_PER_WEEK = 7 * 86_400_000

const holds = (interval: readonly [number, number] | null | undefined, value: number): boolean =>
  interval !== null && interval !== undefined && interval[0] <= value && value <= interval[1]

/**
 * Planted elasticities inside the product's 95 % intervals, and the planted run-out of SKU-8841 inside its 80 % one. What was
 * planted is how choosers take a price; who buys by habit does not look at it, so first purchases are what the truth is about.
 */
export const demoPrices: Check = {
  id: 'demo-prices',
  data: 'demo shop',
  async run() {
    const { call, home } = await demoShop()
    const truths = JSON.parse(readFileSync(join(home, 'demo', 'truths.json'), 'utf8')) as Truths
    const { data } = await call('estimate_price_sensitivity', { by: 'category' })
    const { elasticities } = data as { readonly elasticities: readonly Elasticity[] }
    const inside = (of: (one: Elasticity) => readonly [number, number] | null | undefined): number =>
      truths.categories.filter(({ category, elasticity }) => {
        const found = elasticities.find(({ key }) => key === category)
        return found !== undefined && holds(of(found), elasticity)
      }).length
    const forecast = (await call('forecast_demand', { product_id: PRODUCT, weeks: 8 })).data as {
      readonly stock_out_on: string | null
      readonly stock_out_interval: readonly [string | null, string | null] | null
      readonly backtest: { readonly coverage: number | null } | null
    }
    const planted = truths.stock.nearly_out.find(({ product }) => product === PRODUCT)
    const weeks = (planted?.on_hand ?? 0) / (planted?.units_per_week ?? 1)
    const day = new Date(Date.UTC(2026, 6, 1) + weeks * MS_PER_WEEK).toISOString().slice(0, 10)
    const [from, to] = forecast.stock_out_interval ?? [null, null]
    const all = inside((one) => one.interval)
    return [
      mustEqual(
        'planted elasticities inside the interval of first purchases',
        7,
        inside((one) => one.first_time?.interval),
      ),
      {
        metric: 'the same inside the interval of all units (habit blunts it)',
        target: 'reported',
        ours: all,
        ok: true,
      },
      {
        metric: `run-out of ${PRODUCT}, planted ${day}, foreseen ${forecast.stock_out_on ?? 'never'}`,
        target: 'inside the interval',
        ours: `${from ?? 'none'} .. ${to ?? 'beyond'}`,
        ok: from !== null && from <= day && (to === null || day <= to),
      },
      {
        metric: `share of earlier weeks of ${PRODUCT} inside the 80 % interval`,
        target: '.7 to .9',
        ours: (forecast.backtest?.coverage ?? 0).toFixed(3),
        ok: Math.abs((forecast.backtest?.coverage ?? 0) - 0.8) <= 0.1,
      },
    ]
  },
}
