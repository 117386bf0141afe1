import type { RfmTotals } from '../../compute/segments/rfm-totals.ts'
import { RFM_SEGMENTS, type RfmSegment } from '../../compute/segments/rfm-segments.ts'

export interface RfmSegmentSummary {
  readonly id: RfmSegment
  readonly size: number
  readonly share: number
  readonly revenue_minor: number
  /** Of the revenue of everyone counted; null when that is not positive. */
  readonly revenue_share: number | null
  readonly mean_recency_days: number | null
  readonly mean_frequency: number | null
}

/** Size, revenue and means of each segment over the counted positions; all eleven, empty ones too. */
export function summariseRfm(
  { totals, recencyDays, codes }: { totals: RfmTotals; recencyDays: Int32Array; codes: Int8Array },
  counted: readonly number[],
): readonly RfmSegmentSummary[] {
  const sums = RFM_SEGMENTS.map(() => ({ size: 0, revenue: 0, recency: 0, frequency: 0 }))
  let revenue = 0
  for (const i of counted) {
    const sum = sums[codes[i] ?? -1]
    if (sum === undefined) continue
    const monetary = totals.monetaryMinor[i] ?? 0
    sum.size += 1
    sum.revenue += monetary
    sum.recency += recencyDays[i] ?? 0
    sum.frequency += totals.frequency[i] ?? 0
    revenue += monetary
  }
  return RFM_SEGMENTS.map((id, code) => {
    const sum = sums[code] ?? { size: 0, revenue: 0, recency: 0, frequency: 0 }
    const mean = (value: number): number | null => (sum.size === 0 ? null : value / sum.size)
    return {
      id,
      size: sum.size,
      share: counted.length === 0 ? 0 : sum.size / counted.length,
      revenue_minor: sum.revenue,
      revenue_share: revenue > 0 ? sum.revenue / revenue : null,
      mean_recency_days: mean(sum.recency),
      mean_frequency: mean(sum.frequency),
    }
  })
}
