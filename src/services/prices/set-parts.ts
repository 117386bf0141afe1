import type { Estimate } from '../../compute/pricing/pool-estimates.ts'
import type { SetPart } from '../../compute/pricing/simulate-set.ts'
import { toMajor } from '../../lib/money.ts'
import type { ServiceContext } from '../context.ts'
import { countUnits, type PriceFacts } from './price-panel.ts'
import { priceOnDay } from './price-steps.ts'
import { productElasticity } from './product-elasticity.ts'
import { categoryPeers, kindElasticity, shrunkElasticity, type KindElasticity } from './shrunk-elasticity.ts'
import type { LeftOutProduct } from './simulation-question.ts'
import { triedPrices } from './tried-prices.ts'

/** A product of a set, its money in major units, before its units to come are known. */
export interface PartInMaking extends Omit<SetPart, 'units'> {
  readonly id: string
  /** Units of the weeks that say how the set's sales are shared. */
  readonly weight: number
  /** False where its own price told nothing and its category's elasticity stands in. */
  readonly isOwn: boolean
  readonly tried: readonly [number, number]
}

/** Sales of the last half year share out what is to come. */
const RECENT_WEEKS = 26
/** Products whose own prices are looked at, best sellers first; the rest takes the elasticity of its category. */
const MOST_OWN = 300

/** What each of some products brings into a simulation, and those that cannot be in it with the reason. */
export function setParts(
  ctx: ServiceContext,
  {
    facts,
    ids,
    costs,
  }: { readonly facts: PriceFacts; readonly ids: readonly string[]; readonly costs: ReadonlyMap<string, number> },
): { readonly parts: readonly PartInMaking[]; readonly leftOut: readonly LeftOutProduct[] } {
  const { currency } = ctx.shop
  const sold = countUnits(facts)
  const kinds = new Map<string | null, { readonly peers: readonly string[]; readonly kind: KindElasticity | null }>()
  const kindOf = (category: string | null) => {
    const known = kinds.get(category)
    if (known !== undefined) return known
    const peers = categoryPeers(facts, sold, category)
    const made = { peers, kind: kindElasticity(facts, peers, sold) }
    kinds.set(category, made)
    return made
  }
  const recent = (id: string): number =>
    (sold.get(id) ?? new Float64Array()).slice(-RECENT_WEEKS).reduce((sum, units) => sum + units, 0)
  const parts: PartInMaking[] = []
  const leftOut: LeftOutProduct[] = []
  const bySales = ids.map((id) => ({ id, weight: recent(id) })).toSorted((a, b) => b.weight - a.weight)
  for (const [at, { id, weight }] of bySales.entries()) {
    const product = facts.shelf.get(id)
    const minor = priceOnDay(facts.prices.of.get(id), ctx.asOf.day) ?? product?.priceMinor ?? null
    if (minor === null || minor <= 0) leftOut.push({ product_id: id, reason: 'no_price' })
    else if (weight <= 0) leftOut.push({ product_id: id, reason: 'no_recent_sales' })
    else {
      const category = product?.category ?? null
      const { peers, kind } = kindOf(category)
      const own = at < MOST_OWN ? productElasticity(facts, id, sold) : null
      const elasticity: Estimate | null = own === null ? (kind?.panel.price ?? null) : shrunkElasticity(own, kind)
      if (elasticity === null) leftOut.push({ product_id: id, reason: 'no_elasticity' })
      else {
        const [low, high] = triedPrices(facts, id, peers, ctx.asOf.day)
        const cost = costs.get(id)
        parts.push({
          id,
          weight,
          price: toMajor(minor, currency),
          unitCost: cost === undefined ? null : toMajor(cost, currency),
          elasticity,
          group: category ?? '',
          isOwn: own !== null && own.price !== null,
          tried: [toMajor(low, currency), toMajor(high, currency)],
        })
      }
    }
  }
  return { parts, leftOut }
}
