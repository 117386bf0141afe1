import { MS_PER_DAY } from '../../lib/time-zone.ts'
import {
  readMessageConversion,
  readMessageCounts,
  readOrderValues,
  readSessionConversion,
} from '../../store/queries/campaigns/read-test-traffic.ts'
import type { ServiceContext } from '../context.ts'
import { resolvePopulation } from '../population/resolve-population.ts'

/** What a test can be planned for: opens, clicks and orders after a message, visits that pay, the value of an order. */
export const DESIGN_METRICS = ['open_rate', 'click_rate', 'conversion', 'conversion_rate', 'aov'] as const
export type DesignMetric = (typeof DESIGN_METRICS)[number]

/** What the shop shows today. Shares for rates, minor units for order values. */
export interface Baseline {
  readonly value: number | null
  /** Rows behind it. */
  readonly n: number
  /** Of one order's value; null for rates. */
  readonly deviation: number | null
  /** Units per day that a test can take in: visits or orders; null for messages, which go out at once. */
  readonly perDay: number | null
  /** Customers who may be written to at once; null where a test takes in what comes. */
  readonly reachable: number | null
}

const RECENT_DAYS = 28
const MESSAGE_DAYS = 365
const WINDOW_DAYS = 7

/** Today's value of a metric and how many a test could take in, from the shop's own facts before as-of. */
export function measureBaseline(ctx: ServiceContext, metric: DesignMetric): Baseline {
  const { store, asOf } = ctx
  const fromDay = asOf.day + 1 - RECENT_DAYS
  if (metric === 'conversion_rate') {
    const { hits, n } = readSessionConversion(store, fromDay, asOf.day + 1)
    return { value: n === 0 ? null : hits / n, n, deviation: null, perDay: n / RECENT_DAYS, reachable: null }
  }
  if (metric === 'aov') {
    const { n, mean, deviation } = readOrderValues(store, { fromDay, toDay: asOf.day + 1, until: asOf.until })
    return { value: n === 0 ? null : mean, n, deviation, perDay: n / RECENT_DAYS, reachable: null }
  }
  const from = asOf.until - MESSAGE_DAYS * MS_PER_DAY
  const reachable = resolvePopulation(ctx, [{ field: 'consent', op: 'eq', value: 'marketing' }]).customerIds?.size ?? 0
  const shared = { deviation: null, perDay: null, reachable }
  if (metric === 'conversion') {
    const { hits, n } = readMessageConversion(store, from, asOf.until, WINDOW_DAYS * MS_PER_DAY)
    return { value: n === 0 ? null : hits / n, n, ...shared }
  }
  const { delivered, opened, clicked } = readMessageCounts(store, from, asOf.until)
  const hits = metric === 'open_rate' ? opened : clicked
  return { value: delivered === 0 ? null : hits / delivered, n: delivered, ...shared }
}
