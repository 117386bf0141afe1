import type { Filter } from '../../lib/filters.ts'
import { toMajor } from '../../lib/money.ts'
import { resolvePeriod } from '../../lib/periods.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Fact, ResultTable } from '../../lib/tool-result.ts'
import type { AnalyticsEngine, MetricPlan } from '../../store/queries/metrics/metric-plan.ts'
import type { ServiceContext } from '../context.ts'
import { termLabel } from '../definitions/read-definitions.ts'
import { resolvePopulation } from '../population/resolve-population.ts'
import { bucketOf, type DayRange } from './time-buckets.ts'

/** "Bought in A and in B": each condition by itself, so that the answer can show its arithmetic. */
export interface PeriodParts {
  readonly facts: readonly Fact[]
  readonly table: ResultTable
}

interface Part {
  readonly range: DayRange
  /** Customers who meet this part and every other condition but the other parts. */
  readonly customers: number
  /** Net revenue, in this part's days, of the customers who meet all parts. */
  readonly netMinor: number
}

const isPart = (filter: Filter): boolean =>
  filter.period !== undefined &&
  ((filter.field === 'orders' && (filter.op === 'gte' || filter.op === 'gt')) ||
    ((filter.field === 'product_id' || filter.field === 'category') && (filter.op === 'eq' || filter.op === 'in')))

/**
 * The parts of a question about customers who bought in several periods; null when it is not one.
 *
 * The chosen customers' money in each part, and in the days outside all parts, adds up to their total.
 */
export function periodParts(
  ctx: ServiceContext,
  engine: AnalyticsEngine,
  plan: MetricPlan,
  people: readonly Filter[],
): PeriodParts | null {
  const partFilters = people.filter(isPart)
  if (partFilters.length < 2) return null
  const others = people.filter((filter) => !isPart(filter))
  const netMinor = (range: DayRange): number => {
    const [row] = engine.measure({
      ...plan,
      measures: ['gross_minor', 'returns_minor'],
      dimensions: [],
      buckets: [bucketOf(range, ctx.shop.zone)],
    }).rows
    return (row?.values.gross_minor ?? 0) - (row?.values.returns_minor ?? 0)
  }
  const parts: Part[] = partFilters.map((filter) => {
    const period = resolvePeriod(filter.period ?? 'all', ctx.frame)
    const range = { fromDay: period.fromDay, toDay: Math.min(period.toDay, ctx.asOf.day + 1) }
    return {
      range,
      customers: resolvePopulation(ctx, [...others, filter]).customerIds?.size ?? 0,
      netMinor: netMinor(range),
    }
  })
  const both = plan.customers?.length ?? 0
  return { facts: partFacts(ctx, parts, both), table: partTable(ctx, parts, both) }
}

function partFacts(ctx: ServiceContext, parts: readonly Part[], both: number): Fact[] {
  const { language } = ctx
  const { currency } = ctx.shop
  const label = (term: string): string => termLabel(term, language)
  const sum = parts.reduce((total, part) => total + part.netMinor, 0)
  return [
    { id: 'customers_in_all_parts', label: label('customers'), value: both, unit: 'customers' },
    ...parts.flatMap((part, index): Fact[] => {
      const id = index + 1
      return [
        { id: `part_${id}_from`, label: label('period_from'), value: dateOfDay(part.range.fromDay), unit: 'date' },
        { id: `part_${id}_to`, label: label('period_to'), value: dateOfDay(part.range.toDay - 1), unit: 'date' },
        { id: `part_${id}_customers`, label: label('customers'), value: part.customers, unit: 'customers' },
        // With two parts, those of one who are not in the other are those of one minus those in both.
        ...(parts.length === 2
          ? [
              {
                id: `part_${id}_only_customers`,
                label: label('customers'),
                value: part.customers - both,
                unit: 'customers',
              },
            ]
          : []),
        {
          id: `part_${id}_net_revenue`,
          label: label('net_revenue'),
          value: toMajor(part.netMinor, currency),
          unit: currency,
        },
      ]
    }),
    { id: 'parts_net_revenue', label: label('net_revenue'), value: toMajor(sum, currency), unit: currency },
  ]
}

function partTable(ctx: ServiceContext, parts: readonly Part[], both: number): ResultTable {
  const { language } = ctx
  const { currency } = ctx.shop
  const label = (term: string): string => termLabel(term, language)
  return {
    columns: [
      { key: 'from', label: label('period_from'), unit: 'date' },
      { key: 'to', label: label('period_to'), unit: 'date' },
      { key: 'customers', label: label('customers'), unit: 'customers' },
      { key: 'customers_in_all_parts', label: label('customers_in_all_parts'), unit: 'customers' },
      { key: 'net_revenue', label: label('net_revenue_in_all_parts'), unit: currency },
    ],
    rows: parts.map((part) => ({
      from: dateOfDay(part.range.fromDay),
      to: dateOfDay(part.range.toDay - 1),
      customers: part.customers,
      customers_in_all_parts: both,
      net_revenue: toMajor(part.netMinor, currency),
    })),
    total_rows: parts.length,
  }
}
