import type { Store } from '../../open.ts'
import { readFactVersion } from '../features/read-fact-version.ts'
import type { MetricPlan } from './metric-plan.ts'
import { readPurchaseColumns, type PurchaseColumns } from './read-purchase-columns.ts'

/** Above this many orders (about 120 MB) the store answers by itself. */
const MOST_ORDERS = 10_000_000

/**
 * Reading everything costs about what reading a fifth of the days in pieces does: columns are read once the questions
 * since the last write of facts have asked for so many days together.
 */
const WORTH_SHARE = 0.2

interface Kept {
  readonly version: string
  /** Days that questions have asked for without columns, as a share of all days. */
  askedShare: number
  columns: PurchaseColumns | null
}

const kept = new WeakMap<Store, Kept>()

/**
 * The columns of the present facts for a plan that they can answer; null while they are not worth reading. Kept for one
 * version of the facts: a write makes the next question start anew.
 */
export function loadPurchaseColumns(store: Store, plan: Pick<MetricPlan, 'buckets'>): PurchaseColumns | null {
  // One snapshot for the version and what is read: another process may write in between.
  return store.sqlite.transaction(() => {
    const version = readFactVersion(store)
    let entry = kept.get(store)
    if (entry?.version !== version) {
      entry = { version, askedShare: 0, columns: null }
      kept.set(store, entry)
    }
    if (entry.columns !== null) return entry.columns
    entry.askedShare += shareOfDays(store, plan)
    if (entry.askedShare >= WORTH_SHARE) entry.columns = readPurchaseColumns(store)
    return entry.columns
  })()
}

/** The plan's days as a share of the days with orders; 0 in a shop without any, or with too many. */
function shareOfDays(store: Store, { buckets }: Pick<MetricPlan, 'buckets'>): number {
  const row = store.sqlite
    .prepare<[], { first: number | null; last: number | null; newest: number | null }>(
      `SELECT (SELECT min(ordered_day) FROM orders) AS first, (SELECT max(ordered_day) FROM orders) AS last,
              (SELECT max(rowid) FROM orders) AS newest`,
    )
    .get()
  if (row === undefined || row.first === null || row.last === null || (row.newest ?? 0) > MOST_ORDERS) return 0
  const from = Math.max(buckets[0]?.fromDay ?? 0, row.first)
  const to = Math.min(buckets.at(-1)?.toDay ?? 0, row.last + 1)
  return Math.max(0, to - from) / (row.last + 1 - row.first)
}
