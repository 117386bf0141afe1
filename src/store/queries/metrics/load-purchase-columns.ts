import type { Store } from '../../open.ts'
import { readFactVersion } from '../features/read-fact-version.ts'
import type { Attribute, MetricPlan } from './metric-plan.ts'
import { readCustomerCodes, readOrderCodes, type Codes } from './read-order-codes.ts'
import { readPurchaseColumns, type PurchaseColumns } from './read-purchase-columns.ts'

/** Above this many orders (about 160 MB) the store answers by itself. */
const MOST_ORDERS = 10_000_000
/** 2 bytes an order each. */
const MOST_ATTRIBUTES = 4

/**
 * Reading everything costs about what reading a fifth of the days in pieces does: columns are read once the questions
 * since the last write of facts have asked for so many days together. Attributes cost less than the orders' table.
 */
const WORTH_SHARE = 0.2
const WORTH_SHARE_OF_ATTRIBUTE = 0.05

interface Kept {
  readonly version: string
  /** Days that questions have asked for in vain, as a share of all days; by attribute, '' without one. */
  readonly askedShare: Map<Attribute | '', number>
  readonly codes: Map<Attribute, Codes | null>
  /** Codes of attributes of customers, few of which there are. */
  readonly customerCodes: Map<Attribute, Codes>
  columns: PurchaseColumns | null
}

const kept = new WeakMap<Store, Kept>()

/** Purchases with the attributes of orders that a plan splits or filters by. */
export interface LoadedPurchases {
  readonly columns: PurchaseColumns
  readonly orderCodes: ReadonlyMap<Attribute, Codes>
  /** Codes of an attribute of customers, in the order of the columns' customers. */
  readonly customerCodes: (attribute: Attribute) => Codes
}

/**
 * The columns of the present facts for a plan that they can answer; null while they are not worth reading. Kept for one
 * version of the facts: a write makes the next question start anew.
 */
export function loadPurchaseColumns(
  store: Store,
  plan: Pick<MetricPlan, 'buckets'>,
  attributes: readonly Attribute[] = [],
): LoadedPurchases | null {
  // One snapshot for the version and what is read: another process may write in between.
  return store.sqlite.transaction((): LoadedPurchases | null => {
    const version = readFactVersion(store)
    let entry = kept.get(store)
    if (entry?.version !== version) {
      entry = { version, askedShare: new Map(), codes: new Map(), customerCodes: new Map(), columns: null }
      kept.set(store, entry)
    }
    const { askedShare } = entry
    const share = shareOfDays(store, plan)
    const isWorth = (one: Attribute | '', enough: number): boolean => {
      const asked = (askedShare.get(one) ?? 0) + share
      askedShare.set(one, asked)
      return share > 0 && asked >= enough
    }
    if (entry.columns === null && isWorth('', WORTH_SHARE)) entry.columns = readPurchaseColumns(store)
    const { columns, codes, customerCodes } = entry
    const orderCodes = new Map<Attribute, Codes>()
    for (const attribute of attributes) {
      let found = codes.get(attribute)
      if (found === undefined) {
        if (columns === null || !isWorth(attribute, WORTH_SHARE_OF_ATTRIBUTE)) return null
        found = readOrderCodes(store, attribute)
      }
      // Put back at the end: the map stays in order of last use.
      codes.delete(attribute)
      codes.set(attribute, found)
      if (found === null) return null
      orderCodes.set(attribute, found)
    }
    for (const attribute of codes.keys()) {
      if (codes.size <= MOST_ATTRIBUTES || orderCodes.has(attribute)) break
      codes.delete(attribute)
    }
    if (columns === null) return null
    return {
      columns,
      orderCodes,
      customerCodes: (attribute) => {
        const found = customerCodes.get(attribute) ?? readCustomerCodes(store, attribute, columns.customerIds)
        customerCodes.set(attribute, found)
        return found
      },
    }
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
