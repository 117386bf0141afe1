import type { Language } from '../../lib/answer.ts'
import { toMajor } from '../../lib/money.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Cell, ResultTable, TableColumn } from '../../lib/tool-result.ts'
import { termLabel } from '../definitions/read-definitions.ts'
import type { MetricGroup } from './metric-group.ts'
import { isMoney, METRICS, metricValue, type MeasureValues, type MetricName } from './metric-catalogue.ts'
import type { DimensionName } from './metric-dimensions.ts'
import type { AnsweredQuestion } from './metrics-question.ts'

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** Columns of words of the product, translated where they are shown; the others hold the shop's own names. */
const LABEL_DIMENSIONS: readonly DimensionName[] = [
  'weekday',
  'channel',
  'device',
  'status',
  'price_band',
  'gender',
  'lifecycle',
  'value_tier',
  'rfm_segment',
]

export const dimensionUnit = (name: DimensionName): string =>
  LABEL_DIMENSIONS.includes(name)
    ? 'label'
    : name === 'day'
      ? 'date'
      : name === 'product_id' || name === 'customer_id'
        ? 'id'
        : 'text'

/** Money per something and money in major units with the currency as unit; else the metric's own unit. */
export function metricUnit(metric: MetricName, currency: string): string {
  if (isMoney(metric)) return currency
  const found = METRICS[metric]
  return found.kind === 'quantity' ? found.quantity.unit : found.unit
}

/** The metric as tables and facts show it: money in major units. */
export function shownValue(metric: MetricName, values: MeasureValues, currency: string): number | null {
  const value = metricValue(metric, values)
  return value === null ? null : isMoney(metric) ? toMajor(value, currency) : value
}

/** now / before - 1; empty where there was nothing before. */
export const relativeChange = (now: number | null, before: number | null): number | null =>
  now === null || before === null || before === 0 ? null : now / before - 1

/** Whether each group's value is a part of the total, so that it has a share of it. */
export const hasShares = ({ metrics, dimensions, collected }: AnsweredQuestion): boolean => {
  const [metric] = metrics
  if (metric === undefined || dimensions.length === 0) return false
  const found = METRICS[metric]
  return found.kind === 'quantity' && found.quantity.additive && (metricValue(metric, collected.total) ?? 0) > 0
}

/** A group's value as a table shows it. */
export function groupName(
  dimension: DimensionName,
  value: string,
  kind: MetricGroup['kind'],
  language: Language,
): string {
  const isLabel = dimensionUnit(dimension) === 'label'
  if (kind === 'rest') return isLabel ? 'others' : language === 'zh' ? '其余' : 'All others'
  if (kind === 'unattributed') return termLabel('unattributed', language)
  if (value === '') return isLabel ? 'unknown' : language === 'zh' ? '（未知）' : '(unknown)'
  if (dimension === 'weekday') return WEEKDAYS[Number(value) - 1] ?? value
  return dimension === 'hour' ? `${value}:00` : value
}

/** The name of a group as a table cell. */
export function groupCell(question: AnsweredQuestion, group: MetricGroup, index: number): Cell {
  const name = question.dimensions[index]
  return name === undefined ? null : groupName(name, group.groups[index] ?? '', group.kind, question.ctx.language)
}

/** The name of a stretch of time; null for the rest of a list of them. */
const bucketCell = (question: AnsweredQuestion, group: MetricGroup): Cell =>
  question.buckets?.[group.bucket]?.label ?? (question.ctx.language === 'zh' ? '其余' : 'All others')

export function metricTable(question: AnsweredQuestion, productNames: ReadonlyMap<string, string>): ResultTable {
  const { ctx, metrics, dimensions, grain, compared, collected } = question
  const { currency } = ctx.shop
  const shares = hasShares(question)
  const [first] = metrics
  const total = first === undefined ? null : metricValue(first, collected.total)
  const column = (key: string, unit: string, term = key): TableColumn => ({
    key,
    unit,
    label: termLabel(term, ctx.language),
  })
  const named = dimensions.includes('product_id')
  const columns: TableColumn[] = [
    ...(grain === null ? [] : [column(grain, grain === 'day' ? 'date' : 'text')]),
    ...dimensions.map((name) => column(name, dimensionUnit(name))),
    ...(named ? [column('product_name', 'text')] : []),
    ...metrics.flatMap((metric) => [
      column(metric, metricUnit(metric, currency)),
      ...(compared === null
        ? []
        : [
            { ...column(`${metric}_previous`, metricUnit(metric, currency)), label: previousLabel(question, metric) },
            { ...column(`${metric}_change`, 'ratio'), label: changeLabel(question, metric) },
          ]),
    ]),
    ...(shares ? [column('share', 'ratio')] : []),
  ]
  const rows = collected.groups.map((group) => {
    const row: Record<string, Cell> = {}
    if (grain !== null) row[grain] = bucketCell(question, group)
    for (const [index, name] of dimensions.entries()) row[name] = groupCell(question, group, index)
    if (named) row['product_name'] = productNames.get(group.groups[dimensions.indexOf('product_id')] ?? '') ?? null
    for (const metric of metrics) {
      row[metric] = shownValue(metric, group.values, currency)
      if (compared === null) continue
      row[`${metric}_previous`] = group.previous === null ? null : shownValue(metric, group.previous, currency)
      row[`${metric}_change`] =
        group.previous === null
          ? null
          : relativeChange(metricValue(metric, group.values), metricValue(metric, group.previous))
    }
    if (shares && first !== undefined) row['share'] = (metricValue(first, group.values) ?? 0) / (total ?? 1)
    return row
  })
  return { columns, rows, total_rows: rows.length }
}

const previousLabel = ({ ctx }: AnsweredQuestion, metric: MetricName): string =>
  ctx.language === 'zh' ? `${termLabel(metric, 'zh')}（对比期）` : `${termLabel(metric, 'en')}, period compared with`
const changeLabel = ({ ctx }: AnsweredQuestion, metric: MetricName): string =>
  ctx.language === 'zh' ? `${termLabel(metric, 'zh')}变化` : `change of ${termLabel(metric, 'en')}`

export type DataRow = Readonly<Record<string, Cell>>

/** Full precision under stable names: amounts of money as integers in `..._minor`, quotients of money in major units. */
export function dataValues(
  question: AnsweredQuestion,
  values: MeasureValues,
  prefix = '',
): Record<string, number | null> {
  const { currency } = question.ctx.shop
  return Object.fromEntries(
    question.metrics.map((metric) => {
      const isAmount = isMoney(metric) && METRICS[metric].kind === 'quantity'
      return isAmount
        ? [`${prefix}${metric}_minor`, metricValue(metric, values)]
        : [`${prefix}${metric}`, shownValue(metric, values, currency)]
    }),
  )
}

export function dataRows(question: AnsweredQuestion): DataRow[] {
  const { grain, buckets, dimensions, collected } = question
  return collected.groups.map((group) => {
    const bucket = buckets?.[group.bucket]
    return {
      ...(grain === null
        ? {}
        : {
            [grain]: bucket?.label ?? null,
            from: bucket === undefined ? null : dateOfDay(bucket.fromDay),
            to: bucket === undefined ? null : dateOfDay(bucket.toDay),
            complete: bucket?.complete ?? null,
          }),
      ...Object.fromEntries(
        dimensions.map((name, index) => [
          name,
          group.kind !== 'group' || group.groups[index] === '' ? null : (group.groups[index] ?? null),
        ]),
      ),
      ...(group.kind === 'rest' ? { is_rest: true } : group.kind === 'unattributed' ? { is_unattributed: true } : {}),
      ...dataValues(question, group.values),
      ...(group.previous === null ? {} : dataValues(question, group.previous, 'previous_')),
    }
  })
}
