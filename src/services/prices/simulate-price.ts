import { bestMarginBand, bestRevenueBand, simulateChange, type Ranged } from '../../compute/pricing/simulate-change.ts'
import type { Estimate } from '../../compute/pricing/pool-estimates.ts'
import { InvalidInputError } from '../../lib/errors.ts'
import { toMajor } from '../../lib/money.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import { readProductCosts } from '../../store/queries/inventory/read-product-costs.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { limitToWholeShop } from '../metrics/guest-limits.ts'
import { findProduct } from '../recommend/find-product.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { baselineUnits } from './baseline-units.ts'
import { priceDefinitions } from './definitions.ts'
import { presentSimulation } from './present-simulation.ts'
import { countUnits, readPriceFacts } from './price-panel.ts'
import { priceOnDay } from './price-steps.ts'
import { productElasticity } from './product-elasticity.ts'
import { categoryPeers, kindElasticity, shrunkElasticity } from './shrunk-elasticity.ts'
import { simulatePrices } from './simulate-prices.ts'
import type { SimulatePriceData, SimulatePriceInput } from './simulation-question.ts'
import { isOutside, triedPrices } from './tried-prices.ts'

const WEEKS = 8

/** Units, revenue and margin of a product, or of a set of them, at another price, beside what they are at the present one. */
export function simulatePrice({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: SimulatePriceInput
}): ServiceResult<SimulatePriceData> {
  authorise(ctx, 'read:aggregates')
  limitToWholeShop(ctx, { metrics: ['units'], groupNames: [], filters: [] })
  if (input.category !== undefined || input.product_ids !== undefined) {
    if (input.change === undefined && input.price === undefined)
      throw missing('change', 'prices are simulated against the present ones')
    return simulatePrices(ctx, input)
  }
  if (input.product_id === undefined) throw missing('product_id', 'a price is simulated for products')
  const facts = readPriceFacts(ctx, ctx.frame.firstDay, ctx.asOf.day + 1)
  const product = findProduct(facts.shelf, input.product_id)
  const now = priceOnDay(facts.prices.of.get(product.id), ctx.asOf.day) ?? product.priceMinor
  if (now === null || now <= 0) {
    throw new InvalidInputError(`${product.id} has no known price`, {
      field: 'product_id',
      hint: 'Import its price (kith import FILE --as prices) first.',
      details: { reason_code: 'unknown_value' },
    })
  }
  const priceNow = toMajor(now, ctx.shop.currency)
  const change = changeOf(input, priceNow)
  const weeks = input.weeks ?? WEEKS
  const sold = countUnits(facts)
  const peers = categoryPeers(facts, sold, product.category)
  const kind = kindElasticity(facts, peers, sold)
  const own = productElasticity(facts, product.id, sold)
  const elasticity = shrunkElasticity(own, kind)
  const baseline = baselineUnits(ctx, { productIds: [product.id], category: product.category, weeks })
  const tried = triedPrices(facts, product.id, peers, ctx.asOf.day).map((minor) => toMajor(minor, ctx.shop.currency))
  const range = [tried[0] ?? priceNow, tried[1] ?? priceNow] as const
  const cost = readProductCosts(ctx.store).get(product.id)
  const gate =
    baseline.gate ??
    (elasticity === null
      ? { failed: 'price_changes', have: kind?.panel.changed ?? 0, need: 2, pooled_estimate: null, opens_on: null }
      : null)
  const unitCost = cost === undefined ? null : toMajor(cost, ctx.shop.currency)
  const made =
    gate === null && elasticity !== null ? sceneOf({ baseline, priceNow, unitCost, elasticity, change }) : null
  const data: SimulatePriceData = {
    product_id: product.id,
    category: null,
    products: [],
    left_out: [],
    weeks,
    price_now: priceNow,
    price_new: priceNow * (1 + change),
    change,
    unit_cost: unitCost,
    elasticity: elasticity?.value ?? null,
    standard_error: elasticity?.standardError ?? null,
    elasticity_of: elasticity === null ? null : own.price === null ? 'category' : 'product',
    units: made?.units ?? null,
    revenue: made?.revenue ?? null,
    margin: made?.margin ?? null,
    change_of: made?.changeOf ?? null,
    tried: range,
    outside_tried: isOutside(priceNow * (1 + change), range),
    revenue_best: elasticity === null ? null : bestRevenueBand(elasticity, range),
    margin_best: elasticity === null || unitCost === null ? null : bestMarginBand(elasticity, unitCost, range),
  }
  return {
    data,
    ...presentSimulation(ctx, { data, product, gate }),
    evidence: {
      period: { from: dateOfDay(facts.fromDay), to: dateOfDay(ctx.asOf.day + 1), name: 'history' },
      population: say(ctx, `weekly units of ${product.id} and of its category`, `${product.id} 及其品类的每周销量`),
      rows_used: own.weeks,
      rows_left_out: {},
      definition: priceDefinitions[ctx.language],
      method: say(
        ctx,
        'forecast of units at the present price x (new price / price) ^ elasticity',
        '现价下的销量预测 ×（新价格 / 现价）^ 弹性',
      ),
      model: null,
      sql: [],
    },
    gate,
    warnings: [
      say(
        ctx,
        'a simulation from past prices, not a promise: prices that followed sales bias it',
        '这是根据以往价格的模拟，不是承诺：跟着销量调整的价格会使结果有偏差',
      ),
      ...(data.outside_tried
        ? [say(ctx, 'the new price lies outside the prices that were ever tried', '新价格超出了以往试过的价格范围')]
        : []),
    ],
    suggestions: [],
  }
}

const missing = (field: string, why: string): InvalidInputError =>
  new InvalidInputError(`${why}, and ${field} is missing`, {
    field,
    hint: 'Name the product, and the change (-0.1 for ten per cent less) or the new price. Nothing is changed by this.',
    details: { reason_code: 'missing' },
  })

function changeOf({ change, price }: SimulatePriceInput, now: number): number {
  if (change === undefined && price === undefined)
    throw missing('change', 'a price is simulated against the present one')
  if (change !== undefined && price !== undefined) {
    throw new InvalidInputError('both change and price are given', { field: 'price', hint: 'Pass only one of them.' })
  }
  return change ?? (price ?? now) / now - 1
}

function sceneOf({
  baseline,
  priceNow,
  unitCost,
  elasticity,
  change,
}: {
  readonly baseline: { readonly units: number; readonly low: number; readonly high: number }
  readonly priceNow: number
  readonly unitCost: number | null
  readonly elasticity: Estimate
  readonly change: number
}) {
  const made = simulateChange({ ...baseline, price: priceNow, unitCost, elasticity }, change)
  const beside = (now: number, { value, interval }: Ranged) => ({ now, value, interval })
  return {
    units: beside(baseline.units, made.units),
    revenue: beside(baseline.units * priceNow, made.revenue),
    margin:
      made.margin === null || unitCost === null ? null : beside(baseline.units * (priceNow - unitCost), made.margin),
    changeOf: { units: made.unitsChange, revenue: made.revenueChange, margin: made.marginChange },
  }
}
