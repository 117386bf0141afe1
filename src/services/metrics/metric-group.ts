import type { BaseMeasure, Bucket, MetricPlan } from '../../store/queries/metrics/metric-plan.ts'
import type { MeasureValues, MetricName } from './metric-catalogue.ts'

export interface GroupRanking {
  /** The metric by which groups are ranked, 'name', or null for the order of time and names. */
  readonly by: MetricName | 'name' | 'change' | null
  readonly direction: 'asc' | 'desc'
  readonly limit: number | null
}

export interface GroupRequest {
  readonly plan: MetricPlan
  /** The same stretches of the period to compare with; null without a comparison. */
  readonly previousBuckets: readonly Bucket[] | null
  readonly metrics: readonly MetricName[]
  readonly ranking: GroupRanking
}

export interface MetricGroup {
  readonly bucket: number
  readonly groups: readonly string[]
  /** A group by name, everything outside a top list, or what no product accounts for (discounts on whole orders). */
  readonly kind: 'group' | 'rest' | 'unattributed'
  readonly values: MeasureValues
  /** Null without a comparison. */
  readonly previous: MeasureValues | null
}

export const groupKey = (bucket: number, groups: readonly string[]): string => JSON.stringify([bucket, ...groups])

/** Measures of several groups added up. */
export function sumValues(rows: readonly { readonly values: MeasureValues }[]): MeasureValues {
  const sum: Partial<Record<BaseMeasure, number>> = {}
  for (const { values } of rows) {
    for (const [measure, value] of Object.entries(values) as [BaseMeasure, number][]) {
      sum[measure] = (sum[measure] ?? 0) + value
    }
  }
  return sum
}
