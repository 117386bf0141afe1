import { asOfDate } from '../../lib/as-of.ts'
import type { Fact, Gate, ResultTable } from '../../lib/tool-result.ts'
import type { ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'
import type { ServiceContext } from '../context.ts'
import { productName } from '../recommend/product-name.ts'
import { changeFacts, simulatedFacts } from './present-simulation.ts'
import type { SimulatePriceData } from './simulation-question.ts'

const LISTED = 100
const NAMED = 3

/** Facts of the sums of a set, and its products in a table, those that sell most first. */
export function presentSet(
  ctx: ServiceContext,
  {
    data,
    gate,
    shelf,
    unknownCosts,
  }: {
    readonly data: SimulatePriceData
    readonly gate: Gate | null
    readonly shelf: ReadonlyMap<string, ShelfProduct>
    readonly unknownCosts: number
  },
): { readonly facts: readonly Fact[]; readonly table: ResultTable } {
  const { currency } = ctx.shop
  const nameOf = (id: string): string => productName(shelf.get(id), id, ctx.language)
  const leaning = data.products.filter(({ elasticity_of: of }) => of === 'category')
  const count = (id: string, label: string, value: number): Fact[] =>
    value === 0 ? [] : [{ id, label, value, unit: 'products' }]
  const leftOut = (reason: string): number => data.left_out.filter((one) => one.reason === reason).length
  const facts: Fact[] = [
    { id: 'as_of', label: 'As of', value: asOfDate(ctx.asOf), unit: 'date' },
    ...(data.category === null ? [] : [{ id: 'category', label: 'Category', value: data.category, unit: 'text' }]),
    { id: 'weeks', label: 'Weeks', value: data.weeks, unit: 'weeks' },
    { id: 'change', label: 'Change of price', value: data.change, unit: 'ratio' },
    { id: 'set_products', label: 'Products', value: data.products.length, unit: 'products' },
    ...(gate === null
      ? []
      : [
          { id: 'gate', label: 'What is missing', value: gate.failed, unit: 'label' },
          { id: 'gate_have', label: 'There are', value: gate.have, unit: 'count' },
          { id: 'gate_need', label: 'Needed', value: gate.need, unit: 'count' },
        ]),
    ...simulatedFacts(data, currency),
    ...changeFacts(data, currency),
    ...count('too_little', 'Own price varied too little', leaning.length),
    ...leaning.slice(0, NAMED).map(({ product_id: id }, at): Fact => ({
      id: `too_little_${at + 1}`,
      label: 'Own price varied too little',
      value: nameOf(id),
      unit: 'text',
    })),
    ...(leaning.length > NAMED ? count('too_little_more', 'More in the table', leaning.length - NAMED) : []),
    ...count('outside', 'New price outside those tried', data.products.filter((one) => one.outside_tried).length),
    ...count('no_elasticity', 'Left out: no price of the category varied enough', leftOut('no_elasticity')),
    ...count('no_price', 'Left out: no known price', leftOut('no_price')),
    ...count('no_recent_sales', 'Left out: not sold lately', leftOut('no_recent_sales')),
    ...(data.margin === null ? [] : count('unknown_costs', 'Not in the margin: cost not known', unknownCosts)),
  ]
  return {
    facts,
    table: {
      columns: [
        { key: 'product_id', label: 'Product', unit: 'id' },
        { key: 'product', label: 'Product', unit: 'text' },
        { key: 'price_now', label: 'Price now', unit: currency },
        { key: 'price_new', label: 'New price', unit: currency },
        { key: 'units_now', label: 'At the present price', unit: 'units' },
        { key: 'units', label: 'At the new price', unit: 'units' },
        { key: 'elasticity', label: 'Elasticity', unit: 'score' },
        { key: 'of', label: 'Elasticity of', unit: 'label' },
      ],
      rows: data.products.slice(0, LISTED).map((one) => ({
        product_id: one.product_id,
        product: nameOf(one.product_id),
        price_now: one.price_now,
        price_new: one.price_new,
        units_now: one.units_now,
        units: one.units,
        elasticity: one.elasticity,
        of: one.elasticity_of,
      })),
      total_rows: data.products.length,
    },
  }
}
