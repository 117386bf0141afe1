import type { ColumnTable } from '../../compute/stats/column-table.ts'
import { columnNamed } from '../../compute/stats/column-table.ts'
import type { ChurnSetup } from './churn-features.ts'

/** The shop's averages that a customer's own figures are mixed with. Plain data. */
export interface MoneyPrior {
  /** Purchase days per day of being a customer: shape / scale is the mean. */
  readonly shape: number
  readonly scale: number
  /** Gross of one purchase day. */
  readonly meanGrossMinor: number
  /** Net revenue over gross. */
  readonly netShare: number
}

/** Purchase days that the shop's mean counts for against a customer's own. */
const PRIOR_PURCHASES = 2
const DAYS_AHEAD = 365

/** Averages over training rows; buying rates by the Pareto/NBD fit where it held, else by moments. */
export function fitMoneyPrior(table: ColumnTable, { pareto }: ChurnSetup): MoneyPrior {
  const purchases = columnNamed(table, 'purchase_days')
  const tenure = columnNamed(table, 'tenure_days')
  const gross = sum(columnNamed(table, 'gross_minor'))
  const bought = sum(purchases)
  const repeat = bought - table.rows
  const observed = sum(tenure) + table.rows
  const scale = pareto?.alpha ?? observed / Math.max(1, table.rows)
  return {
    shape: pareto?.r ?? (repeat / observed) * scale,
    scale,
    meanGrossMinor: bought === 0 ? 0 : gross / bought,
    netShare: gross === 0 ? 1 : Math.max(0, sum(columnNamed(table, 'net_minor')) / gross),
  }
}

/**
 * Expected net revenue of the next 12 months of each customer, if the customer stays: the rate at which somebody with this
 * history buys while there (gamma-Poisson posterior mean), times the value of a purchase day, shrunk to the shop's, times
 * the net share. In minor units; multiplied by the probability of leaving it is the value at stake.
 */
export function valueIfStays(table: ColumnTable, prior: MoneyPrior): Float64Array {
  const purchases = columnNamed(table, 'purchase_days')
  const tenure = columnNamed(table, 'tenure_days')
  const gross = columnNamed(table, 'gross_minor')
  return purchases.map((bought, row) => {
    const rate = (prior.shape + bought - 1) / (prior.scale + (tenure[row] as number))
    const each = ((gross[row] as number) + PRIOR_PURCHASES * prior.meanGrossMinor) / (bought + PRIOR_PURCHASES)
    return rate * DAYS_AHEAD * each * prior.netShare
  })
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0)
