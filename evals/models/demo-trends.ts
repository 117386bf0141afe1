import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { mustEqual, type Check } from './check.ts'
import { demoShop } from './support/demo-shop.ts'

/** From this planted log rate a year on, beyond the mean of all categories, a trend has to be found. */
const PLAIN = 0.1

/** Planted trends of the demo shop's categories: those that are plain have to be called, with the right sign. */
export const demoTrends: Check = {
  id: 'demo-trends',
  data: 'demo shop',
  async run() {
    const { call, home } = await demoShop()
    const { categories } = JSON.parse(readFileSync(join(home, 'demo', 'truths.json'), 'utf8')) as {
      readonly categories: readonly { readonly category: string; readonly log_trend_per_year: number }[]
    }
    const { data } = await call('analyze_trends', {})
    const { rows } = data as {
      readonly rows: readonly { readonly name: string; readonly growth: number; readonly direction: string }[]
    }
    const mean = categories.reduce((sum, one) => sum + one.log_trend_per_year, 0) / categories.length
    return categories
      .filter(({ log_trend_per_year: trend }) => Math.abs(trend - mean) >= PLAIN - 1e-9)
      .map(({ category, log_trend_per_year: trend }) =>
        mustEqual(
          `${category}, planted ${trend} a year`,
          trend > mean ? 'rising' : 'falling',
          rows.find(({ name }) => name === category)?.direction ?? 'none',
        ),
      )
  },
}
