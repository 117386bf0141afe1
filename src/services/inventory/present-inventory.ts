import { asOfDate } from '../../lib/as-of.ts'
import { toMajor } from '../../lib/money.ts'
import type { Fact, ResultChart, ResultTable } from '../../lib/tool-result.ts'
import type { ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'
import type { ServiceContext } from '../context.ts'
import { productName } from '../recommend/product-name.ts'
import type { InventoryOrder, PlanInventoryData } from './inventory-question.ts'

interface Presented {
  readonly facts: readonly Fact[]
  readonly table: ResultTable
  readonly chart: ResultChart | null
}

/** Facts and the table that was asked for: what runs out and is to be ordered, or what lies and for how long. */
export function presentInventory(
  ctx: ServiceContext,
  {
    data,
    order,
    shelf,
    one,
  }: {
    readonly data: PlanInventoryData
    readonly order: InventoryOrder
    readonly shelf: ReadonlyMap<string, ShelfProduct>
    /** The only product asked about. */
    readonly one: string | undefined
  },
): Presented {
  const { currency } = ctx.shop
  const nameOf = (id: string): string => productName(shelf.get(id), id, ctx.language)
  const isAgeing = order === 'ageing' || order === 'tied_capital'
  const { totals } = data
  const facts: Fact[] = [
    { id: 'as_of', label: 'As of', value: asOfDate(ctx.asOf), unit: 'date' },
    { id: 'view', label: 'Asked for', value: isAgeing ? 'ageing' : 'stock_out', unit: 'label' },
    ...(isAgeing ? [{ id: 'is_ageing', label: 'View', value: 'ageing', unit: 'label' } as const] : []),
    { id: 'counted', label: 'Products counted', value: data.counted_products, unit: 'products' },
    { id: 'lead_days', label: 'Lead time', value: data.lead_days, unit: 'days' },
    { id: 'service_level', label: 'Service level', value: data.service_level, unit: 'ratio' },
    { id: 'total_on_hand', label: 'Units on hand', value: totals.on_hand, unit: 'units' },
    { id: 'out_now', label: 'Out of stock', value: totals.out_now, unit: 'products' },
    { id: 'short', label: 'Run out within the lead time', value: totals.runs_out_in_lead_time, unit: 'products' },
    { id: 'reorder_now', label: 'At or below the reorder point', value: totals.reorder_now, unit: 'products' },
    { id: 'aged', label: 'Products with such stock', value: totals.aged_products, unit: 'products' },
    { id: 'aged_units', label: 'Units of that age', value: totals.aged_units, unit: 'units' },
    { id: 'tied', label: 'Tied capital', value: toMajor(totals.tied_minor, currency), unit: currency },
    ...(totals.valued_at_price === 0
      ? []
      : [{ id: 'at_price', label: 'Valued at their price', value: totals.valued_at_price, unit: 'products' } as const]),
    ...(data.ageing_days === null
      ? []
      : [{ id: 'ageing_days', label: 'At least so old', value: data.ageing_days, unit: 'days' } as const]),
    ...(one === undefined ? [] : oneProduct(data, one, nameOf, currency)),
  ]
  const rows = isAgeing
    ? data.ageing.map((aged) => ({
        product: nameOf(aged.product_id),
        product_id: aged.product_id,
        units: aged.units,
        oldest: aged.days,
        mean_age: aged.mean_days,
        tied: toMajor(aged.tied_minor, currency),
        valued_at: aged.valued_at,
      }))
    : data.products.map((planned) => ({
        product: nameOf(planned.product_id),
        product_id: planned.product_id,
        on_hand: planned.on_hand,
        per_week: planned.units_per_week,
        stock_out_on: planned.stock_out_on,
        reorder_point: planned.reorder_point,
        order_units: planned.order_units,
        substitute: planned.substitute === null ? null : nameOf(planned.substitute),
      }))
  return {
    facts,
    table: {
      columns: isAgeing ? ageingColumns(currency) : PLAN_COLUMNS,
      rows,
      total_rows: isAgeing ? totals.aged_products : data.counted_products,
    },
    chart: rows.length > 1 ? { type: 'bar', x: 'product', y: [isAgeing ? 'tied' : 'on_hand'] } : null,
  }
}

function oneProduct(data: PlanInventoryData, id: string, nameOf: (id: string) => string, currency: string): Fact[] {
  const planned = data.products.find((product) => product.product_id === id)
  const aged = data.ageing.find((product) => product.product_id === id)
  const facts: Fact[] = [
    { id: 'product_id', label: 'Product', value: id, unit: 'id' },
    { id: 'product', label: 'Product', value: nameOf(id), unit: 'text' },
  ]
  if (planned !== undefined) {
    facts.push(
      { id: 'on_hand', label: 'Units on hand', value: planned.on_hand, unit: 'units' },
      { id: 'per_week', label: 'Units a week', value: planned.units_per_week, unit: 'units' },
      { id: 'reorder_point', label: 'Reorder point', value: planned.reorder_point, unit: 'units' },
      { id: 'safety_stock', label: 'Safety stock', value: planned.safety_stock, unit: 'units' },
      { id: 'order_units', label: 'Units to order', value: planned.order_units, unit: 'units' },
    )
    if (planned.reorder_now) facts.push({ id: 'order_now', label: 'Order now', value: 'yes', unit: 'label' })
    if (planned.stock_out_on !== null)
      facts.push({ id: 'stock_out_on', label: 'Runs out on', value: planned.stock_out_on, unit: 'date' })
    if (planned.substitute !== null)
      facts.push({ id: 'substitute', label: 'In its place', value: nameOf(planned.substitute), unit: 'text' })
  }
  if (aged !== undefined) {
    facts.push(
      { id: 'oldest_days', label: 'Oldest unit', value: aged.days, unit: 'days' },
      { id: 'tied_here', label: 'Tied capital', value: toMajor(aged.tied_minor, currency), unit: currency },
    )
  }
  return facts
}

const PLAN_COLUMNS = [
  { key: 'product', label: 'Product', unit: 'text' },
  { key: 'product_id', label: 'Id', unit: 'id' },
  { key: 'on_hand', label: 'On hand', unit: 'units' },
  { key: 'per_week', label: 'A week', unit: 'units' },
  { key: 'stock_out_on', label: 'Runs out', unit: 'date' },
  { key: 'reorder_point', label: 'Reorder point', unit: 'units' },
  { key: 'order_units', label: 'To order', unit: 'units' },
  { key: 'substitute', label: 'In its place', unit: 'text' },
] as const

const ageingColumns = (currency: string) => [
  { key: 'product', label: 'Product', unit: 'text' },
  { key: 'product_id', label: 'Id', unit: 'id' },
  { key: 'units', label: 'Units', unit: 'units' },
  { key: 'oldest', label: 'Oldest', unit: 'days' },
  { key: 'mean_age', label: 'Mean age', unit: 'days' },
  { key: 'tied', label: 'Tied capital', unit: currency },
  { key: 'valued_at', label: 'Valued at', unit: 'label' },
]
