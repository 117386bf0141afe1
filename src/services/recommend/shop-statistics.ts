import { wilsonInterval } from '../../compute/stats/wilson-interval.ts'
import type { PurchaseLines } from '../../store/queries/recommend/read-purchase-lines.ts'
import type { ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'
import { RECENT_DAYS, TREND_BEFORE_DAYS, TREND_DAYS, type RecommendParameters } from './recommend-parameters.ts'

/** Partners kept of each product, and orders that a pair needs. */
const PARTNERS = 20
const FEWEST_TOGETHER = 3
/** Customers of a source that its taste is read from, and how far above the others a category must be. */
const FEWEST_OF_SOURCE = 30
const SOURCE_LIFT = 1.3

type Statistics = Pick<RecommendParameters, 'productOrders' | 'partners' | 'recent' | 'units' | 'sources'>

/** What everybody buys: popularity, trend, partners in a basket, and what customers of each source like. */
export function shopStatistics(
  lines: PurchaseLines,
  shelf: ReadonlyMap<string, ShelfProduct>,
  sourceOf: ReadonlyMap<string, string>,
  asOfDay: number,
): Statistics {
  const size = lines.productIds.length
  const productOrders = Array.from({ length: size }, () => 0)
  const now = Array.from({ length: size }, () => 0)
  const before = Array.from({ length: size }, () => 0)
  const recentBuyers = Array.from({ length: size }, () => new Set<number>())
  const recentCustomers = new Set<number>()
  const together = new Map<number, number>()
  for (let order = 0; order < lines.customers.length; order++) {
    const day = lines.days[order] as number
    const customer = lines.customers[order] as number
    const from = lines.starts[order] as number
    const to = lines.starts[order + 1] as number
    for (let line = from; line < to; line++) {
      const product = lines.products[line] as number
      productOrders[product] = (productOrders[product] ?? 0) + 1
      const units = lines.units[line] as number
      if (day > asOfDay - TREND_DAYS) now[product] = (now[product] ?? 0) + units
      else if (day > asOfDay - TREND_DAYS - TREND_BEFORE_DAYS) before[product] = (before[product] ?? 0) + units
      if (customer >= 0 && day > asOfDay - RECENT_DAYS) {
        recentBuyers[product]?.add(customer)
        recentCustomers.add(customer)
      }
      for (let other = line + 1; other < to; other++) {
        const partner = lines.products[other] as number
        const key = Math.min(product, partner) * size + Math.max(product, partner)
        together.set(key, (together.get(key) ?? 0) + 1)
      }
    }
  }
  return {
    productOrders,
    partners: strongestPartners(together, productOrders, lines.customers.length),
    recent: { customers: recentCustomers.size, buyers: recentBuyers.map((buyers) => buyers.size) },
    units: { now, before },
    sources: tasteOfSources(lines, shelf, sourceOf),
  }
}

/** For each product what lies in the same basket more than chance gives, by the lower end of the lift. */
function strongestPartners(
  together: ReadonlyMap<number, number>,
  productOrders: readonly number[],
  orders: number,
): RecommendParameters['partners'] {
  const size = productOrders.length
  const found: { partner: number; count: number; strength: number }[][] = productOrders.map(() => [])
  for (const [key, count] of together) {
    if (count < FEWEST_TOGETHER) continue
    const pair = [Math.floor(key / size), key % size] as const
    for (const [product, partner] of [pair, [pair[1], pair[0]] as const]) {
      const [low] = wilsonInterval(count, productOrders[product] ?? count)
      const strength = low / ((productOrders[partner] ?? orders) / orders)
      if (strength > 1) found[product]?.push({ partner, count, strength })
    }
  }
  return found.map((list) =>
    list
      .toSorted((a, b) => b.strength - a.strength || a.partner - b.partner)
      .slice(0, PARTNERS)
      .map(({ partner, count }) => [partner, count] as const),
  )
}

/** Which categories the customers of each source buy more than all customers do, by lines. */
function tasteOfSources(
  lines: PurchaseLines,
  shelf: ReadonlyMap<string, ShelfProduct>,
  sourceOf: ReadonlyMap<string, string>,
): RecommendParameters['sources'] {
  const categoryOf = lines.productIds.map((id) => shelf.get(id)?.category ?? null)
  const all = new Map<string, number>()
  const bySource = new Map<string, { customers: Set<number>; categories: Map<string, number>; lines: number }>()
  let total = 0
  for (let order = 0; order < lines.customers.length; order++) {
    const customer = lines.customers[order] as number
    const source = customer < 0 ? undefined : sourceOf.get(lines.customerIds[customer] ?? '')
    const own = source === undefined ? null : (bySource.get(source) ?? fresh())
    if (source !== undefined && own !== null) bySource.set(source, own)
    own?.customers.add(customer)
    for (const product of lines.products.subarray(lines.starts[order], lines.starts[order + 1])) {
      const category = categoryOf[product]
      if (category === null || category === undefined) continue
      all.set(category, (all.get(category) ?? 0) + 1)
      total += 1
      if (own === null) continue
      own.categories.set(category, (own.categories.get(category) ?? 0) + 1)
      own.lines += 1
    }
  }
  return Object.fromEntries(
    [...bySource]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .filter(([, { customers }]) => customers.size >= FEWEST_OF_SOURCE)
      .map(([source, { customers, categories, lines: own }]) => [
        source,
        {
          customers: customers.size,
          categories: [...categories]
            .map(([category, count]) => [category, count / own / ((all.get(category) ?? 0) / total)] as const)
            .filter(([, lift]) => lift >= SOURCE_LIFT)
            .toSorted((a, b) => b[1] - a[1]),
        },
      ]),
  )
}

const fresh = () => ({ customers: new Set<number>(), categories: new Map<string, number>(), lines: 0 })
