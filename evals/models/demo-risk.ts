import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { atLeast, mustEqual, type Check } from './check.ts'
import { demoShop } from './support/demo-shop.ts'

interface Flagged {
  readonly order_id: string
  readonly tier: string
}

/** Planted abnormal orders against the high tier, over all history; and those of the last 48 hours one by one. */
export const demoRisk: Check = {
  id: 'demo-risk',
  data: 'demo shop',
  async run() {
    const { call, home } = await demoShop()
    const planted = readFileSync(join(home, 'demo', 'truths-orders.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly order: string; readonly at: string })
    const truth = new Set(planted.map(({ order }) => order))
    const high = (
      (await call('assess_orders', { period: 'all' })).data as { readonly flagged: readonly Flagged[] }
    ).flagged
      .filter(({ tier }) => tier === 'high')
      .map(({ order_id }) => order_id)
    const hits = high.filter((id) => truth.has(id)).length
    const recent = planted.filter(({ at }) => at >= '2026-06-29').map(({ order }) => order)
    const { flagged } = (await call('assess_orders', { period: 'last_2_days' })).data as {
      readonly flagged: readonly Flagged[]
    }
    return [
      atLeast('abnormal orders, precision of the high tier', 0.9, hits / high.length, 3),
      atLeast('abnormal orders, recall of the high tier', 0.9, hits / truth.size, 3),
      mustEqual(
        'suspicious orders of the last 48 hours',
        recent.toSorted().join(' '),
        flagged
          .map(({ order_id }) => order_id)
          .toSorted()
          .join(' '),
      ),
    ]
  },
}
