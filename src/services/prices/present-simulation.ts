import { asOfDate } from '../../lib/as-of.ts'
import type { Fact, Gate, ResultTable } from '../../lib/tool-result.ts'
import type { ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'
import type { ServiceContext } from '../context.ts'
import { productName } from '../recommend/product-name.ts'
import type { SimulatePriceData, Simulated } from './simulation-question.ts'

/** Facts and table of a simulated price: what is now beside what would be. */
export function presentSimulation(
  ctx: ServiceContext,
  {
    data,
    product,
    gate,
  }: { readonly data: SimulatePriceData; readonly product: ShelfProduct; readonly gate: Gate | null },
): { readonly facts: readonly Fact[]; readonly table: ResultTable } {
  const { currency } = ctx.shop
  const facts: Fact[] = [
    { id: 'as_of', label: 'As of', value: asOfDate(ctx.asOf), unit: 'date' },
    { id: 'product_id', label: 'Product', value: product.id, unit: 'id' },
    { id: 'product', label: 'Product', value: productName(product, product.id, ctx.language), unit: 'text' },
    { id: 'weeks', label: 'Weeks', value: data.weeks, unit: 'weeks' },
    { id: 'price_now', label: 'Price now', value: data.price_now, unit: currency },
    { id: 'price_new', label: 'New price', value: data.price_new, unit: currency },
    { id: 'change', label: 'Change of price', value: data.change, unit: 'ratio' },
    ...(data.tried === null
      ? []
      : [
          { id: 'tried_low', label: 'Lowest price tried', value: data.tried[0], unit: currency },
          { id: 'tried_high', label: 'Highest price tried', value: data.tried[1], unit: currency },
        ]),
    ...(data.outside_tried
      ? [{ id: 'outside_tried', label: 'New price', value: 'outside_tried', unit: 'label' } as const]
      : []),
    ...(data.elasticity === null
      ? []
      : [
          { id: 'elasticity', label: 'Elasticity', value: data.elasticity, unit: 'score' } as const,
          { id: 'elasticity_error', label: 'Standard error', value: data.standard_error, unit: 'score' } as const,
        ]),
    ...(data.elasticity_of === 'category'
      ? [{ id: 'of_category', label: 'Elasticity of', value: 'category', unit: 'label' } as const]
      : []),
    ...(gate === null
      ? []
      : [
          { id: 'gate', label: 'What is missing', value: gate.failed, unit: 'label' } as const,
          { id: 'gate_have', label: 'There are', value: gate.have, unit: 'count' } as const,
          { id: 'gate_need', label: 'Needed', value: gate.need, unit: 'count' } as const,
        ]),
    ...simulatedFacts(data, currency),
    ...changeFacts(data, currency),
    ...band('revenue_best', data.revenue_best, currency),
    ...band('margin_best', data.margin_best, currency),
  ]
  const row = (name: string, one: Simulated | null) =>
    one === null ? [] : [{ measure: name, now: one.now, new: one.value, low: one.interval[0], high: one.interval[1] }]
  const rows = [...row('units', data.units), ...row('revenue', data.revenue), ...row('margin', data.margin)]
  return {
    facts,
    table: {
      columns: [
        { key: 'measure', label: 'Measure', unit: 'label' },
        { key: 'now', label: 'At the present price', unit: 'score' },
        { key: 'new', label: 'At the new price', unit: 'score' },
        { key: 'low', label: 'Low (80 %)', unit: 'score' },
        { key: 'high', label: 'High (80 %)', unit: 'score' },
      ],
      rows,
      total_rows: rows.length,
    },
  }
}

/** Units, revenue and margin at the present price and at the new one. */
export const simulatedFacts = ({ units, revenue, margin }: SimulatePriceData, currency: string): Fact[] => [
  ...(units === null ? [] : figures('units', units, 'units')),
  ...(revenue === null ? [] : figures('revenue', revenue, currency)),
  ...(margin === null ? [] : figures('margin', margin, currency)),
]

const figures = (id: string, { now, value, interval: [low, high] }: Simulated, unit: string): Fact[] => [
  { id: `${id}_now`, label: 'At the present price', value: now, unit },
  { id, label: 'At the new price', value, unit, interval: [low, high] },
  { id: `${id}_low`, label: 'Low (80 %)', value: low, unit },
  { id: `${id}_high`, label: 'High (80 %)', value: high, unit },
]

/** What changes against the present price. */
export function changeFacts({ change_of: change }: SimulatePriceData, currency: string): Fact[] {
  if (change === null) return []
  const three = (
    id: string,
    { value, interval: [low, high] }: { value: number; interval: readonly [number, number] },
    unit: string,
  ): Fact[] => [
    { id, label: 'Against the present price', value, unit, interval: [low, high] },
    { id: `${id}_low`, label: 'Low (80 %)', value: low, unit },
    { id: `${id}_high`, label: 'High (80 %)', value: high, unit },
  ]
  return [
    ...three('units_change', change.units, 'ratio'),
    ...three('revenue_change', change.revenue, 'ratio'),
    ...(change.margin === null ? [] : three('margin_change', change.margin, currency)),
  ]
}

const band = (id: string, prices: readonly [number, number] | null, unit: string): Fact[] =>
  prices === null
    ? []
    : [
        { id: `${id}_from`, label: 'Best from', value: prices[0], unit },
        { id: `${id}_to`, label: 'Best to', value: prices[1], unit },
        ...(prices[1] - prices[0] > 0.005
          ? [{ id: `${id}_unsure`, label: 'Best price', value: 'a_range', unit: 'label' } as const]
          : []),
      ]
