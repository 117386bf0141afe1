import { fitOrderBaseline, type OrderBaseline } from '../../compute/anomaly/order-baseline.ts'
import { measureOrders, type OrderMeasures } from '../../compute/anomaly/order-measures.ts'
import { scoreOrders } from '../../compute/anomaly/score-orders.ts'
import { inTurns } from '../../lib/in-turns.ts'
import { seededRandom } from '../../lib/random.ts'
import type { Store } from '../../store/open.ts'
import { readRiskOrders } from '../../store/queries/risk/read-risk-orders.ts'
import { readShopSize } from '../../store/queries/shop/read-shop-size.ts'
import type { ServiceContext } from '../context.ts'
import { loadOrderColumns, type LoadedOrders } from './load-order-columns.ts'

/** What is usual in the shop as of a day, with the share of its orders that usually score so high. */
export interface ShopBaseline {
  readonly baseline: OrderBaseline
  /** Scores of an even sample of all orders, ascending: what a share of flagged orders is held against. */
  readonly usualScores: Float64Array
  readonly ordersSeen: number
}

/** What was read to learn it: handed on once, so that a question about all orders reads them once. */
export interface FreshOrders {
  readonly orders: LoadedOrders
  readonly measures: OrderMeasures
}

/** What scoring orders needs: reviews count up to the clock, facts up to the as-of. */
export type RiskFrame = Pick<ServiceContext, 'store' | 'shop' | 'asOf' | 'clock'>

const kept = new WeakMap<Store, Map<number, ShopBaseline>>()
const MOST_KEPT = 3
const SAMPLE = 20_000
/** New orders do not change what is usual until there are so many more. */
const GROWN = 1.02

/**
 * The baseline of the shop as of the context's day. It is kept for the day: what is usual does not change with one order, so
 * a new order is scored at once against what was learnt before it.
 */
export async function shopBaseline(ctx: RiskFrame): Promise<ShopBaseline & { readonly fresh: FreshOrders | null }> {
  const cache = kept.get(ctx.store) ?? new Map<number, ShopBaseline>()
  kept.set(ctx.store, cache)
  const known = cache.get(ctx.asOf.until)
  const { orders } = readShopSize(ctx.store)
  if (known !== undefined && orders <= known.ordersSeen * GROWN + 50) return { ...known, fresh: null }
  const loaded = await loadOrderColumns(ctx, readRiskOrders(ctx.store, ctx.asOf.until))
  const measures = await inTurns(measureOrders(loaded.columns))
  const baseline = await inTurns(fitOrderBaseline(measures, seededRandom('order risk')))
  const { score } = await inTurns(scoreOrders(evenSample(measures), baseline))
  const found = { baseline, usualScores: score.toSorted(), ordersSeen: orders }
  const [oldest] = cache.keys()
  if (cache.size >= MOST_KEPT && oldest !== undefined) cache.delete(oldest)
  cache.set(ctx.asOf.until, found)
  return { ...found, fresh: { orders: loaded, measures } }
}

function evenSample(measures: OrderMeasures): OrderMeasures {
  const step = Math.max(1, Math.ceil(measures.size / SAMPLE))
  if (step === 1) return measures
  const pick = <Column extends Float64Array | Uint8Array>(column: Column): Column =>
    column.filter((_value, i) => i % step === 0) as Column
  return {
    size: Math.ceil(measures.size / step),
    amount: pick(measures.amount),
    ownAmount: pick(measures.ownAmount),
    unitsPerLine: pick(measures.unitsPerLine),
    burst: pick(measures.burst),
    hour: pick(measures.hour),
    newRegion: pick(measures.newRegion),
    otherDevice: pick(measures.otherDevice),
    payments: pick(measures.payments),
    coupons: pick(measures.coupons),
    returnShare: pick(measures.returnShare),
  }
}
