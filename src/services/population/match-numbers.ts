import { churnProbabilitiesAsOf } from '../churn/probabilities-as-of.ts'
import { InvalidInputError } from '../../lib/errors.ts'
import { toMinor } from '../../lib/money.ts'
import { MS_PER_DAY } from '../../lib/time-zone.ts'
import {
  readLatestPredictions,
  readPredictions,
  readRatings,
} from '../../store/queries/customers/read-customer-numbers.ts'
import { readPeriodTotals, type PeriodTotals } from '../../store/queries/customers/read-period-totals.ts'
import { ALL_DAYS } from '../../store/queries/customers/valid-as-of.ts'
import { FRESH_DAYS } from '../models/staleness.ts'
import type { CheckedFilter } from './checked-filter.ts'
import { byCustomerId, type Matcher, type PopulationFrame } from './population-frame.ts'
import { dayTest, numberTest } from './value-tests.ts'

/** The model whose predictions serve a field. */
const MODELS = {
  churn_probability: 'churn',
  probability_alive: 'alive',
  expected_value: 'value',
  risk_score: 'risk',
} as const

/** Conditions on what a customer's orders, reviews and predictions add up to; null when the field is not of this kind. */
export function matchNumbers(frame: PopulationFrame, filter: CheckedFilter): Matcher | null {
  const { ctx, features } = frame
  switch (filter.field) {
    case 'orders':
    case 'net_revenue':
    case 'gross_revenue':
      return matchTotals(frame, filter)
    case 'recency_days':
    case 'days_since_order': {
      const test = numberTest(filter)
      return (position) => {
        const days = features.recencyDays[position] ?? -1
        return test(days < 0 ? null : days)
      }
    }
    case 'first_order_at':
    case 'last_order_at': {
      const test = dayTest(filter, ctx.frame)
      const instants = filter.field === 'first_order_at' ? features.firstOrderAt : features.lastOrderAt
      return (position) => {
        const instant = instants[position] ?? Number.NaN
        return test(Number.isNaN(instant) ? null : ctx.shop.zone.dayOf(instant))
      }
    }
    case 'rating': {
      const test = numberTest(filter)
      const none = filter.op === 'ne' || filter.op === 'not_in'
      const ratings = readRatings(ctx.store, ctx.asOf.until, filter.period ?? ALL_DAYS)
      return byCustomerId(frame, ratings, (given) =>
        given === undefined ? test(null) : none ? given.every(test) : given.some(test),
      )
    }
    case 'churn_probability':
    case 'probability_alive':
    case 'expected_value':
    case 'risk_score':
      return matchPrediction(frame, filter, MODELS[filter.field])
    default:
      return null
  }
}

function matchTotals(frame: PopulationFrame, filter: CheckedFilter): Matcher {
  const { ctx, features } = frame
  const test = numberTest(inMinor(filter, ctx.shop.currency))
  const { field, period } = filter
  if (period === null) {
    const column =
      field === 'orders' ? features.frequency : field === 'net_revenue' ? features.netMinor : features.grossMinor
    return (position) => test(column[position] ?? 0)
  }
  const measure = (totals: PeriodTotals | undefined): number => {
    if (totals === undefined) return 0
    if (field === 'orders') return totals.orders
    return field === 'net_revenue' ? totals.grossMinor - totals.returnsMinor : totals.grossMinor
  }
  return byCustomerId(frame, readPeriodTotals(ctx.store, ctx.asOf.until, period), (totals) => test(measure(totals)))
}

function matchPrediction(frame: PopulationFrame, filter: CheckedFilter, model: string): Matcher {
  const { ctx } = frame
  // A year of orders is hardly another after a day: scores of risk serve as long as their model may.
  const stored =
    model === MODELS.risk_score
      ? readLatestPredictions(ctx.store, model, ctx.asOf.until - FRESH_DAYS * MS_PER_DAY, ctx.asOf.until)
      : readPredictions(ctx.store, model, ctx.asOf.until)
  const predictions = stored.size === 0 && model === MODELS.churn_probability ? churnProbabilitiesAsOf(ctx) : stored
  if (predictions.size === 0) {
    throw new InvalidInputError(
      `${filter.field} is not available: no ${model} model has been trained for this as-of date`,
      {
        field: `filters.${filter.field}`,
        hint: 'Filter by days_since_order, lifecycle or rfm_segment, which need no model.',
        details: { reason_code: 'not_available' },
      },
    )
  }
  const test = numberTest(inMinor(filter, ctx.shop.currency))
  return byCustomerId(frame, predictions, (value) => test(value ?? null))
}

/** Money is written in major units and compared in minor ones. */
const inMinor = (filter: CheckedFilter, currency: string): Pick<CheckedFilter, 'op' | 'values'> =>
  filter.kind === 'money'
    ? { op: filter.op, values: filter.values.map((value) => toMinor(Number(value), currency)) }
    : filter
