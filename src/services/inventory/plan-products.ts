import { runOutDay } from '../../compute/forecast/run-out.ts'
import { weeklyRate } from '../../compute/forecast/weekly-rate.ts'
import { reorderPlan } from '../../compute/inventory/reorder-point.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { ProductStock } from '../../store/queries/inventory/read-stock.ts'
import { isAvailable, type ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'
import type { ServiceContext } from '../context.ts'
import { effectsOn } from '../forecast/event-effects.ts'
import { readProductWeeks } from '../forecast/product-weeks.ts'
import { readSalesSeries } from '../forecast/sales-series.ts'
import { alternativesTo } from '../recommend/likeness.ts'
import type { PlannedProduct } from './inventory-question.ts'

export interface Planned {
  readonly product: PlannedProduct
  /** Local day on which it runs out; null when it does not within a year. */
  readonly outDay: number | null
}

const WEEK = 7
const AHEAD = 52
const COVER_WEEKS = 4

/** Rates, run-out days and reorder points of many products; what the shop's festivals do is taken out of the rates. */
export function planProducts(
  ctx: ServiceContext,
  {
    stock,
    shelf,
    leadDays,
    serviceLevel,
  }: {
    readonly stock: readonly ProductStock[]
    readonly shelf: ReadonlyMap<string, ShelfProduct>
    readonly leadDays: number
    readonly serviceLevel: number
  },
): Planned[] {
  const { weeks, fromDay, units } = readProductWeeks(ctx)
  const shop = readSalesSeries(ctx, { filters: [], measure: 'units', stepDays: WEEK })
  const { multipliers } = effectsOn(ctx, {
    series: shop,
    measure: 'units',
    horizon: AHEAD,
    scope: { productId: null, category: null },
  })
  const offset = (fromDay - shop.fromDay) / WEEK
  const multiplier = (week: number): number => multipliers[offset + week] ?? 1
  const frame = { leadWeeks: leadDays / WEEK, serviceLevel, coverWeeks: COVER_WEEKS }
  return stock.map(({ productId, onHand }): Planned => {
    const history = units.get(productId)
    const first = history?.findIndex((value) => value > 0) ?? 0
    const plain = history?.map((value, week) => value / multiplier(week)).subarray(Math.max(0, first))
    const { perWeek, weeklyError } = weeklyRate(plain ?? new Float64Array())
    let sum = 0
    const sums = Float64Array.from({ length: AHEAD }, (_, week) => (sum += perWeek * multiplier(weeks + week)))
    const out = runOutDay(sums, WEEK, onHand)
    const plan = reorderPlan(onHand, perWeek, weeklyError, frame)
    const sells = perWeek > 0
    const isShort = out !== null && out < leadDays
    const product = shelf.get(productId)
    const substitute = isShort && product !== undefined ? substituteFor(product, shelf) : null
    return {
      outDay: out === null ? null : ctx.asOf.day + 1 + out,
      product: {
        product_id: productId,
        on_hand: onHand,
        units_per_week: perWeek,
        stock_out_on: out === null ? null : dateOfDay(ctx.asOf.day + 1 + out),
        reorder_point: plan.reorderPoint,
        safety_stock: plan.safetyStock,
        reorder_now: sells && plan.orderUnits > 0 && (product === undefined || isOffered(product)),
        order_units: sells ? plan.orderUnits : 0,
        substitute,
      },
    }
  })
}

/** Whether it is still sold: out of stock is what the plan is about. */
const isOffered = (product: ShelfProduct): boolean => isAvailable({ status: product.status, onHand: null })

const substituteFor = (product: ShelfProduct, shelf: ReadonlyMap<string, ShelfProduct>): string | null =>
  alternativesTo(product, shelf)[0]?.product.id ?? null
