import { asOfDate } from '../../lib/as-of.ts'
import type { Cell, Fact, Gate, ResultChart, ResultTable } from '../../lib/tool-result.ts'
import type { ServiceContext } from '../context.ts'
import { productName } from '../recommend/product-name.ts'
import type { PriceFacts } from './price-panel.ts'
import type { Elasticity, PriceSensitivityData } from './sensitivity-question.ts'
import type { KindElasticity } from './shrunk-elasticity.ts'

interface Presented {
  readonly facts: readonly Fact[]
  readonly table: ResultTable
  readonly chart: ResultChart | null
}

/** Facts and table of elasticities, the most sensitive first. */
export function presentSensitivity(
  ctx: ServiceContext,
  {
    data,
    facts,
    gate,
    kind,
    category,
  }: {
    readonly data: PriceSensitivityData
    readonly facts: PriceFacts
    readonly gate: Gate | null
    /** Of the category of the one product asked about. */
    readonly kind: KindElasticity | null
    readonly category: string | null
  },
): Presented {
  const nameOf = (id: string): string => productName(facts.shelf.get(id), id, ctx.language)
  const labelOf = (key: string): string => (data.by === 'product_id' ? nameOf(key) : key)
  const told = data.elasticities.filter((one) => one.elasticity !== null)
  const [first] = told
  const last = told.at(-1)
  const isOne = data.by === 'product_id' && data.elasticities.length === 1
  const list: Fact[] = [
    { id: 'as_of', label: 'As of', value: asOfDate(ctx.asOf), unit: 'date' },
    { id: 'weeks', label: 'Weeks looked at', value: data.weeks, unit: 'weeks' },
    { id: 'groups_told', label: 'Groups of which something can be told', value: told.length, unit: 'groups' },
    ...(data.price_source === 'paid'
      ? [{ id: 'paid_prices', label: 'Prices', value: 'paid', unit: 'label' } as const]
      : []),
    ...(category === null ? [] : [{ id: 'category', label: 'Category', value: category, unit: 'text' } as const]),
    ...(data.by === 'value_tier'
      ? [{ id: 'describes_people', label: 'Meant as', value: 'description_only', unit: 'label' } as const]
      : []),
    ...(gate === null ? [] : gateFacts(gate)),
    ...(data.elasticities[0] === undefined || !isOne ? [] : productFacts(data.elasticities[0], nameOf)),
    ...(kind === null
      ? []
      : [{ id: 'kind_elasticity', label: 'Of its category', value: kind.panel.price.value, unit: 'score' } as const]),
    ...(first === undefined
      ? []
      : rowFacts(
          '',
          first,
          data.by === 'product_id' || data.by === 'category' || data.by === 'brand' ? 'text' : 'label',
          labelOf,
        )),
    ...(last === undefined || last === first
      ? []
      : rowFacts('least_', last, data.by === 'value_tier' || data.by === 'price_band' ? 'label' : 'text', labelOf)),
    ...leftOutFacts(data, nameOf),
    ...data.cross.flatMap((one, at): Fact[] => [
      { id: `cross_${at + 1}`, label: 'Substitute', value: nameOf(one.product_id), unit: 'text' },
      {
        id: `cross_${at + 1}_elasticity`,
        label: 'With its price',
        value: one.elasticity,
        unit: 'score',
        interval: one.interval,
      },
      { id: `cross_${at + 1}_low`, label: 'Low', value: one.interval[0], unit: 'score' },
      { id: `cross_${at + 1}_high`, label: 'High', value: one.interval[1], unit: 'score' },
    ]),
  ]
  const rows = data.elasticities.map((one): Readonly<Record<string, Cell>> => ({
    group: labelOf(one.key),
    elasticity: one.elasticity,
    low: one.interval?.[0] ?? null,
    high: one.interval?.[1] ?? null,
    standard_error: one.standard_error,
    first_time: one.first_time?.elasticity ?? null,
    products: one.products,
    price_changes: one.price_changes,
  }))
  return {
    facts: list,
    table: {
      columns: [
        { key: 'group', label: 'Group', unit: data.by === 'value_tier' || data.by === 'price_band' ? 'label' : 'text' },
        { key: 'elasticity', label: 'Elasticity', unit: 'score' },
        { key: 'low', label: 'Low (95 %)', unit: 'score' },
        { key: 'high', label: 'High (95 %)', unit: 'score' },
        { key: 'standard_error', label: 'Standard error', unit: 'score' },
        { key: 'first_time', label: 'Of first purchases', unit: 'score' },
        { key: 'products', label: 'Products', unit: 'products' },
        { key: 'price_changes', label: 'With price changes', unit: 'count' },
      ],
      rows,
      total_rows: rows.length,
    },
    chart: rows.length > 1 ? { type: 'bar', x: 'group', y: ['elasticity'] } : null,
  }
}

const gateFacts = (gate: Gate): Fact[] => [
  { id: 'gate', label: 'What is missing', value: gate.failed, unit: 'label' },
  { id: 'gate_have', label: 'There are', value: gate.have, unit: 'count' },
  { id: 'gate_need', label: 'Needed', value: gate.need, unit: 'count' },
  ...(gate.pooled_estimate === null
    ? []
    : [
        { id: 'pooled_estimate', label: 'Of its category', value: gate.pooled_estimate.value, unit: 'score' },
        { id: 'pooled_low', label: 'Low', value: gate.pooled_estimate.interval[0], unit: 'score' },
        { id: 'pooled_high', label: 'High', value: gate.pooled_estimate.interval[1], unit: 'score' },
      ]),
]

function rowFacts(prefix: string, one: Elasticity, unit: 'text' | 'label', labelOf: (key: string) => string): Fact[] {
  const [low, high] = one.interval ?? [0, 0]
  return [
    { id: `${prefix}group`, label: 'Group', value: labelOf(one.key), unit },
    {
      id: `${prefix}elasticity`,
      label: 'Elasticity',
      value: one.elasticity,
      unit: 'score',
      n: one.observations,
      interval: [low, high],
    },
    { id: `${prefix}low`, label: 'Low (95 %)', value: low, unit: 'score' },
    { id: `${prefix}high`, label: 'High (95 %)', value: high, unit: 'score' },
    { id: `${prefix}price_changes`, label: 'Price changes', value: one.price_changes, unit: 'count' },
    ...(one.first_time === null
      ? []
      : [
          {
            id: `${prefix}first_time`,
            label: 'Of first purchases',
            value: one.first_time.elasticity,
            unit: 'score',
            interval: one.first_time.interval,
          },
        ]),
  ]
}

const productFacts = (one: Elasticity, nameOf: (id: string) => string): Fact[] => [
  { id: 'product_id', label: 'Product', value: one.key, unit: 'id' },
  { id: 'product', label: 'Product', value: nameOf(one.key), unit: 'text' },
  ...(one.own === null
    ? []
    : [
        { id: 'own_elasticity', label: 'From its own prices alone', value: one.own.elasticity, unit: 'score' } as const,
      ]),
]

function leftOutFacts({ elasticities }: PriceSensitivityData, nameOf: (id: string) => string): Fact[] {
  const names = elasticities.flatMap((one) => one.left_out)
  const [first] = names
  return first === undefined
    ? []
    : [
        { id: 'left_out', label: 'Products left out', value: names.length, unit: 'products' },
        { id: 'left_out_name', label: 'One of them', value: nameOf(first), unit: 'text' },
      ]
}
