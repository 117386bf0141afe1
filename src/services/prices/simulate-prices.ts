import { spreadOf } from '../../compute/pricing/simulate-change.ts'
import { simulateSet } from '../../compute/pricing/simulate-set.ts'
import { InvalidInputError } from '../../lib/errors.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Gate } from '../../lib/tool-result.ts'
import { readProductCosts } from '../../store/queries/inventory/read-product-costs.ts'
import type { ServiceContext } from '../context.ts'
import { findCategory } from '../forecast/find-category.ts'
import { findProduct } from '../recommend/find-product.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { baselineUnits } from './baseline-units.ts'
import { priceDefinitions } from './definitions.ts'
import { presentSet } from './present-set.ts'
import { readPriceFacts, type PriceFacts } from './price-panel.ts'
import { setParts } from './set-parts.ts'
import type { SetProduct, SimulatePriceData, SimulatePriceInput } from './simulation-question.ts'
import { isOutside } from './tried-prices.ts'

const WEEKS = 8

/** The same change for all products of a category, or for several: their sums, and what each of them leans on. */
export function simulatePrices(ctx: ServiceContext, input: SimulatePriceInput): ServiceResult<SimulatePriceData> {
  const { change } = input
  if (input.category !== undefined && (input.product_ids !== undefined || input.product_id !== undefined)) {
    throw new InvalidInputError('both a category and products are given', {
      field: 'category',
      hint: 'Pass only one of them.',
    })
  }
  if (change === undefined || input.price !== undefined) {
    throw new InvalidInputError(`the price ${input.price} is one product's, and several are asked about`, {
      field: 'price',
      hint: 'Pass change (-0.1 for ten per cent less), which moves every price by the same share.',
    })
  }
  const weeks = input.weeks ?? WEEKS
  const facts = readPriceFacts(ctx, ctx.frame.firstDay, ctx.asOf.day + 1)
  const { ids, category } = chosen(facts, input)
  const { parts, leftOut } = setParts(ctx, { facts, ids, costs: readProductCosts(ctx.store) })
  const baseline = baselineUnits(ctx, { productIds: parts.map(({ id }) => id), category, weeks })
  const gate = parts.length === 0 ? NO_ELASTICITY : baseline.gate
  const weight = parts.reduce((sum, part) => sum + part.weight, 0)
  const scene = parts.map((part) => ({ ...part, units: (baseline.units * part.weight) / weight }))
  const spread = {
    down: spreadOf(baseline.low, baseline.units),
    up: spreadOf(baseline.units, baseline.high),
  }
  const made = gate === null ? simulateSet(scene, spread, change) : null
  const factor = (elasticity: number): number => Math.exp(elasticity * Math.log1p(change))
  const products =
    made === null
      ? []
      : scene.map(({ id, price, units, elasticity, isOwn, tried }): SetProduct => ({
          product_id: id,
          price_now: price,
          price_new: price * (1 + change),
          units_now: units,
          units: units * factor(elasticity.value),
          elasticity: elasticity.value,
          standard_error: elasticity.standardError,
          elasticity_of: isOwn ? 'product' : 'category',
          outside_tried: isOutside(price * (1 + change), tried),
        }))
  const data: SimulatePriceData = {
    product_id: null,
    category,
    products,
    left_out: leftOut,
    weeks,
    price_now: null,
    price_new: null,
    change,
    unit_cost: null,
    elasticity: null,
    standard_error: null,
    elasticity_of: null,
    units: made === null ? null : { now: made.unitsNow, ...made.units },
    revenue: made === null ? null : { now: made.revenueNow, ...made.revenue },
    margin: made === null || made.margin === null ? null : { now: made.marginNow ?? 0, ...made.margin },
    change_of:
      made === null ? null : { units: made.unitsChange, revenue: made.revenueChange, margin: made.marginChange },
    tried: null,
    outside_tried: products.some((one) => one.outside_tried),
    revenue_best: null,
    margin_best: null,
  }
  const unknownCosts = parts.filter(({ unitCost }) => unitCost === null).length
  return {
    data,
    ...presentSet(ctx, { data, gate, shelf: facts.shelf, unknownCosts }),
    evidence: {
      period: { from: dateOfDay(facts.fromDay), to: dateOfDay(ctx.asOf.day + 1), name: 'history' },
      population:
        category === null
          ? say(ctx, `${ids.length} products named`, `指定的 ${ids.length} 个商品`)
          : say(ctx, `products of ${category}`, `${category} 的商品`),
      rows_used: parts.length,
      rows_left_out: countReasons(leftOut),
      definition: priceDefinitions[ctx.language],
      method: say(
        ctx,
        'forecast of all units at the present prices, split by recent sales, x (1 + change) ^ elasticity of each; elasticities ' +
          'of a category err together, those of different ones by themselves',
        '现价下全部销量的预测，按近期销量拆分，× (1 + 调价幅度) ^ 各自的弹性；同一品类的弹性误差一致，不同品类之间相互独立',
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
      say(
        ctx,
        'elasticities hold while other prices stay: when all move together fewer customers change to a neighbour',
        '弹性以其他价格不变为前提：一起调价时，改买同类商品的客户会更少',
      ),
      ...(data.outside_tried
        ? [
            say(
              ctx,
              'some new prices lie outside the prices that were ever tried',
              '部分新价格超出了以往试过的价格范围',
            ),
          ]
        : []),
    ],
    suggestions: [],
  }
}

function chosen({ shelf }: PriceFacts, input: SimulatePriceInput): { ids: string[]; category: string | null } {
  if (input.category === undefined) {
    const named = [...(input.product_id === undefined ? [] : [input.product_id]), ...(input.product_ids ?? [])]
    return { ids: [...new Set(named.map((id) => findProduct(shelf, id).id))], category: null }
  }
  const category = findCategory(shelf, input.category)
  const isOf = (id: string): boolean => [shelf.get(id)?.category, shelf.get(id)?.subcategory].includes(category)
  return { ids: [...shelf.keys()].filter(isOf), category }
}

const NO_ELASTICITY: Gate = {
  failed: 'price_changes',
  have: 0,
  need: 2,
  pooled_estimate: null,
  opens_on: null,
}

function countReasons(leftOut: SimulatePriceData['left_out']): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { reason } of leftOut) counts[reason] = (counts[reason] ?? 0) + 1
  return counts
}
