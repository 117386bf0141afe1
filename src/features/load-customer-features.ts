import type { AsOf } from '../lib/as-of.ts'
import type { TimeZone } from '../lib/time-zone.ts'
import type { Store } from '../store/open.ts'
import { readFactVersion } from '../store/queries/features/read-fact-version.ts'
import { computeCustomerFeatures } from './compute-customer-features.ts'
import type { CustomerFeatures } from './customer-features.ts'
import { changedBetween } from './note-changed-customers.ts'
import { patchCustomerFeatures } from './patch-customer-features.ts'

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
  const version = readFactVersion(store)
  const rest = `/${asOf.until}/${asOf.day}/${shop.zone.name}`
  const key = `${version}${rest}`
  const features =
    cache.get(key) ??
    patchEarlier(store, cache, { version, rest, zone: shop.zone }) ??
    computeCustomerFeatures(store, asOf, shop.zone)
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

/** Features of an earlier version brought up to date, where it is known whose facts have changed since; else null. */
function patchEarlier(
  store: Store,
  cache: Map<string, CustomerFeatures>,
  { version, rest, zone }: { readonly version: string; readonly rest: string; readonly zone: TimeZone },
): CustomerFeatures | null {
  for (const [key, earlier] of [...cache].toReversed()) {
    if (!key.endsWith(rest)) continue
    const changed = changedBetween(store, key.slice(0, -rest.length), version)
    if (changed === null) continue
    cache.delete(key)
    return changed.size === 0 ? earlier : patchCustomerFeatures(store, earlier, zone, changed)
  }
  return null
}
