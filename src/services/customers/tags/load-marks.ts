import type { Store } from '../../../store/open.ts'
import { readFactVersion } from '../../../store/queries/features/read-fact-version.ts'
import type { ServiceContext } from '../../context.ts'
import { findInterests } from '../interests/find-interests.ts'
import { computeTags } from './compute-tags.ts'

/** What was concluded about customers, by customer; one without any mark is absent. */
export type MarksByCustomer = ReadonlyMap<string, readonly string[]>

/** Kept per store: tags and interests of a question and of its comparison with another as-of. */
const MOST_ENTRIES = 4
const MOST_CUSTOMERS = 500_000

const caches = new WeakMap<Store, Map<string, MarksByCustomer>>()

/**
 * Tags or interests of every customer at an as-of for which nothing is stamped: computed from all facts, which takes
 * seconds in a large shop, and kept while the facts stay as they are.
 */
export function loadMarks(
  ctx: Pick<ServiceContext, 'store' | 'asOf' | 'shop'>,
  kind: 'tag' | 'interest',
): MarksByCustomer {
  const cache = caches.get(ctx.store) ?? new Map<string, MarksByCustomer>()
  caches.set(ctx.store, cache)
  const key = `${kind}/${readFactVersion(ctx.store)}/${ctx.asOf.until}/${ctx.shop.zone.name}`
  const marks = cache.get(key) ?? (kind === 'tag' ? computeTags(ctx) : interestNames(ctx))
  // Taken out and put back, so that the map stays in order of last use.
  cache.delete(key)
  cache.set(key, marks)
  let customers = 0
  for (const entry of cache.values()) customers += entry.size
  for (const [oldest, entry] of cache) {
    if (oldest === key || (cache.size <= MOST_ENTRIES && customers <= MOST_CUSTOMERS)) break
    cache.delete(oldest)
    customers -= entry.size
  }
  return marks
}

function interestNames(ctx: Pick<ServiceContext, 'store' | 'asOf' | 'shop'>): MarksByCustomer {
  const found = findInterests(ctx, null)
  return new Map([...found].map(([customerId, interests]) => [customerId, interests.map(({ value }) => value)]))
}
