import { asOfDate } from '../../lib/as-of.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Cell, Fact, Gate, ResultChart, ResultTable } from '../../lib/tool-result.ts'
import type { ServiceContext } from '../context.ts'
import type { MetricWindow } from '../metrics/metric-window.ts'
import { isGrain } from '../voice/voice-dimensions.ts'
import { isDispatch, type DeliveryDimension } from './delivery-dimensions.ts'
import { lateFacts } from './late-facts.ts'
import type { MeasureDeliveryData } from './measure-delivery.ts'

interface Scene {
  readonly data: MeasureDeliveryData
  readonly window: MetricWindow
  readonly by: DeliveryDimension | null
  readonly gate: Gate | null
}

interface Presented {
  readonly facts: readonly Fact[]
  readonly table: ResultTable | null
  readonly chart: ResultChart | null
}

/** Facts, and a table of the groups, or of the stuck parcels where nothing is split. */
export function presentDelivery(ctx: ServiceContext, { data, window, by, gate }: Scene): Presented {
  return {
    facts: [
      { id: 'as_of', label: 'As of', value: asOfDate(ctx.asOf), unit: 'date' },
      { id: 'period_from', label: 'From', value: dateOfDay(window.visible.fromDay), unit: 'date' },
      { id: 'period_to', label: 'To', value: dateOfDay(window.visible.toDay - 1), unit: 'date' },
      ...(gate?.failed.includes('imported') === true
        ? [{ id: 'nothing_imported', label: 'Deliveries', value: 0, unit: 'orders' } as const]
        : []),
      ...(gate === null ? summaryFacts(data) : []),
      ...differenceFacts(data),
      ...lateFacts(data.effect_on_rating),
    ],
    table: by === null ? stuckTable(data) : groupTable(data),
    chart:
      by !== null && data.groups.length > 1
        ? { type: !isDispatch(by) && isGrain(by) ? 'line' : 'bar', x: 'group', y: ['mean_days', 'p90_days'] }
        : null,
  }
}

function summaryFacts({ lead_days: lead, late, ...data }: MeasureDeliveryData): Fact[] {
  return [
    { id: 'orders', label: 'Orders', value: data.orders, unit: 'orders' },
    { id: 'delivered', label: 'Delivered', value: data.delivered, unit: 'orders' },
    { id: 'under_way', label: 'Under way', value: data.under_way, unit: 'orders' },
    { id: 'overdue', label: 'Overdue', value: data.overdue, unit: 'orders' },
    { id: 'stuck', label: 'Stuck parcels', value: data.stuck, unit: 'orders' },
    ...(data.stuck > 0
      ? [{ id: 'has_stuck', label: 'Stuck parcels', value: data.stuck, unit: 'orders' } as const]
      : []),
    ...(lead === null
      ? []
      : ([
          {
            id: 'lead_mean',
            label: 'Mean lead time in days',
            value: lead.mean,
            unit: 'lead_days',
            n: data.delivered,
            ...(lead.interval === null ? {} : { interval: lead.interval }),
          },
          { id: 'lead_median', label: 'Median lead time', value: lead.median, unit: 'lead_days', n: data.delivered },
          { id: 'lead_p90', label: '90 % within', value: lead.p90, unit: 'lead_days', n: data.delivered },
        ] as const)),
    ...(late === null
      ? []
      : ([
          {
            id: 'late_share',
            label: 'Late',
            value: late.share,
            unit: 'ratio',
            n: late.promised,
            interval: late.interval,
          },
          { id: 'late_share_low', label: 'Lower limit (95 %)', value: late.interval[0], unit: 'ratio' },
          { id: 'late_share_high', label: 'Upper limit (95 %)', value: late.interval[1], unit: 'ratio' },
          { id: 'late_orders', label: 'Late orders', value: late.late, unit: 'orders' },
          { id: 'promised_orders', label: 'Delivered with a promised day', value: late.promised, unit: 'orders' },
        ] as const)),
  ]
}

function differenceFacts({ difference }: MeasureDeliveryData): Fact[] {
  if (difference === null) return []
  const { mean_interval: days, late_interval: shares } = difference
  // Told from the slower group, so that a difference reads as "longer".
  const turned = difference.mean_difference < 0
  const sign = turned ? -1 : 1
  const ends = ([low, high]: readonly [number, number]): readonly [number, number] =>
    turned ? [-high, -low] : [low, high]
  const [low, high] = ends(days)
  const late = shares === null ? null : ends(shares)
  return [
    { id: 'slower', label: 'Slower group', value: turned ? difference.b : difference.a, unit: 'text' },
    { id: 'faster', label: 'Faster group', value: turned ? difference.a : difference.b, unit: 'text' },
    {
      id: 'slower_by',
      label: 'Difference of means',
      value: sign * difference.mean_difference,
      unit: 'lead_days',
      interval: [low, high],
    },
    { id: 'slower_by_low', label: 'Lower limit (95 %)', value: low, unit: 'lead_days' },
    { id: 'slower_by_high', label: 'Upper limit (95 %)', value: high, unit: 'lead_days' },
    {
      id: 'slower_by_median',
      label: 'Difference of medians',
      value: sign * difference.median_difference,
      unit: 'lead_days',
    },
    {
      id: 'slower_by_p90',
      label: 'Difference of 90 % quantiles',
      value: sign * difference.p90_difference,
      unit: 'lead_days',
    },
    ...(difference.late_difference === null || late === null
      ? []
      : ([
          {
            id: 'late_share_gap',
            label: 'Difference of late shares',
            value: sign * difference.late_difference,
            unit: 'points',
            interval: late,
          },
          { id: 'late_share_gap_low', label: 'Lower limit (95 %)', value: late[0], unit: 'points' },
          { id: 'late_share_gap_high', label: 'Upper limit (95 %)', value: late[1], unit: 'points' },
        ] as const)),
  ]
}

function groupTable({ groups }: MeasureDeliveryData): ResultTable {
  return {
    columns: [
      { key: 'group', label: 'Group', unit: 'text' },
      { key: 'delivered', label: 'Delivered', unit: 'orders' },
      { key: 'mean_days', label: 'Mean days', unit: 'lead_days' },
      { key: 'median_days', label: 'Median days', unit: 'lead_days' },
      { key: 'p90_days', label: '90 % within', unit: 'lead_days' },
      { key: 'late_share', label: 'Late', unit: 'ratio' },
      { key: 'late_low', label: 'Lower limit (95 %)', unit: 'ratio' },
      { key: 'late_high', label: 'Upper limit (95 %)', unit: 'ratio' },
      { key: 'stuck', label: 'Stuck', unit: 'orders' },
      { key: 'caution', label: 'Caution', unit: 'label' },
    ],
    rows: groups.map(({ group, delivered, lead_days: lead, late, stuck, small }): Readonly<Record<string, Cell>> => ({
      group,
      delivered,
      mean_days: lead?.mean ?? null,
      median_days: lead?.median ?? null,
      p90_days: lead?.p90 ?? null,
      late_share: late?.share ?? null,
      late_low: late?.interval[0] ?? null,
      late_high: late?.interval[1] ?? null,
      stuck,
      caution: small ? 'few_deliveries' : 'enough_ratings',
    })),
    total_rows: groups.length,
  }
}

function stuckTable({ stuck_parcels: parcels, stuck }: MeasureDeliveryData): ResultTable | null {
  if (parcels.length === 0) return null
  return {
    columns: [
      { key: 'order_id', label: 'Stuck order', unit: 'id' },
      { key: 'shipped_on', label: 'Shipped on', unit: 'date' },
      { key: 'days', label: 'Days under way', unit: 'days' },
      { key: 'region', label: 'Region', unit: 'text' },
      { key: 'city', label: 'City', unit: 'text' },
    ],
    rows: parcels.map((parcel) => ({ ...parcel })),
    total_rows: stuck,
  }
}
