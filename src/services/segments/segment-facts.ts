import {
  ACTIVE_GAPS,
  AT_RISK_GAPS,
  DORMANT_GAPS,
  MATURE_PURCHASE_DAYS,
  NEW_DAYS,
  WON_BACK_DAYS,
} from '../../compute/segments/lifecycle-stages.ts'
import type { Language } from '../../lib/answer.ts'
import { toMajor } from '../../lib/money.ts'
import type { Fact, ResultTable } from '../../lib/tool-result.ts'
import { columnLabel } from './column-labels.ts'
import type { Migration } from './compare-segmentations.ts'
import type { SegmentDescription } from './describe-segments.ts'
import type { Segmentation } from './segment-by.ts'

export interface SegmentFigures {
  readonly segments: readonly SegmentDescription[]
  readonly segmentation: Segmentation
  readonly migration: Migration | null
  readonly currency: string
  readonly language: Language
}

/**
 * Facts of a segmentation. Fixed segments have ids by name (`size_dormant`), the shop's own words by rank (`size_1`,
 * `segment_1`): a fact's id may hold ASCII only, and is the same for the same question. Money stays in the table, which answers may refer to as well.
 */
export function segmentFacts({
  segments,
  segmentation,
  migration,
}: Omit<SegmentFigures, 'currency' | 'language'>): Fact[] {
  const total = segments.reduce((sum, segment) => sum + segment.size, 0)
  const facts: Fact[] = [
    { id: 'method', label: 'Method', value: segmentation.method, unit: 'label' },
    { id: 'customers_total', label: 'Customers', value: total, unit: 'customers' },
    {
      id: 'segments',
      label: 'Segments with a customer',
      value: segments.filter(({ size }) => size > 0).length,
      unit: 'segments',
    },
  ]
  const before = new Map(migration?.before.map(({ id, size }) => [id, size]))
  for (const [index, segment] of segments.entries()) {
    const suffix = segmentation.unit === 'label' ? segment.id : `${index + 1}`
    if (segmentation.unit === 'text') {
      facts.push({ id: `segment_${suffix}`, label: `Segment ${suffix}`, value: segment.id, unit: 'text' })
    }
    facts.push(
      { id: `size_${suffix}`, label: `Customers in ${segment.id}`, value: segment.size, unit: 'customers' },
      { id: `share_${suffix}`, label: `Share of ${segment.id}`, value: segment.share, unit: 'ratio', n: total },
    )
    if (migration !== null) facts.push(...changeFacts(suffix, segment, before.get(segment.id) ?? 0))
  }
  if (segmentation.method === 'lifecycle') facts.push(...lifecycleFacts(segments, before, migration !== null))
  const largest = segments.reduce((a, b) => (b.size > a.size ? b : a), segments[0] ?? { id: '', size: 0, share: 0 })
  facts.push(
    { id: 'largest', label: 'Largest segment', value: total === 0 ? null : largest.id, unit: segmentation.unit },
    { id: 'largest_size', label: 'Customers in the largest segment', value: largest.size, unit: 'customers' },
    { id: 'largest_share', label: 'Share of the largest segment', value: largest.share, unit: 'ratio' },
  )
  if (migration !== null) {
    facts.push(
      { id: 'before_total', label: 'Customers then', value: migration.before_total, unit: 'customers' },
      {
        id: 'change_total',
        label: 'Customers more or fewer',
        value: total - migration.before_total,
        unit: 'customers',
      },
      { id: 'moved', label: 'Customers who changed segment', value: migration.moved, unit: 'customers' },
      { id: 'joined', label: 'Customers who were not there then', value: migration.joined, unit: 'customers' },
      { id: 'left', label: 'Customers who are no longer there', value: migration.left, unit: 'customers' },
    )
  }
  return facts
}

const changeFacts = (suffix: string, segment: SegmentDescription, before: number): Fact[] => [
  { id: `before_${suffix}`, label: `Customers in ${segment.id} then`, value: before, unit: 'customers' },
  { id: `change_${suffix}`, label: `Change of ${segment.id}`, value: segment.size - before, unit: 'customers' },
]

function lifecycleFacts(
  segments: readonly SegmentDescription[],
  before: ReadonlyMap<string, number>,
  compared: boolean,
): Fact[] {
  const active = segments.filter(({ id }) => id === 'growing' || id === 'mature')
  const sizeNow = active.reduce((sum, { size }) => sum + size, 0)
  const wonBack = segments.reduce((sum, { profile }) => sum + profile.won_back, 0)
  const facts: Fact[] = [
    { id: 'size_active', label: 'Active customers (growing and mature)', value: sizeNow, unit: 'customers' },
    {
      id: 'share_active',
      label: 'Share of active customers',
      value: active.reduce((sum, { share }) => sum + share, 0),
      unit: 'ratio',
    },
    {
      id: 'size_won_back',
      label: 'Customers won back in the last 90 days, also counted in their stage',
      value: wonBack,
      unit: 'customers',
    },
  ]
  facts.push(
    { id: 'new_days', label: 'Days for which a customer is new', value: NEW_DAYS, unit: 'days' },
    {
      id: 'mature_days',
      label: 'Purchase days from which an active customer is mature',
      value: MATURE_PURCHASE_DAYS,
      unit: 'days',
    },
    {
      id: 'active_gaps',
      label: 'Expected gaps of silence up to which a customer is active',
      value: ACTIVE_GAPS,
      unit: 'gaps',
    },
    { id: 'at_risk_gaps', label: 'Expected gaps up to which a customer is at risk', value: AT_RISK_GAPS, unit: 'gaps' },
    { id: 'dormant_gaps', label: 'Expected gaps up to which a customer is dormant', value: DORMANT_GAPS, unit: 'gaps' },
    { id: 'won_back_days', label: 'Days for which a return counts as won back', value: WON_BACK_DAYS, unit: 'days' },
  )
  if (compared) {
    const sizeBefore = (before.get('growing') ?? 0) + (before.get('mature') ?? 0)
    facts.push(
      { id: 'before_active', label: 'Active customers then', value: sizeBefore, unit: 'customers' },
      { id: 'change_active', label: 'Change of active customers', value: sizeNow - sizeBefore, unit: 'customers' },
    )
  }
  return facts
}

/** One row for each segment; empty ones of a fixed set stay, so that the sizes visibly add up. */
export function segmentTable({ segments, segmentation, migration, currency, language }: SegmentFigures): ResultTable {
  const before = new Map(migration?.before.map(({ id, size }) => [id, size]))
  const money = (minor: number | null): number | null => (minor === null ? null : toMajor(minor, currency))
  const rows = segments.map(({ id, size, share, profile }) => ({
    segment: id,
    customers: size,
    share,
    ...(migration === null ? {} : { before: before.get(id) ?? 0, change: size - (before.get(id) ?? 0) }),
    net_revenue: money(profile.net_revenue_minor),
    net_revenue_share: profile.net_revenue_share,
    average_order_value: money(profile.average_order_value_minor),
    median_recency_days: profile.median_recency_days,
    median_orders: profile.median_orders,
  }))
  return {
    columns: [
      { key: 'segment', label: columnLabel('segment', language), unit: segmentation.unit },
      { key: 'customers', label: columnLabel('customers', language), unit: 'customers' },
      { key: 'share', label: columnLabel('share', language), unit: 'ratio' },
      ...(migration === null
        ? []
        : [
            { key: 'before', label: columnLabel('before', language), unit: 'customers' },
            { key: 'change', label: columnLabel('change', language), unit: 'customers' },
          ]),
      { key: 'net_revenue', label: columnLabel('net_revenue', language), unit: currency },
      { key: 'net_revenue_share', label: columnLabel('net_revenue_share', language), unit: 'ratio' },
      { key: 'average_order_value', label: columnLabel('average_order_value', language), unit: currency },
      { key: 'median_recency_days', label: columnLabel('median_recency_days', language), unit: 'days' },
      { key: 'median_orders', label: columnLabel('median_orders', language), unit: 'orders' },
    ],
    rows,
    total_rows: rows.length,
  }
}
