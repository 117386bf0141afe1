import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rocAuc } from '../../src/compute/evaluation/roc-auc.ts'
import { forecastPurchases } from '../../src/compute/lifetime/forecast-purchases.ts'
import { DAYS, FIRST_DAY } from '../../src/demo/files/wall-time.ts'
import { makeSeason } from '../../src/demo/orders/season.ts'
import { readDemoSettings, type ArchetypeSettings } from '../../src/demo/settings.ts'
import { computeCustomerFeatures } from '../../src/features/compute-customer-features.ts'
import { parseAsOf } from '../../src/lib/as-of.ts'
import { EVAL_ADMIN, openEvalShop } from '../agent/open-eval-shop.ts'
import { atLeast, mustEqual, type Check } from './check.ts'

interface Planted {
  readonly customer: string
  readonly archetype: string
  readonly rate_per_day: number
  readonly cycle_days: number | null
}

const HORIZON_DAYS = 90
const JUDGED_ON = '2026-04-01'

/**
 * Churn of the demo shop, learnt before 2026-04-01 and judged on the 90 days after, beside the best that anybody could know
 * who has the planted model: each archetype's own Pareto/NBD parameters, the season and the replenishment cycles. The
 * product never reads those.
 */
export const demoChurn: Check = {
  id: 'demo-churn',
  data: 'the demo shop and the truths beside its store',
  async run() {
    const { kith } = await openEvalShop({ home: undefined, tier: 'T0' })
    const { store, shop, home } = kith.contextFor(EVAL_ADMIN)
    const result = await kith.callTool(EVAL_ADMIN, 'predict_churn', { as_of: JUDGED_ON, limit: 10_000 })
    const now = await kith.callTool(EVAL_ADMIN, 'predict_churn', { customer_id: 'C-10023' })
    if (!result.ok || !now.ok) throw new Error('the demo shop carries no churn model')
    const { customers } = result.data as {
      readonly customers: readonly { readonly customer_id: string; readonly probability: number }[]
    }
    const asOf = parseAsOf(JUDGED_ON, shop.zone)
    const then = computeCustomerFeatures(store, asOf, shop.zone)
    const today = computeCustomerFeatures(store, parseAsOf('2026-06-30', shop.zone), shop.zone)
    const best = bestPossible(home, asOf.day)
    const rows = customers.map(({ customer_id: id, probability }) => {
      const position = then.positionOf(id)
      const days = daysOf(then.purchases, position)
      const later = daysOf(today.purchases, today.positionOf(id)).filter((day) => day > asOf.day)
      return { left: later.length === 0 ? 1 : 0, probability, best: best(id, days) }
    })
    const labels = rows.map(({ left }) => left)
    const ideal = rocAuc(
      labels,
      rows.map((row) => row.best),
    )
    const ours = rocAuc(
      labels,
      rows.map(({ probability }) => probability),
    )
    const { customers: hers } = now.data as { readonly customers: readonly { readonly tier: string }[] }
    return [
      atLeast('AUC, against the best possible less 0.01', (ideal ?? 1) - 0.01, ours, 4),
      mustEqual('churn tier of C-10023', 'high', hers[0]?.tier ?? 'none'),
    ]
  },
}

const daysOf = (
  { days, offsets }: { readonly days: Int32Array; readonly offsets: Int32Array },
  position: number,
): readonly number[] => Array.from(days.subarray(offsets[position] ?? 0, offsets[position + 1] ?? 0))

/** Silence beyond this many cycles means that somebody who replenishes has left. */
const CYCLES = 1.4

/** P(no order within the horizon) of somebody with these purchase days, by the planted parameters. */
function bestPossible(home: string, asOfDay: number): (id: string, days: readonly number[]) => number {
  const settings = readDemoSettings()
  const season = makeSeason(settings.shop)
  const archetypes = new Map(settings.archetypes.map((one: ArchetypeSettings) => [one.key, one]))
  const planted = new Map(
    readFileSync(join(home, 'demo', 'truths-customers.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Planted)
      .map((one) => [one.customer, one]),
  )
  const busy = (day: number): number => season.busyAt(Math.min(day, FIRST_DAY + DAYS))
  const horizon = busy(asOfDay + HORIZON_DAYS) - busy(asOfDay)
  return (id, days) => {
    const truth = planted.get(id)
    const archetype = archetypes.get(truth?.archetype ?? '')
    const first = days[0] ?? asOfDay
    const last = days.at(-1) ?? asOfDay
    if (truth === undefined || archetype === undefined) return 0.5
    // The crescent's rates lie on an arc; a sharp gamma around the planted one stands for them.
    const buying = archetype.r > 0 ? archetype : { r: 400, alpha: 400 / truth.rate_per_day }
    const { any, alive } = forecastPurchases(
      {
        frequency: Float64Array.of(days.length - 1),
        recency: Float64Array.of(days.length === 1 ? 0 : busy(last) - busy(first)),
        age: Float64Array.of(busy(asOfDay) - busy(first)),
      },
      { r: buying.r, alpha: buying.alpha, s: archetype.s, beta: archetype.beta },
      horizon,
    )
    if (truth.cycle_days === null) return 1 - (any[0] ?? 0)
    return asOfDay - last > CYCLES * truth.cycle_days ? 1 - 0.05 * (alive[0] ?? 0) : 0.1 * (1 - (any[0] ?? 0))
  }
}
