import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { readStock } from '../../store/queries/inventory/read-stock.ts'
import { readShelf } from '../../store/queries/recommend/read-shelf.ts'
import { limitToWholeShop } from '../metrics/guest-limits.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { ageProducts } from './age-products.ts'
import { inventoryDefinitions } from './definitions.ts'
import type {
  AgedProduct,
  InventoryOrder,
  PlanInventoryData,
  PlanInventoryInput,
  PlannedProduct,
} from './inventory-question.ts'
import { planProducts } from './plan-products.ts'
import { presentInventory } from './present-inventory.ts'
import { productsOfFilters } from './products-of-filters.ts'

const LISTED = 10
const LEAD_DAYS = 14
const SERVICE_LEVEL = 0.95

/** When products run out, when and how much to reorder, and which stock lies how long and ties how much money. */
export function planInventory({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: PlanInventoryInput
}): ServiceResult<PlanInventoryData> {
  authorise(ctx, 'read:aggregates')
  limitToWholeShop(ctx, { metrics: ['units'], groupNames: [], filters: [] })
  const shelf = readShelf(ctx.store, ctx.asOf.until)
  const chosen = productsOfFilters(ctx.store, shelf, input.filters ?? [])
  const stock = [...readStock(ctx.store, ctx.asOf.until).values()].filter(({ productId }) => chosen.has(productId))
  const leadDays = input.lead_days ?? LEAD_DAYS
  const serviceLevel = input.service_level ?? SERVICE_LEVEL
  const planned = stock.length === 0 ? [] : planProducts(ctx, { stock, shelf, leadDays, serviceLevel })
  const aged = ageProducts(ctx, { stock, shelf, ageingDays: input.ageing_days ?? null })
  const order = input.order ?? (input.ageing_days === undefined ? 'stock_out' : 'ageing')
  const limit = input.limit ?? LISTED
  const latest = ctx.asOf.day + leadDays
  const data: PlanInventoryData = {
    counted_products: stock.length,
    products: planned
      .map(({ product }) => product)
      .toSorted(byNeed(order))
      .slice(0, limit),
    ageing: aged.toSorted(order === 'tied_capital' ? byCapital : byAge).slice(0, limit),
    totals: {
      on_hand: stock.reduce((sum, { onHand }) => sum + onHand, 0),
      out_now: stock.filter(({ onHand }) => onHand <= 0).length,
      runs_out_in_lead_time: planned.filter(({ outDay }) => outDay !== null && outDay <= latest).length,
      reorder_now: planned.filter(({ product }) => product.reorder_now).length,
      aged_products: aged.length,
      aged_units: aged.reduce((sum, { units }) => sum + units, 0),
      tied_minor: aged.reduce((sum, { tied_minor: tied }) => sum + tied, 0),
      valued_at_price: aged.filter((one) => one.valued_at === 'price').length,
    },
    lead_days: leadDays,
    service_level: serviceLevel,
    ageing_days: input.ageing_days ?? null,
  }
  return {
    data,
    ...presentInventory(ctx, { data, order, shelf, one: chosen.size === 1 ? [...chosen][0] : undefined }),
    evidence: {
      period: null,
      population:
        input.filters === undefined
          ? say(ctx, 'all products that were counted', '全部盘点过的商品')
          : say(ctx, 'products of the filters that were counted', '符合条件且盘点过的商品'),
      rows_used: stock.length,
      rows_left_out: stock.length === 0 ? {} : { never_counted: chosen.size - stock.length },
      definition: inventoryDefinitions[ctx.language],
      method: say(
        ctx,
        'smoothed weekly rate, normal safety stock, first in first out',
        '平滑的每周销量，正态安全库存，先进先出',
      ),
      model: null,
      sql: [],
    },
    gate: stock.length > 0 ? null : { failed: 'stock_counts', have: 0, need: 1, pooled_estimate: null, opens_on: null },
    warnings:
      stock.length > 0
        ? []
        : [
            say(
              ctx,
              'no stock was imported: kith import FILE --as stock, with product_id, counted_at, on_hand and, where known, received and unit_cost',
              '尚未导入库存：kith import FILE --as stock，需包含 product_id、counted_at、on_hand，如有还可带 received 和 unit_cost',
            ),
          ],
    suggestions: [],
  }
}

const byAge = (a: AgedProduct, b: AgedProduct): number => b.days - a.days || (a.product_id < b.product_id ? -1 : 1)
const byCapital = (a: AgedProduct, b: AgedProduct): number =>
  b.tied_minor - a.tied_minor || (a.product_id < b.product_id ? -1 : 1)

const byNeed =
  (order: InventoryOrder) =>
  (a: PlannedProduct, b: PlannedProduct): number => {
    const bySoon = (a.stock_out_on ?? '9999').localeCompare(b.stock_out_on ?? '9999')
    const byUnits = b.order_units - a.order_units
    return (order === 'reorder' ? byUnits || bySoon : bySoon || byUnits) || (a.product_id < b.product_id ? -1 : 1)
  }
