import type { ServiceContext } from '../context.ts'
import { resolvePopulation } from '../population/resolve-population.ts'
import { panelElasticity, type PanelElasticity } from './estimate-elasticity.ts'
import { intervalOf } from './interval-of.ts'
import { countUnits, type PriceFacts } from './price-panel.ts'
import { productElasticity } from './product-elasticity.ts'
import type { Elasticity, SensitivityGroup } from './sensitivity-question.ts'
import { categoryPeers, kindElasticity, shrunkElasticity } from './shrunk-elasticity.ts'

const TIERS = ['high', 'medium', 'low'] as const
/** Products of a list whose own elasticities are asked for. */
const MOST_PRODUCTS = 200

/** Elasticities of the groups asked for, the most sensitive first; groups of which nothing can be told come last. */
export function groupElasticities(
  ctx: ServiceContext,
  {
    facts,
    sold,
    by,
    category,
  }: {
    readonly facts: PriceFacts
    readonly sold: ReadonlyMap<string, Float64Array>
    readonly by: SensitivityGroup
    readonly category: string | null
  },
): Elasticity[] {
  const ids = categoryPeers(facts, sold, category)
  const rows =
    by === 'product_id'
      ? ofProducts(facts, ids, sold)
      : by === 'value_tier'
        ? ofTiers(ctx, facts, ids)
        : ofGroups(facts, ids, sold, by)
  return rows.toSorted((a, b) => (a.elasticity ?? Infinity) - (b.elasticity ?? Infinity) || (a.key < b.key ? -1 : 1))
}

function ofGroups(
  facts: PriceFacts,
  ids: readonly string[],
  sold: ReadonlyMap<string, Float64Array>,
  by: 'category' | 'brand' | 'price_band',
): Elasticity[] {
  const column = by === 'price_band' ? 'priceBand' : by
  const groups = new Map<string, string[]>()
  for (const id of ids) {
    const key = facts.shelf.get(id)?.[column] ?? null
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), id])
  }
  const firsts = countUnits(facts, { firstTime: true })
  return [...groups].map(([key, own]) =>
    rowOf(key, own.length, panelElasticity(facts, own, sold), panelElasticity(facts, own, firsts)),
  )
}

/** A description of who bought at which price: never a reason for a price of one's own. */
function ofTiers(ctx: ServiceContext, facts: PriceFacts, ids: readonly string[]): Elasticity[] {
  const positions = new Map(facts.lines.customerIds.map((id, at) => [id, at]))
  return TIERS.map((tier) => {
    const { customerIds } = resolvePopulation(ctx, [{ field: 'value_tier', op: 'eq', value: tier }])
    const customers = new Set([...(customerIds ?? [])].flatMap((id) => positions.get(id) ?? []))
    return rowOf(tier, ids.length, panelElasticity(facts, ids, countUnits(facts, { customers })), null)
  })
}

function ofProducts(facts: PriceFacts, ids: readonly string[], sold: ReadonlyMap<string, Float64Array>): Elasticity[] {
  const categories = new Set(ids.map((id) => facts.shelf.get(id)?.category ?? null))
  const kinds = new Map(
    [...categories].map((one) => [one, kindElasticity(facts, categoryPeers(facts, sold, one), sold)]),
  )
  const volume = (id: string): number => sold.get(id)?.reduce((sum, units) => sum + units, 0) ?? 0
  return ids
    .toSorted((a, b) => volume(b) - volume(a))
    .slice(0, MOST_PRODUCTS)
    .flatMap((id): Elasticity[] => {
      const own = productElasticity(facts, id, sold)
      const shrunk =
        own.price === null ? null : shrunkElasticity(own, kinds.get(facts.shelf.get(id)?.category ?? null) ?? null)
      if (shrunk === null || own.price === null) return []
      return [
        {
          key: id,
          elasticity: shrunk.value,
          standard_error: shrunk.standardError,
          interval: intervalOf(shrunk),
          first_time: null,
          own: { elasticity: own.price.value, standard_error: own.price.standardError },
          products: 1,
          price_changes: own.changes,
          observations: own.weeks,
          left_out: [],
        },
      ]
    })
}

function rowOf(key: string, products: number, all: PanelElasticity | null, firsts: PanelElasticity | null): Elasticity {
  return {
    key,
    elasticity: all?.price.value ?? null,
    standard_error: all?.price.standardError ?? null,
    interval: all === null ? null : intervalOf(all.price),
    first_time:
      firsts === null
        ? null
        : {
            elasticity: firsts.price.value,
            standard_error: firsts.price.standardError,
            interval: intervalOf(firsts.price),
          },
    own: null,
    products: all?.products ?? products,
    price_changes: all?.changed ?? 0,
    observations: all?.rows ?? 0,
    left_out: all?.leftOut ?? [],
  }
}
