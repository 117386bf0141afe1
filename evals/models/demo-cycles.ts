import { atMost, mustEqual, type Check } from './check.ts'
import { demoShop } from './support/demo-shop.ts'

interface Due {
  readonly customer_id: string
  readonly cycle_days: number
  readonly own_gaps: number
}

const REPLENISHED = ['coffee beans', 'skincare', 'pet food']

/** Planted cycles of single customers against the cycle of what each keeps buying, wherever its due date lies. */
export const demoCycles: Check = {
  id: 'demo-cycles',
  data: 'demo shop',
  async run() {
    const { call, planted } = await demoShop()
    const best = new Map<string, Due>()
    for (const category of REPLENISHED) {
      // A year to each side of as-of holds nearly every due date.
      for (const window of [
        { from: '2024-01-01', to: '2024-12-31' },
        { from: '2024-12-31', to: '2025-12-31' },
        { from: '2025-12-31', to: '2026-12-31' },
      ]) {
        const { data } = await call('find_repurchase_due', { category, window, limit: 10_000 })
        for (const due of (data as { readonly customers: readonly Due[] }).customers) {
          const known = best.get(due.customer_id)
          if (known === undefined || due.own_gaps > known.own_gaps) best.set(due.customer_id, due)
        }
      }
    }
    const errors = [...planted.values()].flatMap(({ customer, cycle_days: cycle }) => {
      const due = best.get(customer)
      return cycle === null || cycle === undefined || due === undefined || due.own_gaps < 2
        ? []
        : [Math.abs(due.cycle_days / cycle - 1)]
    })
    const sorted = errors.toSorted((a, b) => a - b)
    return [
      mustEqual(
        'customers with a planted cycle and three purchases, at least 200',
        'yes',
        errors.length >= 200 ? 'yes' : 'no',
      ),
      atMost('median error of the cycle', 0.1, sorted[sorted.length >> 1] ?? null, 3),
    ]
  },
}
