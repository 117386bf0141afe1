import { readPredictions } from '../../store/queries/customers/read-customer-numbers.ts'
import { churnProbabilitiesAsOf } from '../churn/probabilities-as-of.ts'
import type { ServiceContext } from '../context.ts'
import { loadModel } from '../models/load-model.ts'
import { featuresOf } from '../population/population-frame.ts'
import { DISCOUNT } from '../value/forecast-value.ts'
import { loadValueForecast } from '../value/load-value-forecast.ts'
import { VALUE_MONTHS, valueModel } from '../value/value-model.ts'
import type { ValueParameters } from '../value/value-parameters.ts'

/** By what the first of an audience are taken; the largest first, for `recency_days` the smallest. */
export const AUDIENCE_ORDERS = [
  'expected_value',
  'churn_probability',
  'probability_alive',
  'net_revenue',
  'gross_revenue',
  'orders',
  'recency_days',
  'days_since_order',
] as const
export type AudienceOrder = (typeof AUDIENCE_ORDERS)[number]

const PREDICTED: ReadonlySet<AudienceOrder> = new Set(['expected_value', 'churn_probability', 'probability_alive'])

/** Whether an order rests on a prediction, so that whoever refused profiling has no place in it. */
export const isPredicted = (order: AudienceOrder): boolean => PREDICTED.has(order)

/**
 * The figure that ranks each customer, larger first; null when the model behind it cannot be had yet.
 */
export async function rankKeys(ctx: ServiceContext, order: AudienceOrder): Promise<((id: string) => number) | null> {
  const features = featuresOf(ctx)
  if (order === 'churn_probability') {
    const stored = readPredictions(ctx.store, 'churn', ctx.asOf.until)
    const known = stored.size > 0 ? stored : churnProbabilitiesAsOf(ctx)
    return known.size === 0 ? null : (id) => known.get(id) ?? Number.NEGATIVE_INFINITY
  }
  if (order === 'expected_value' || order === 'probability_alive') {
    const { run } = await loadModel<ValueParameters>(ctx, valueModel)
    if (run === null) return null
    const { buyers, forecast } = await loadValueForecast(ctx, run, { months: VALUE_MONTHS, discount: DISCOUNT })
    const column = order === 'expected_value' ? forecast.valueMinor : forecast.alive
    const known = new Map(
      Array.from(buyers.positions, (position, row) => [features.customerIds[position] ?? '', column[row] ?? 0]),
    )
    return (id) => known.get(id) ?? Number.NEGATIVE_INFINITY
  }
  const columns = {
    net_revenue: features.netMinor,
    gross_revenue: features.grossMinor,
    orders: features.frequency,
    recency_days: features.recencyDays,
    days_since_order: features.recencyDays,
  }
  const column = columns[order]
  return (id) => {
    const value = column[features.positionOf(id)] ?? -1
    if (order === 'recency_days') return value < 0 ? Number.NEGATIVE_INFINITY : -value
    return value
  }
}
