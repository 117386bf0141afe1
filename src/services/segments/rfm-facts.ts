import type { RfmCutPoints } from '../../compute/segments/rfm-scores.ts'
import type { Language } from '../../lib/answer.ts'
import { asOfDate, type AsOf } from '../../lib/as-of.ts'
import { toMajor } from '../../lib/money.ts'
import type { Period } from '../../lib/periods.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Fact, ResultTable } from '../../lib/tool-result.ts'
import { columnLabel } from './column-labels.ts'
import type { RfmSegmentSummary } from './summarise-rfm.ts'

export interface RfmFigures {
  readonly segments: readonly RfmSegmentSummary[]
  readonly cutPoints: RfmCutPoints | null
  readonly currency: string
  readonly revenue: 'net' | 'gross'
  readonly period: Period | null
  readonly asOf: AsOf
  readonly customers: number
  readonly language: Language
}

const PERCENT = [20, 40, 60, 80] as const

export function rfmFacts({ segments, cutPoints, currency, revenue, period, asOf, customers }: RfmFigures): Fact[] {
  const facts: Fact[] = [
    { id: 'as_of', label: 'As of', value: asOfDate(asOf), unit: 'date' },
    { id: 'customers_total', label: 'Customers with a valid order', value: customers, unit: 'customers' },
    { id: 'revenue_kind', label: 'Revenue', value: `${revenue}_revenue`, unit: 'label' },
  ]
  if (period !== null) {
    facts.push(
      { id: 'period_from', label: 'Orders from', value: dateOfDay(period.fromDay), unit: 'date' },
      { id: 'period_to', label: 'Orders to', value: dateOfDay(Math.min(period.toDay - 1, asOf.day)), unit: 'date' },
    )
  }
  for (const { id, size, share, revenue_share: revenueShare } of segments) {
    facts.push(
      { id: `size_${id}`, label: `Customers in ${id}`, value: size, unit: 'customers' },
      { id: `share_${id}`, label: `Share of ${id}`, value: share, unit: 'ratio', n: customers },
      { id: `revenue_share_${id}`, label: `Share of revenue of ${id}`, value: revenueShare, unit: 'ratio' },
    )
  }
  const largest = segments.reduce((a, b) => (b.size > a.size ? b : a), segments[0] ?? { id: 'lost', size: 0, share: 0 })
  facts.push(
    { id: 'largest', label: 'Largest segment', value: customers === 0 ? null : largest.id, unit: 'label' },
    { id: 'largest_size', label: 'Customers in the largest segment', value: largest.size, unit: 'customers' },
    { id: 'largest_share', label: 'Share of the largest segment', value: largest.share, unit: 'ratio' },
  )
  for (const [index, percent] of PERCENT.entries()) {
    if (cutPoints === null) break
    facts.push(
      {
        id: `cut_recency_${percent}`,
        label: `${percent} % cut of recency`,
        value: cutPoints.recency[index] ?? null,
        unit: 'days',
      },
      {
        id: `cut_frequency_${percent}`,
        label: `${percent} % cut of frequency`,
        value: cutPoints.frequency[index] ?? null,
        unit: 'orders',
      },
      {
        id: `cut_monetary_${percent}`,
        label: `${percent} % cut of monetary`,
        value: toMajor(cutPoints.monetary[index] ?? 0, currency),
        unit: currency,
      },
    )
  }
  return facts
}

export function rfmTable({ segments, currency, language }: RfmFigures): ResultTable {
  const rows = segments.map((segment) => ({
    segment: segment.id,
    customers: segment.size,
    share: segment.share,
    revenue: toMajor(segment.revenue_minor, currency),
    revenue_share: segment.revenue_share,
    mean_recency_days: segment.mean_recency_days,
    mean_orders: segment.mean_frequency,
  }))
  return {
    columns: [
      { key: 'segment', label: columnLabel('segment', language), unit: 'label' },
      { key: 'customers', label: columnLabel('customers', language), unit: 'customers' },
      { key: 'share', label: columnLabel('share', language), unit: 'ratio' },
      { key: 'revenue', label: columnLabel('revenue', language), unit: currency },
      { key: 'revenue_share', label: columnLabel('revenue_share', language), unit: 'ratio' },
      { key: 'mean_recency_days', label: columnLabel('mean_recency_days', language), unit: 'days' },
      { key: 'mean_orders', label: columnLabel('mean_orders', language), unit: 'orders' },
    ],
    rows,
    total_rows: rows.length,
  }
}
