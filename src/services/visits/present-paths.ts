import { asOfDate } from '../../lib/as-of.ts'
import type { Period } from '../../lib/periods.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Fact, ResultChart, ResultTable } from '../../lib/tool-result.ts'
import type { ServiceContext } from '../context.ts'
import type { AnalyzePathsData } from './analyze-paths.ts'
import { STEP_WORDS } from './step-words.ts'

interface Presented {
  readonly facts: readonly Fact[]
  readonly table: ResultTable
  readonly chart: ResultChart | null
  readonly suggestions: readonly string[]
}

const TOLD = 5

/** Facts and table of paths, each path as a line of words. */
export function presentPaths(
  { asOf, language }: Pick<ServiceContext, 'asOf' | 'language'>,
  data: AnalyzePathsData,
  period: Period,
): Presented {
  const words = (steps: readonly string[]): string =>
    steps.map((step) => STEP_WORDS[language][step] ?? step).join(' → ')
  const before = data.paths.filter(({ converted }) => converted)
  const without = data.paths.filter(({ converted }) => !converted)
  const counted = (
    prefix: string,
    rows: readonly { readonly visits: number; readonly visitors: number; readonly share: number }[],
    valueOf: (at: number) => Pick<Fact, 'value' | 'unit'>,
  ): Fact[] =>
    rows.slice(0, TOLD).flatMap((row, at): Fact[] => [
      { id: `${prefix}_${at + 1}`, label: LABELS[prefix] ?? prefix, ...valueOf(at) },
      { id: `${prefix}_${at + 1}_visits`, label: 'Visits', value: row.visits, unit: 'visits' },
      { id: `${prefix}_${at + 1}_visitors`, label: 'Visitors', value: row.visitors, unit: 'visitors' },
      { id: `${prefix}_${at + 1}_share`, label: 'Share', value: row.share, unit: 'ratio' },
    ])
  const text = (value: string): Pick<Fact, 'value' | 'unit'> => ({ value, unit: 'text' })
  const label = (value: string | undefined): Pick<Fact, 'value' | 'unit'> => ({ value: value ?? null, unit: 'label' })
  const facts: Fact[] = [
    { id: 'as_of', label: 'As of', value: asOfDate(asOf), unit: 'date' },
    { id: 'period_from', label: 'From', value: dateOfDay(period.fromDay), unit: 'date' },
    { id: 'period_to', label: 'To', value: dateOfDay(period.toDay - 1), unit: 'date' },
    { id: 'visits', label: 'Visits', value: data.visits, unit: 'visits' },
    { id: 'order_visits', label: 'Visits with an order', value: data.with_order.visits, unit: 'visits' },
    { id: 'order_visitors', label: 'Visitors with an order', value: data.with_order.visitors, unit: 'visitors' },
    { id: 'lost_visits', label: 'Visits without an order', value: data.without_order.visits, unit: 'visits' },
    { id: 'lost_visitors', label: 'Visitors without an order', value: data.without_order.visitors, unit: 'visitors' },
    { id: 'paths_found', label: 'Different paths', value: data.paths_found, unit: 'paths' },
    ...counted('path', before, (at) => text(words(before[at]?.steps ?? []))),
    ...counted('lost_path', without, (at) => text(words(without[at]?.steps ?? []))),
    ...counted('exit', data.exits, (at) => label(data.exits[at]?.step)),
    ...counted('stuck', data.stuck, (at) => label(data.stuck[at]?.step)),
    ...counted('loop', data.loops, (at) => label(data.loops[at]?.step)),
  ]
  const rows = data.paths.map(({ steps, visits, visitors, share, converted }) => ({
    path: words(steps),
    order: converted ? 'yes' : 'no',
    visits,
    visitors,
    share,
  }))
  return {
    facts,
    table: {
      columns: [
        { key: 'path', label: 'Path', unit: 'text' },
        { key: 'order', label: 'Order made', unit: 'label' },
        { key: 'visits', label: 'Visits', unit: 'visits' },
        { key: 'visitors', label: 'Visitors', unit: 'visitors' },
        { key: 'share', label: 'Share', unit: 'ratio' },
      ],
      rows,
      total_rows: data.paths_found,
    },
    chart: rows.length > 1 ? { type: 'bar', x: 'path', y: ['visits'], by: 'order' } : null,
    suggestions:
      language === 'zh'
        ? ['看看各设备的结账漏斗', '加购之后没有结账的人做了什么？']
        : ['Show me the checkout funnel by device', 'Which paths begin with a search?'],
  }
}

const LABELS: Readonly<Record<string, string>> = {
  path: 'Path before an order',
  lost_path: 'Path without an order',
  exit: 'Last thing done',
  stuck: 'Furthest stage',
  loop: 'Done several times in a row',
}
