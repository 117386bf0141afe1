import type { Store } from '../../../store/open.ts'
import {
  readImportMark,
  readNamedOrders,
  readShopAttention,
  type AttentionRow,
} from '../../../store/queries/customers/read-shop-baseline.ts'
import type { ServiceContext } from '../../context.ts'

export const INTEREST_HALF_LIFE_DAYS = 90

export type InterestKind = 'category' | 'brand' | 'price_band' | 'style'

/** The whole shop, to hold one customer against. */
export interface ShopBaseline {
  /** Share of the shop's decayed views, carts and orders, by value. */
  readonly shares: Readonly<Record<InterestKind, ReadonlyMap<string, number>>>
  /** Gross revenue of a valid order that names a customer, minor units; null when there is none. */
  readonly meanOrderMinor: number | null
}

const caches = new WeakMap<Store, Map<string, ShopBaseline>>()
const MOST_ENTRIES = 4

/**
 * Shares and means of the whole shop as of an instant. They move slowly and take a walk through two indexes, so they are
 * kept for the as-of day until the next import: single events and orders in between do not wait for them.
 */
export function loadShopBaseline({ store, asOf, shop }: Pick<ServiceContext, 'store' | 'asOf' | 'shop'>): ShopBaseline {
  const cache = caches.get(store) ?? new Map<string, ShopBaseline>()
  caches.set(store, cache)
  // An instant inside a day does not see that day: counts by day cannot be cut within it.
  const toDay = asOf.until >= shop.zone.startOfDay(asOf.day + 1) ? asOf.day + 1 : asOf.day
  const key = `${toDay}/${shop.zone.name}/${readImportMark(store)}`
  const known = cache.get(key)
  if (known !== undefined) return known
  const decay = { asOfDay: asOf.day, halfLifeDays: INTEREST_HALF_LIFE_DAYS }
  const totals = { category: new Tally(), brand: new Tally(), price_band: new Tally(), style: new Tally() }
  for (const row of readShopAttention(store, asOf.until, toDay, decay)) addAttention(totals, row, row.weight)
  const { orders, grossMinor } = readNamedOrders(store, asOf.until)
  const baseline: ShopBaseline = {
    shares: {
      category: totals.category.shares(),
      brand: totals.brand.shares(),
      price_band: totals.price_band.shares(),
      style: totals.style.shares(),
    },
    meanOrderMinor: orders === 0 ? null : grossMinor / orders,
  }
  cache.set(key, baseline)
  for (const oldest of cache.keys()) {
    if (cache.size <= MOST_ENTRIES) break
    cache.delete(oldest)
  }
  return baseline
}

/** Weights and counts by value, of one kind of interest. */
export class Tally {
  readonly weights = new Map<string, number>()
  readonly counts = new Map<string, number>()
  total = 0

  add(value: string | null, weight: number, count = 1): void {
    if (value === null || value === '') return
    this.weights.set(value, (this.weights.get(value) ?? 0) + weight)
    this.counts.set(value, (this.counts.get(value) ?? 0) + count)
    this.total += weight
  }

  shares(): Map<string, number> {
    return new Map([...this.weights].map(([value, weight]) => [value, weight / this.total]))
  }
}

export function addAttention(
  totals: Readonly<Record<InterestKind, Tally>>,
  row: Pick<AttentionRow, 'category' | 'brand' | 'priceBand' | 'style'>,
  weight: number,
  count = 1,
): void {
  totals.category.add(row.category, weight, count)
  totals.brand.add(row.brand, weight, count)
  totals.price_band.add(row.priceBand, weight, count)
  totals.style.add(row.style, weight, count)
}
