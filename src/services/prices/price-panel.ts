import type { EffectGroups } from '../../compute/pricing/sweep-effects.ts'
import { readPromotions } from '../../store/queries/inventory/read-promotions.ts'
import { readPurchaseLines, type PurchaseLines } from '../../store/queries/recommend/read-purchase-lines.ts'
import { readShelf, type ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'
import type { ServiceContext } from '../context.ts'
import { readPriceHistories, type PriceHistories, type PriceStep } from './price-steps.ts'

const WEEK = 7

/** What a panel is made from, read once for a question. */
export interface PriceFacts {
  readonly shelf: ReadonlyMap<string, ShelfProduct>
  readonly lines: PurchaseLines
  readonly prices: PriceHistories
  /** Share of each week with a deal, by product; products without one are absent. */
  readonly deals: ReadonlyMap<string, Float64Array>
  /** First local day of the first week, and how many weeks; the last ends with the as-of day or the period. */
  readonly fromDay: number
  readonly weeks: number
}

/** One row per product and week from the product's first day on. */
export interface PricePanel {
  readonly products: readonly string[]
  readonly units: Float64Array
  /** Natural logarithm of the mean price of the week in minor units. */
  readonly logPrice: Float64Array
  readonly deal: Float64Array
  readonly byProduct: EffectGroups
  /** Week within a category: what moves all of it at once is no effect of one price. */
  readonly byTime: EffectGroups
  /** Products whose price changed within the rows. */
  readonly changed: number
}

/** Everything that a question about prices needs of the store, over the whole weeks of a stretch of days. */
export function readPriceFacts(ctx: ServiceContext, fromDay: number, toDay: number): PriceFacts {
  const shelf = readShelf(ctx.store, ctx.asOf.until)
  const weeks = Math.max(0, Math.floor((toDay - fromDay) / WEEK))
  const start = toDay - weeks * WEEK
  return {
    shelf,
    lines: readPurchaseLines(ctx.store, ctx.asOf.until),
    prices: readPriceHistories(ctx),
    deals: dealShares(ctx, shelf, start, weeks),
    fromDay: start,
    weeks,
  }
}

function dealShares(
  ctx: ServiceContext,
  shelf: ReadonlyMap<string, ShelfProduct>,
  fromDay: number,
  weeks: number,
): ReadonlyMap<string, Float64Array> {
  const days = new Map<string, Uint8Array>()
  const { zone } = ctx.shop
  for (const { productId, category, startsAt, endsAt } of readPromotions(ctx.store, ctx.asOf.until)) {
    const from = Math.max(0, zone.dayOf(startsAt) - fromDay)
    const to = Math.min(weeks * WEEK, zone.dayOf(endsAt - 1) + 1 - fromDay)
    if (to <= from) continue
    for (const product of shelf.values()) {
      if (productId === null ? product.category !== category || category === null : product.id !== productId) continue
      const own = days.get(product.id) ?? new Uint8Array(weeks * WEEK)
      days.set(product.id, own)
      own.fill(1, from, to)
    }
  }
  return new Map(
    [...days].map(([id, own]) => [
      id,
      Float64Array.from({ length: weeks }, (_, week) => {
        const part = own.subarray(week * WEEK, (week + 1) * WEEK)
        return part.reduce((sum, day) => sum + day, 0) / WEEK
      }),
    ]),
  )
}

export interface UnitCount {
  /** Customers (by position in the lines) whose purchases count; everybody when left out. */
  readonly customers?: ReadonlySet<number>
  /** Only a customer's first purchase of each product. */
  readonly firstTime?: boolean
}

/** Units of each product in each week, by product. */
export function countUnits(
  { lines, fromDay, weeks }: PriceFacts,
  { customers, firstTime = false }: UnitCount = {},
): ReadonlyMap<string, Float64Array> {
  const { starts, products, units, customers: owners, days, instants, productIds, customerIds } = lines
  const firsts = firstTime ? firstPurchases(lines) : null
  const counts = Array.from<Float64Array | undefined>({ length: productIds.length })
  for (let order = 0; order + 1 < starts.length; order += 1) {
    const week = Math.floor(((days[order] as number) - fromDay) / WEEK)
    const owner = owners[order] as number
    if (week < 0 || week >= weeks || (customers !== undefined && !customers.has(owner))) continue
    for (let at = starts[order] as number; at < (starts[order + 1] as number); at += 1) {
      const product = products[at] as number
      const isFirst = firsts?.get(product * (customerIds.length + 1) + owner + 1) === instants[order]
      if (firsts !== null && !isFirst) continue
      const own = (counts[product] ??= new Float64Array(weeks))
      own[week] = (own[week] as number) + (firsts === null ? (units[at] as number) : 1)
    }
  }
  return new Map(productIds.flatMap((id, at) => (counts[at] === undefined ? [] : [[id, counts[at]] as const])))
}

/** The instant of each customer's first purchase of each product. */
function firstPurchases({ starts, products, customers, instants, customerIds }: PurchaseLines): Map<number, number> {
  const firsts = new Map<number, number>()
  for (let order = 0; order + 1 < starts.length; order += 1) {
    const owner = customers[order] as number
    if (owner < 0) continue
    for (let at = starts[order] as number; at < (starts[order + 1] as number); at += 1) {
      const key = (products[at] as number) * (customerIds.length + 1) + owner + 1
      const known = firsts.get(key)
      if (known === undefined || (instants[order] as number) < known) firsts.set(key, instants[order] as number)
    }
  }
  return firsts
}

/** The rows of some products; those without any price or sale are left out. */
export function makePanel(
  facts: PriceFacts,
  productIds: readonly string[],
  sold: ReadonlyMap<string, Float64Array>,
): PricePanel {
  const { shelf, prices, deals, fromDay, weeks } = facts
  const kept: string[] = []
  const units: number[] = []
  const logPrice: number[] = []
  const deal: number[] = []
  const productOf: number[] = []
  const timeOf: number[] = []
  const times = new Map<string, number>()
  let changed = 0
  for (const id of productIds) {
    const own = sold.get(id)
    const steps = prices.of.get(id)
    if (own === undefined || steps === undefined) continue
    const first = firstWeek(facts, id, own)
    const logs = weeklyLogPrices(steps, fromDay, weeks)
    let moves = false
    for (let week = first; week < weeks; week += 1) {
      const category = `${shelf.get(id)?.category ?? ''}|${week}`
      const time = times.get(category) ?? times.size
      times.set(category, time)
      productOf.push(kept.length)
      timeOf.push(time)
      units.push(own[week] as number)
      logPrice.push(logs[week] as number)
      deal.push(deals.get(id)?.[week] ?? 0)
      if (week > first && Math.abs((logs[week] as number) - (logs[first] as number)) > 1e-9) moves = true
    }
    if (moves) changed += 1
    kept.push(id)
  }
  return {
    products: kept,
    units: Float64Array.from(units),
    logPrice: Float64Array.from(logPrice),
    deal: Float64Array.from(deal),
    byProduct: { groupOf: Int32Array.from(productOf), groups: kept.length },
    byTime: { groupOf: Int32Array.from(timeOf), groups: times.size },
    changed,
  }
}

/** The week in which a product can first be bought: it was in the catalogue, or it sold. */
function firstWeek({ shelf, fromDay }: PriceFacts, id: string, sold: Float64Array): number {
  const selling = sold.findIndex((units) => units > 0)
  const created = shelf.get(id)?.createdAt
  if (created === null || created === undefined || created <= 0) return Math.max(0, selling)
  const week = Math.ceil((created / 86_400_000 - fromDay) / WEEK)
  return Math.max(0, Math.min(week, selling < 0 ? week : selling))
}

/** Mean of the logarithm over the days of each week. */
export function weeklyLogPrices(steps: readonly PriceStep[], fromDay: number, weeks: number): Float64Array {
  const logs = new Float64Array(weeks)
  let at = 0
  for (let day = 0; day < weeks * WEEK; day += 1) {
    while (at + 1 < steps.length && (steps[at + 1]?.fromDay ?? 0) <= fromDay + day) at += 1
    const week = Math.floor(day / WEEK)
    logs[week] = (logs[week] as number) + Math.log(steps[at]?.priceMinor ?? 1) / WEEK
  }
  return logs
}
