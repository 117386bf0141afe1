import type { CustomerFeatures } from '../../features/customer-features.ts'
import type { PeriodInput } from '../../lib/filters.ts'
import type { Period } from '../../lib/periods.ts'
import { readPeriodTotals } from '../../store/queries/customers/read-period-totals.ts'
import type { ServiceContext } from '../context.ts'
import { periodInData } from '../population/period-in-data.ts'

/** What each customer ordered and brought in one period, by position in the features; 0 for those who did neither. */
export interface PeriodColumns {
  readonly period: Period
  readonly orders: Float64Array
  readonly grossMinor: Float64Array
  /** Orders of the period less returns dated in it: below 0 for somebody who only sent things back. */
  readonly netMinor: Float64Array
}

/** Orders and revenue of a period for every customer. */
export function periodColumns(ctx: ServiceContext, features: CustomerFeatures, input: PeriodInput): PeriodColumns {
  const period = periodInData(input, ctx.frame, 'sort_period')
  const column = (): Float64Array => new Float64Array(features.size)
  const columns = { period, orders: column(), grossMinor: column(), netMinor: column() }
  for (const [id, totals] of readPeriodTotals(ctx.store, ctx.asOf.until, period)) {
    const position = features.positionOf(id)
    if (position < 0) continue
    columns.orders[position] = totals.orders
    columns.grossMinor[position] = totals.grossMinor
    columns.netMinor[position] = totals.grossMinor - totals.returnsMinor
  }
  return columns
}
