import { seasonalGrowth } from '../../src/compute/trends/seasonal-growth.ts'
import { dayOfDate } from '../../src/lib/time-zone.ts'
import { mustEqual, type Check } from './check.ts'
import { demoShop } from './support/demo-shop.ts'
import { expectedOrders } from './support/expected-shares.ts'

interface TrendRow {
  readonly name: string
  readonly growth: number
  readonly interval: readonly [number, number]
  readonly direction: string
}

const DIGITS = 3
const rounded = (value: number): string => value.toFixed(DIGITS)

/**
 * Trends of all categories of the demo shop against the growth of their shares that its rule makes expected: each interval has
 * to hold it, and no trend may be called against its sign.
 */
export const demoTrends: Check = {
  id: 'demo-trends',
  data: 'demo shop',
  async run() {
    const { call, home, planted } = await demoShop()
    const { data, evidence } = await call('analyze_trends', {})
    const { rows, weeks } = data as { readonly rows: readonly TrendRow[]; readonly weeks: number }
    const { byCategory, totals } = expectedOrders(home, planted, {
      firstDay: dayOfDate(evidence.period?.from ?? ''),
      weeks,
    })
    return [...byCategory].map(([category, expected]) => {
      const truth = seasonalGrowth(expected, { from: 0, to: weeks }, { totals })?.rate ?? Number.NaN
      const row = rows.find(({ name }) => name === category)
      const [low, high] = row?.interval ?? [Number.NaN, Number.NaN]
      const isAgainst = (row?.direction === 'rising' && truth < 0) || (row?.direction === 'falling' && truth > 0)
      return mustEqual(
        `${category}: ${rounded(truth)} a year against the shop inside ${rounded(low)} to ${rounded(high)}, ${row?.direction ?? 'none'}`,
        'yes',
        low <= truth && truth <= high && !isAgainst ? 'yes' : 'no',
      )
    })
  },
}
