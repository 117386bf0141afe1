import { poolEstimates, shrinkEstimate, type Estimate } from '../../compute/pricing/pool-estimates.ts'
import { panelElasticity, type PanelElasticity } from './estimate-elasticity.ts'
import type { PriceFacts } from './price-panel.ts'
import { productElasticity, type ProductElasticity } from './product-elasticity.ts'

/** How the products of a category take a price, together and how far they differ. */
export interface KindElasticity {
  readonly panel: PanelElasticity
  /** Standard deviation of the products' own elasticities. */
  readonly spread: number
}

/** With fewer own estimates than this their spread is a guess. */
const FEWEST = 5
const SPREAD_UNLESS_KNOWN = 0.5
const MOST_PRODUCTS = 300

/** The elasticity of a category with the spread of its products; null where too few of them changed their price. */
export function kindElasticity(
  facts: PriceFacts,
  productIds: readonly string[],
  sold: ReadonlyMap<string, Float64Array>,
): KindElasticity | null {
  const panel = panelElasticity(facts, productIds, sold)
  if (panel === null) return null
  const own = productIds
    .filter((id) => !panel.leftOut.includes(id))
    .slice(0, MOST_PRODUCTS)
    .map((id) => productElasticity(facts, id, sold).price)
    .filter((one): one is Estimate => one !== null)
  return { panel, spread: own.length < FEWEST ? SPREAD_UNLESS_KNOWN : poolEstimates(own).spread }
}

/** A product's elasticity, leaning on its category by how little its own prices tell. */
export function shrunkElasticity(own: ProductElasticity, kind: KindElasticity | null): Estimate | null {
  if (kind === null) return own.price
  return shrinkEstimate(own.price, kind.panel.price, kind.spread)
}

/** Ids of the products of the same category that sold. */
export const categoryPeers = (
  { shelf }: PriceFacts,
  sold: ReadonlyMap<string, Float64Array>,
  category: string | null,
): string[] =>
  [...sold.keys()].filter((id) => {
    const product = shelf.get(id)
    return category === null || product?.category === category || product?.subcategory === category
  })
