import { adjustedRandIndex } from '../../src/compute/cluster/adjusted-rand-index.ts'
import { atLeast, atMost, type Check } from './check.ts'
import { demoShop } from './support/demo-shop.ts'

interface PartCard {
  readonly n_test: number
  readonly out_of_time: Readonly<Record<string, number>>
  readonly baseline: Readonly<Record<string, number>>
}

/** Planted kinds of customers who gather around a mix of categories. */
const ROUND = new Set([
  'coffee_ritual',
  'skincare_regular',
  'pet_parent',
  'outdoor_season',
  'gadget_hunter',
  'home_maker',
])

/**
 * What comes next in visits of the demo shop, judged on the latest 28 days, which no part had seen, against the base rate;
 * and the planted kinds of customers found again from latent factors of who bought which product, no category looked at.
 */
export const demoSequence: Check = {
  id: 'demo-sequence',
  data: 'demo shop',
  async run() {
    const { call, planted } = await demoShop()
    const next = await call('predict_next_action', { customer_id: 'C-10023' })
    const { report_card: card } = next.data as {
      readonly report_card: { readonly details: { readonly parts: unknown } }
    }
    const parts = card.details.parts as Readonly<Record<string, PartCard>>
    const gain = (part: string): number =>
      (parts[part]?.baseline['log_loss'] ?? 0) - (parts[part]?.out_of_time['log_loss'] ?? Infinity)
    const taste = await call('segment_customers', { method: 'taste' })
    const { assignment } = taste.data as { readonly assignment: Readonly<Record<string, readonly string[]>> }
    const groups = Object.keys(assignment)
    const kinds = [...ROUND]
    const rows = groups.flatMap((group, code) =>
      group === 'too few products' || group === 'no consent to profiling'
        ? []
        : (assignment[group] ?? []).flatMap((id) => {
            const kind = kinds.indexOf(planted.get(id)?.archetype ?? '')
            return kind < 0 ? [] : [{ code, kind }]
          }),
    )
    return [
      atLeast('next action: log-loss below the base rate by', 1, gain('action'), 3),
      atLeast('next action: top-1', 0.7, parts['action']?.out_of_time['top_1'] ?? 0, 3),
      atMost('next action: calibration error', 0.03, parts['action']?.out_of_time['calibration_error'] ?? 1, 3),
      atLeast('next category: log-loss below the base rate by', 0.3, gain('category'), 3),
      atLeast('next product: log-loss below the base rate by', 0.1, gain('product'), 3),
      atLeast(
        'adjusted Rand of taste against the planted round kinds',
        0.8,
        adjustedRandIndex(
          rows.map(({ code }) => code),
          rows.map(({ kind }) => kind),
        ),
        3,
      ),
    ]
  },
}
