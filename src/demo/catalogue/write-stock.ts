import type { Draws } from '../draws/draws.ts'
import { DAY, DAYS, FIRST_DAY, HOUR, LAST_DAY, timeText } from '../files/wall-time.ts'
import type { ShopFiles } from '../files/shop-files.ts'
import { money } from '../orders/write-order.ts'
import type { TruthLedger } from '../truths/ledger.ts'
import type { Catalogue, DemoProduct } from './make-catalogue.ts'

const AGED = 0.08
const NEARLY_OUT = 0.05
const RATE_DAYS = 56

export interface StockTruth {
  readonly aged: readonly string[]
  readonly nearly_out: readonly {
    readonly product: string
    readonly on_hand: number
    readonly units_per_week: number
  }[]
}

/**
 * Receipts and the last count of every product. Lots arrive every few weeks and hold what was sold until the next one,
 * so that stock never falls below zero; some products got one large lot long ago, some run out soon.
 */
export function writeStock(files: ShopFiles, truths: TruthLedger, catalogue: Catalogue, draws: Draws): StockTruth {
  const agedProducts: string[] = []
  const nearlyOut: StockTruth['nearly_out'][number][] = []
  for (const product of catalogue.products) {
    const sales = truths.salesOf(product.index)
    const perDay = sumOf(sales, DAYS - RATE_DAYS, DAYS) / RATE_DAYS
    const fate = draws.uniform()
    const aged = fate < AGED && product.weeksOfStock === null
    const short = fate > 1 - NEARLY_OUT || product.weeksOfStock !== null
    const weeks =
      product.weeksOfStock ?? (short ? draws.between(0.5, 3) : aged ? draws.between(30, 60) : draws.between(5, 14))
    const left = Math.round(perDay * 7 * weeks) + (aged ? 12 : short ? 0 : 3)
    const firstDay = Math.max(0, product.createdDay - FIRST_DAY)
    const cycle = aged ? DAYS : 28 + draws.below(40)
    writeLots(files, product, sales, { firstDay, cycle, left, aged }, draws)
    if (aged) agedProducts.push(product.id)
    if (short) nearlyOut.push({ product: product.id, on_hand: left, units_per_week: Math.round(perDay * 700) / 100 })
  }
  return { aged: agedProducts, nearly_out: nearlyOut }
}

interface LotPlan {
  readonly firstDay: number
  readonly cycle: number
  readonly left: number
  readonly aged: boolean
}

function writeLots(files: ShopFiles, product: DemoProduct, sales: Int32Array, plan: LotPlan, draws: Draws): void {
  const row = (day: number, hour: number, onHand: number, received: number | null): void => {
    files.write('stock', {
      product_id: product.id,
      counted_at: timeText((FIRST_DAY + day) * DAY + hour * HOUR),
      on_hand: onHand,
      received,
      unit_cost: product.costKnown && received !== null ? money(product.costMinor) : null,
    })
  }
  let onHand = 0
  let day = Math.min(plan.firstDay, DAYS - 1)
  while (day < DAYS) {
    // A last lot that came only days ago would hide how old stock is: it joins the one before.
    const next = day + plan.cycle > DAYS - 10 ? DAYS : day + plan.cycle
    const needed = sumOf(sales, day, next)
    const buffer = next === DAYS ? plan.left : 2 + draws.below(6)
    const received = Math.max(0, needed + buffer - onHand)
    if (received > 0) row(day, 6, onHand + received, received)
    onHand += received - needed
    day = next
  }
  row(LAST_DAY - FIRST_DAY, 22, onHand, null)
}

function sumOf(sales: Int32Array, from: number, to: number): number {
  let sum = 0
  for (let at = from; at < to; at++) sum += sales[at] ?? 0
  return sum
}
