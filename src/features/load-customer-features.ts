import type { AsOf } from '../lib/as-of.ts'
import type { TimeZone } from '../lib/time-zone.ts'
import type { Store } from '../store/open.ts'
import { readFactVersion } from '../store/queries/features/read-fact-version.ts'
import { computeCustomerFeatures } from './compute-customer-features.ts'
import type { CustomerFeatures } from './customer-features.ts'

export interface FeatureRequest {
  readonly asOf: AsOf
  readonly shop: { readonly zone: TimeZone }
}

/** Kept per store: enough for a question, its comparison with another as-of and the question after it. */
const MOST_ENTRIES = 4
const MOST_CUSTOMERS = 2_000_000

const caches = new WeakMap<Store, Map<string, CustomerFeatures>>()

/**
 * Features of every customer as of an instant. The same facts and as-of are computed once while they stay among the
 * latest few that were asked for; a write of facts makes the next call compute afresh.
 */
export function loadCustomerFeatures(store: Store, { asOf, shop }: FeatureRequest): CustomerFeatures {
  const cache = caches.get(store) ?? new Map<string, CustomerFeatures>()
  caches.set(store, cache)
  const key = `${readFactVersion(store)}/${asOf.until}/${asOf.day}/${shop.zone.name}`
  const features = cache.get(key) ?? computeCustomerFeatures(store, asOf, shop.zone)
  // Taken out and put back, so that the map stays in order of last use.
  cache.delete(key)
  cache.set(key, features)
  let customers = 0
  for (const entry of cache.values()) customers += entry.size
  for (const [oldest, entry] of cache) {
    if (oldest === key || (cache.size <= MOST_ENTRIES && customers <= MOST_CUSTOMERS)) break
    cache.delete(oldest)
    customers -= entry.size
  }
  return features
}
