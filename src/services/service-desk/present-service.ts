import { asOfDate } from '../../lib/as-of.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Cell, Fact, Gate, ResultChart, ResultTable } from '../../lib/tool-result.ts'
import type { ServiceContext } from '../context.ts'
import type { MetricWindow } from '../metrics/metric-window.ts'
import type { MeasureServiceData, ServiceChange } from './measure-service.ts'
import type { Waiting } from './summarise-tickets.ts'

interface Scene {
  readonly data: MeasureServiceData
  readonly window: MetricWindow
  readonly compared: { readonly fromDay: number; readonly toDay: number } | null
  readonly gate: Gate | null
}

/** Facts and the table of groups. */
export function presentService(
  ctx: ServiceContext,
  { data, window, compared, gate }: Scene,
): { readonly facts: readonly Fact[]; readonly table: ResultTable | null; readonly chart: ResultChart | null } {
  const [first] = data.groups
  return {
    facts: [
      { id: 'as_of', label: 'As of', value: asOfDate(ctx.asOf), unit: 'date' },
      { id: 'period_from', label: 'From', value: dateOfDay(window.visible.fromDay), unit: 'date' },
      { id: 'period_to', label: 'To', value: dateOfDay(window.visible.toDay - 1), unit: 'date' },
      ...(gate?.failed.includes('imported') === true
        ? [{ id: 'nothing_imported', label: 'Tickets', value: 0, unit: 'tickets' } as const]
        : []),
      { id: 'tickets', label: 'Tickets', value: data.tickets, unit: 'tickets' },
      { id: 'open', label: 'Open', value: data.open, unit: 'tickets' },
      { id: 'unanswered', label: 'Not answered yet', value: data.unanswered, unit: 'tickets' },
      ...waitingFacts('response', 'First response, hours', data.first_response_hours),
      ...waitingFacts('resolution', 'Resolution, hours', data.resolution_hours),
      ...(data.rating === null
        ? []
        : [
            {
              id: 'rating',
              label: 'Rating of the service',
              value: data.rating.value,
              unit: 'stars',
              n: data.rating.n,
            } as const,
          ]),
      ...(data.mood === null
        ? []
        : ([
            { id: 'mood', label: 'Mood', value: data.mood.value, unit: 'score', n: data.mood.n },
            {
              id: 'negative_share',
              label: 'Sound negative',
              value: data.mood.negative_share,
              unit: 'ratio',
              n: data.mood.n,
            },
          ] as const)),
      ...(first === undefined
        ? []
        : ([
            { id: 'top_group', label: 'Most tickets', value: first.group, unit: 'label' },
            { id: 'top_share', label: 'Share', value: first.share, unit: 'ratio', n: data.tickets },
            { id: 'top_tickets', label: 'Tickets', value: first.tickets, unit: 'tickets' },
          ] as const)),
      ...(data.classes_read > 0
        ? [
            {
              id: 'classes_read',
              label: 'Classes read from the text',
              value: data.classes_read,
              unit: 'tickets',
            } as const,
          ]
        : []),
      ...changeFacts(data, compared),
    ],
    table: data.groups.length === 0 ? null : groupTable(data),
    chart: data.groups.length > 1 ? { type: 'bar', x: 'group', y: ['tickets'] } : null,
  }
}

function waitingFacts(id: string, label: string, waiting: Waiting | null): Fact[] {
  if (waiting === null) return []
  const { median, interval, mean, p90, n } = waiting
  return [
    {
      id: `${id}_median`,
      label: `${label} (median)`,
      value: median,
      unit: 'hours',
      n,
      ...(interval === null ? {} : { interval }),
    },
    ...(interval === null
      ? []
      : [
          { id: `${id}_low`, label: 'Lower limit (95 %)', value: interval[0], unit: 'hours' },
          { id: `${id}_high`, label: 'Upper limit (95 %)', value: interval[1], unit: 'hours' },
        ]),
    { id: `${id}_mean`, label: `${label} (mean)`, value: mean, unit: 'hours', n },
    { id: `${id}_p90`, label: `${label}, nine of ten within`, value: p90, unit: 'hours', n },
  ]
}

function changeFacts({ change }: MeasureServiceData, compared: Scene['compared']): Fact[] {
  if (change === null || compared === null) return []
  const facts = (id: string, unit: string, one: ServiceChange | null): Fact[] =>
    one === null
      ? []
      : [
          { id: `${id}_previous`, label: 'Before', value: one.before, unit },
          { id: `${id}_difference`, label: 'Change', value: one.difference, unit, interval: one.interval },
          { id: `${id}_difference_low`, label: 'Lower limit (95 %)', value: one.interval[0], unit },
          { id: `${id}_difference_high`, label: 'Upper limit (95 %)', value: one.interval[1], unit },
        ]
  return [
    { id: 'previous_from', label: 'Compared with, from', value: dateOfDay(compared.fromDay), unit: 'date' },
    { id: 'previous_to', label: 'Compared with, to', value: dateOfDay(compared.toDay - 1), unit: 'date' },
    { id: 'tickets_previous', label: 'Tickets before', value: change.tickets_before, unit: 'tickets' },
    ...facts('response', 'hours', change.first_response_hours),
    ...facts('mood', 'score', change.mood),
    ...facts('rating', 'stars', change.rating),
  ]
}

function groupTable({ groups, by }: MeasureServiceData): ResultTable {
  return {
    columns: [
      { key: 'group', label: by, unit: 'label' },
      { key: 'tickets', label: 'Tickets', unit: 'tickets' },
      { key: 'share', label: 'Share', unit: 'ratio' },
      { key: 'first_response', label: 'First response, median hours', unit: 'hours' },
      { key: 'response_p90', label: 'Nine of ten within', unit: 'hours' },
      { key: 'resolution', label: 'Resolution, median hours', unit: 'hours' },
      { key: 'service_rating', label: 'Rating', unit: 'stars' },
      { key: 'mood', label: 'Mood', unit: 'score' },
      { key: 'negative', label: 'Sound negative', unit: 'ratio' },
      { key: 'open', label: 'Open', unit: 'tickets' },
      { key: 'caution', label: 'Caution', unit: 'label' },
    ],
    rows: groups.map((one): Readonly<Record<string, Cell>> => ({
      group: one.group,
      tickets: one.tickets,
      share: one.share,
      first_response: one.first_response_hours?.median ?? null,
      response_p90: one.first_response_hours?.p90 ?? null,
      resolution: one.resolution_hours?.median ?? null,
      service_rating: one.rating?.value ?? null,
      mood: one.mood?.value ?? null,
      negative: one.mood?.negative_share ?? null,
      open: one.open,
      caution: one.small ? 'few_tickets' : 'enough_ratings',
    })),
    total_rows: groups.length,
  }
}
