import { fitCountPanel, type CountPanelFit } from '../../compute/pricing/fit-count-panel.ts'
import type { Estimate } from '../../compute/pricing/pool-estimates.ts'
import { makePanel, type PriceFacts, type PricePanel } from './price-panel.ts'

/** What a panel of products says of their price. */
export interface PanelElasticity {
  readonly price: Estimate
  /** What a whole week of a deal does, as a change of the logarithm; null where no deal varied. */
  readonly deal: Estimate | null
  readonly rows: number
  readonly products: number
  /** Products whose price changed. */
  readonly changed: number
  /** Products that were left out because one of them alone made most of the uncertainty. */
  readonly leftOut: readonly string[]
}

/** A product that makes more than this share of the variance is moved by something else than its price. */
const DOMINANT = 0.5
const MOST_LEFT_OUT = 5
const FEWEST_CHANGED = 2

/**
 * The elasticity of some products together: within each product, over weeks, against the other products of its category in the
 * same week. Null when fewer than two of them changed their price.
 */
export function panelElasticity(
  facts: PriceFacts,
  productIds: readonly string[],
  sold: ReadonlyMap<string, Float64Array>,
): PanelElasticity | null {
  let ids = productIds
  const leftOut: string[] = []
  for (;;) {
    const panel = makePanel(facts, ids, sold)
    if (panel.changed < FEWEST_CHANGED) return null
    const fit = fitPanel(panel)
    if (fit === null) return null
    const variance = fit.influences.reduce((sum, value) => sum + value * value, 0)
    const dominant = panel.products.filter((_, at) => (fit.influences[at] ?? 0) ** 2 > DOMINANT * variance)
    if (dominant.length === 0 || leftOut.length >= MOST_LEFT_OUT || panel.changed < 8) {
      return {
        price: estimateAt(fit, 0),
        deal: fit.hasDeal ? estimateAt(fit, 1) : null,
        rows: fit.rowsUsed,
        products: panel.products.length,
        changed: panel.changed,
        leftOut,
      }
    }
    leftOut.push(...dominant)
    ids = ids.filter((id) => !dominant.includes(id))
  }
}

/**
 * Whole products stray, which their own scatter shows, but a few dozen of them show it with luck: the larger of that error and
 * the one that counts have by themselves (Angrist & Pischke 2009, Mostly Harmless Econometrics, 8.2).
 */
const estimateAt = ({ coefficients, standardErrors, modelErrors }: CountPanelFit, at: number): Estimate => ({
  value: coefficients[at] ?? 0,
  standardError: Math.max(standardErrors[at] ?? 0, modelErrors[at] ?? 0),
})

function fitPanel(panel: PricePanel) {
  const effects = [panel.byProduct, panel.byTime]
  const withDeal = panel.deal.some((share) => share > 0)
    ? fitCountPanel(panel.units, [panel.logPrice, panel.deal], effects)
    : null
  if (withDeal !== null) return { ...withDeal, hasDeal: true }
  const alone = fitCountPanel(panel.units, [panel.logPrice], effects)
  return alone === null ? null : { ...alone, hasDeal: false }
}
