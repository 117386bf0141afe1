import { asOfEndOfDay, type AsOf } from '../../lib/as-of.ts'
import { timeZone, type TimeZone } from '../../lib/time-zone.ts'
import type { Store } from '../../store/open.ts'
import { ensureShopRow, readShopRow } from '../../store/queries/shop/shop-row.ts'
import type { Shop } from '../context.ts'

export interface ShopDefaults {
  readonly name: string
  readonly timeZone: string
  readonly currency: string
  readonly weekStart: number
}

const zones = new Map<string, TimeZone>()
const zoneOf = (name: string): TimeZone => {
  const known = zones.get(name)
  if (known !== undefined) return known
  const zone = timeZone(name)
  zones.set(name, zone)
  return zone
}

export interface LoadedShop {
  readonly shop: Shop
  /** The end of the local day of the newest order or event; of the present day in an empty store. */
  readonly newestAsOf: AsOf
}

/** The shop as stored with its data, made from the defaults on first use; the environment only seeds it. */
export function loadShop(store: Store, defaults: ShopDefaults, now: number): LoadedShop {
  let row = readShopRow(store)
  if (row === undefined) {
    ensureShopRow(store, { ...defaults, createdAt: now })
    row = readShopRow(store)
  }
  const zone = zoneOf(row?.timeZone ?? defaults.timeZone)
  return {
    shop: {
      name: row?.name ?? defaults.name,
      zone,
      currency: row?.currency ?? defaults.currency,
      weekStart: row?.weekStart ?? defaults.weekStart,
    },
    newestAsOf: asOfEndOfDay(zone.dayOf(row?.newestFactAt ?? now), zone),
  }
}
