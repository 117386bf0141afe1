import { fitCountPanel } from '../../compute/pricing/fit-count-panel.ts'
import type { Estimate } from '../../compute/pricing/pool-estimates.ts'
import { makePanel, weeklyLogPrices, type PriceFacts } from './price-panel.ts'

export interface ProductElasticity {
  /** Null where the price never changed or nothing can be told from it. */
  readonly price: Estimate | null
  readonly weeks: number
  readonly units: number
  /** Times that the price changed within the weeks. */
  readonly changes: number
}

const BLOCK_WEEKS = 13
const FEWEST_UNITS = 20
/** An estimate so unsure says nothing, and has a wild value as often as not. */
const WIDEST = 5

/**
 * One product's own elasticity: its weeks against its price, given a deal and what the rest of its category sold. Errors may
 * stray together within a quarter.
 *
 * @param extra - further columns by week of the facts, logarithms of other prices for example
 */
export function productElasticity(
  facts: PriceFacts,
  productId: string,
  sold: ReadonlyMap<string, Float64Array>,
  extra: readonly Float64Array[] = [],
): ProductElasticity & { readonly others: readonly Estimate[] } {
  const panel = makePanel(facts, [productId], sold)
  const rows = panel.units.length
  const first = facts.weeks - rows
  const units = panel.units.reduce((sum, value) => sum + value, 0)
  const changes = countChanges(facts, productId)
  const none = { price: null, weeks: rows, units, changes, others: [] }
  if (changes === 0 || units < FEWEST_UNITS) return none
  const rest = restOfCategory(facts, productId, sold)
  const columns = [panel.logPrice, ...(panel.deal.some((share) => share > 0) ? [panel.deal] : []), rest.subarray(first)]
  const further = extra.map((column) => column.subarray(first))
  const all = { groupOf: new Int32Array(rows), groups: 1 }
  const blocks = {
    groupOf: Int32Array.from({ length: rows }, (_, row) => Math.floor(row / BLOCK_WEEKS)),
    groups: Math.ceil(rows / BLOCK_WEEKS),
  }
  const fit = fitCountPanel(panel.units, [...columns, ...further], [all], blocks)
  if (fit === null) return none
  const estimate = (at: number): Estimate => ({
    value: fit.coefficients[at] ?? 0,
    // A handful of quarters may happen to stray little: never surer than single weeks would allow.
    standardError: Math.max(fit.standardErrors[at] ?? 0, fit.modelErrors[at] ?? 0),
  })
  const price = estimate(0)
  const isKnown = price.standardError > 0 && price.standardError < WIDEST
  return {
    ...none,
    price: isKnown ? price : null,
    others: further.map((_, at) => estimate(columns.length + at)),
  }
}

/** A step of less than this share is rounding, not a change of price. */
const ROUNDING = 0.005

/** Changes of a product's price within the days of the facts' weeks. */
export function countChanges({ prices, fromDay, weeks }: PriceFacts, productId: string): number {
  const steps = prices.of.get(productId) ?? []
  let changes = 0
  for (const [at, { fromDay: day, priceMinor }] of steps.entries()) {
    const before = steps[at - 1]?.priceMinor
    if (before === undefined || day <= fromDay || day >= fromDay + 7 * weeks) continue
    if (Math.abs(priceMinor / before - 1) > ROUNDING) changes += 1
  }
  return changes
}

/** Logarithm of one more than what the other products of the category sold in each week. */
function restOfCategory(
  { shelf, weeks }: PriceFacts,
  productId: string,
  sold: ReadonlyMap<string, Float64Array>,
): Float64Array {
  const category = shelf.get(productId)?.category
  const rest = new Float64Array(weeks)
  for (const [id, own] of sold) {
    if (id === productId || shelf.get(id)?.category !== category) continue
    for (let week = 0; week < weeks; week += 1) rest[week] = (rest[week] as number) + (own[week] as number)
  }
  return rest.map((units) => Math.log(1 + units))
}

/** The logarithm of another product's price by week; null where it never changed. */
export function otherLogPrice(facts: PriceFacts, productId: string): Float64Array | null {
  const steps = facts.prices.of.get(productId)
  if (steps === undefined) return null
  return countChanges(facts, productId) === 0 ? null : weeklyLogPrices(steps, facts.fromDay, facts.weeks)
}
