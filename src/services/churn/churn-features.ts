import { forecastPurchases } from '../../compute/lifetime/forecast-purchases.ts'
import type { ParetoNbdParameters } from '../../compute/lifetime/pareto-nbd-parameters.ts'
import type { ColumnTable } from '../../compute/stats/column-table.ts'
import type { ChurnSource } from './churn-source.ts'

/** What features need to know of the shop besides one customer's own history; learnt at the earliest cut-off. */
export interface ChurnSetup {
  readonly horizonDays: number
  /** Median days between two purchase days of a customer. */
  readonly shopGapDays: number
  /** Null where the fit did not hold. */
  readonly pareto: ParetoNbdParameters | null
  readonly withEvents: boolean
}

/** A customer's own gaps are mixed with so many of the shop's. */
const PRIOR_GAPS = 2
const WINDOWS = [30, 60, 90, 180, 365] as const
const YEAR = 365

const BASE_NAMES = [
  'recency_days',
  'tenure_days',
  'frequency',
  'purchase_days',
  'units',
  'returned_units',
  'gross_minor',
  'net_minor',
  'year_net_minor',
  'average_order_minor',
  'largest_order_minor',
  'lines_per_order',
  'units_per_order',
  'return_share',
  'expected_gap_days',
  'plain_gap_days',
  'gap_spread_days',
  'last_gap_days',
  'silence_ratio',
  'purchase_rate',
  'buying_span',
  'days_30',
  'days_60',
  'days_90',
  'days_180',
  'days_365',
  'season_days',
  'product_demand',
  'product_repeats',
  'ratio',
] as const
const PARETO_NAMES = ['alive_probability', 'quiet_probability'] as const
export type ChurnFeature = (typeof BASE_NAMES)[number] | (typeof PARETO_NAMES)[number] | 'active_days_28'

/** Shares, probabilities and the like; every other feature is a count, a duration or money, which models read in logs. */
const PLAIN: readonly string[] = [
  'return_share',
  'purchase_rate',
  'buying_span',
  'product_demand',
  'product_repeats',
  ...PARETO_NAMES,
]
export const readsInLogs = (feature: string): boolean => !PLAIN.includes(feature)

export const churnFeatureNames = ({ pareto, withEvents }: ChurnSetup): readonly ChurnFeature[] => [
  ...BASE_NAMES,
  ...(pareto === null ? [] : PARETO_NAMES),
  ...(withEvents ? (['active_days_28'] as const) : []),
]

/**
 * Features of the customers at these positions, from nothing but what was visible at the source's instant: how long the
 * silence is against the customer's own rhythm, how often and how lately, money, returns, visits, what Pareto/NBD makes
 * of the history, and what else is known of the products of the last order.
 *
 * Every value is finite: a customer without a second purchase has the shop's gap and a spread of 0.
 */
export function churnTable(source: ChurnSource, positions: Int32Array, setup: ChurnSetup): ColumnTable {
  const names = churnFeatureNames(setup)
  const rows = positions.length
  const columns = Object.fromEntries(names.map((name) => [name, new Float64Array(rows)])) as Record<
    ChurnFeature,
    Float64Array
  >
  for (let row = 0; row < rows; row++) fillRow(source, positions[row] as number, setup, columns, row)
  if (setup.pareto !== null) {
    const histories = {
      frequency: columns.purchase_days.map((days) => days - 1),
      recency: columns.tenure_days.map((tenure, row) => tenure - (columns.recency_days[row] as number)),
      age: columns.tenure_days,
    }
    const { alive, any } = forecastPurchases(histories, setup.pareto, setup.horizonDays)
    columns.alive_probability.set(alive)
    for (let row = 0; row < rows; row++) columns.quiet_probability[row] = 1 - (any[row] as number)
  }
  return { names, columns: names.map((name) => columns[name]), rows }
}

function fillRow(
  source: ChurnSource,
  position: number,
  { horizonDays, shopGapDays, withEvents }: ChurnSetup,
  columns: Record<ChurnFeature, Float64Array>,
  row: number,
): void {
  const { offsets, days } = source.purchases
  const from = offsets[position] as number
  const to = offsets[position + 1] as number
  const asOfDay = source.asOf.day
  const recency = source.recencyDays[position] as number
  const tenure = source.tenureDays[position] as number
  const orders = source.frequency[position] as number
  const gross = source.grossMinor[position] as number
  const units = source.units[position] as number
  const returned = source.returnedUnits[position] as number
  const purchaseDays = to - from
  const span = tenure - recency
  const gap = (span + PRIOR_GAPS * shopGapDays) / (purchaseDays - 1 + PRIOR_GAPS)
  columns.recency_days[row] = recency
  columns.tenure_days[row] = tenure
  columns.frequency[row] = orders
  columns.purchase_days[row] = purchaseDays
  columns.units[row] = units
  columns.returned_units[row] = returned
  columns.gross_minor[row] = gross
  columns.net_minor[row] = source.netMinor[position] as number
  columns.year_net_minor[row] = source.yearNetMinor[position] as number
  columns.average_order_minor[row] = gross / orders
  columns.largest_order_minor[row] = source.baskets.largestGrossMinor[position] as number
  columns.lines_per_order[row] = (source.baskets.lines[position] as number) / orders
  columns.units_per_order[row] = units / orders
  columns.return_share[row] = units === 0 ? 0 : Math.min(1, returned / units)
  columns.expected_gap_days[row] = gap
  columns.plain_gap_days[row] = purchaseDays < 2 ? tenure + 1 : span / (purchaseDays - 1)
  columns.gap_spread_days[row] = gapSpread(days, from, to)
  columns.last_gap_days[row] = purchaseDays < 2 ? shopGapDays : (days[to - 1] as number) - (days[to - 2] as number)
  columns.silence_ratio[row] = recency / Math.max(1, gap)
  columns.purchase_rate[row] = purchaseDays / (tenure + 1)
  columns.buying_span[row] = span / (tenure + 1)
  for (const window of WINDOWS) {
    columns[`days_${window}`][row] = countBetween(days, from, to, asOfDay - window + 1, asOfDay + 1)
  }
  // The same weeks a year ago: who buys for a season comes back for it.
  columns.season_days[row] = countBetween(days, from, to, asOfDay + 1 - YEAR, asOfDay + 1 - YEAR + horizonDays)
  columns.product_demand[row] = source.lastOrders.productDemand[position] as number
  columns.product_repeats[row] = source.lastOrders.productRepeats[position] as number
  columns.ratio[row] = (orders + 1) / (recency + 1)
  if (withEvents) columns.active_days_28[row] = source.activeDays?.[position] ?? 0
}

/** Purchase days in [first, end). */
function countBetween(days: Int32Array, from: number, to: number, first: number, end: number): number {
  let count = 0
  for (let i = to - 1; i >= from; i--) {
    const day = days[i] as number
    if (day < first) break
    if (day < end) count += 1
  }
  return count
}

/** Standard deviation of the gaps between purchase days; 0 with fewer than two gaps. */
function gapSpread(days: Int32Array, from: number, to: number): number {
  const gaps = to - from - 1
  if (gaps < 2) return 0
  const mean = ((days[to - 1] as number) - (days[from] as number)) / gaps
  let squares = 0
  for (let i = from + 1; i < to; i++) squares += ((days[i] as number) - (days[i - 1] as number) - mean) ** 2
  return Math.sqrt(squares / gaps)
}
