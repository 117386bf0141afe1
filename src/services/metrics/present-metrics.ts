import { dateOfDay } from '../../lib/time-zone.ts'
import type { ResultChart } from '../../lib/tool-result.ts'
import { readProductNames } from '../../store/queries/metrics/read-product-names.ts'
import type { ServiceResult } from '../service-result.ts'
import { metricFacts } from './metric-facts.ts'
import { dataRows, dataValues, metricTable, type DataRow } from './metric-rows.ts'
import { metricWarnings } from './metric-warnings.ts'
import type { AnsweredQuestion } from './metrics-question.ts'

interface DataPeriod {
  readonly from: string
  readonly to: string
  readonly name: string
}

export interface MetricsData {
  readonly currency: string
  /** Half-open, without days after as-of. */
  readonly period: DataPeriod
  readonly compared_with: DataPeriod | null
  readonly metrics: readonly string[]
  readonly dimensions: readonly string[]
  readonly grain: string | null
  readonly rows: readonly DataRow[]
  readonly total: Readonly<Record<string, number | null>> | null
  readonly previous_total: Readonly<Record<string, number | null>> | null
  /** Groups that exist, shown or not. */
  readonly groups_found: number
  readonly groups_withheld: number
}

/** A worked-out question as data, facts, table, chart and warnings. */
export function presentMetrics(
  question: AnsweredQuestion,
): Pick<ServiceResult<MetricsData>, 'data' | 'facts' | 'table' | 'chart' | 'warnings'> {
  const { ctx, metrics, dimensions, grain, window, compared, collected, withheld, totalWithheld } = question
  const position = dimensions.indexOf('product_id')
  const productNames =
    position === -1
      ? new Map<string, string>()
      : readProductNames(
          ctx.store,
          collected.groups.map((group) => group.groups[position] ?? ''),
        )
  const period = (range: { fromDay: number; toDay: number }, name: string): DataPeriod => ({
    from: dateOfDay(range.fromDay),
    to: dateOfDay(range.toDay),
    name,
  })
  const split = grain !== null || dimensions.length > 0
  return {
    data: {
      currency: ctx.shop.currency,
      period: period(window.visible, window.period.name),
      compared_with: compared === null ? null : period(compared, compared.name),
      metrics: [...metrics],
      dimensions: [...dimensions],
      grain,
      rows: dataRows(question),
      total: totalWithheld ? null : dataValues(question, collected.total),
      previous_total:
        collected.previousTotal === null || totalWithheld ? null : dataValues(question, collected.previousTotal),
      groups_found: collected.found,
      groups_withheld: withheld,
    },
    facts: metricFacts(question, productNames),
    table: split || compared !== null || metrics.length > 1 ? metricTable(question, productNames) : null,
    chart: split ? chartOf(question) : null,
    warnings: metricWarnings(question),
  }
}

/** Time runs along a line, groups stand as bars. */
function chartOf({ metrics, dimensions, grain, compared, buckets }: AnsweredQuestion): ResultChart | null {
  const [metric] = metrics
  if (metric === undefined || dimensions.length > 1) return null
  const y = compared === null ? [metric] : [metric, `${metric}_previous`]
  if (grain !== null) {
    if (dimensions.length > 0) return null
    const partial = (buckets ?? []).flatMap(({ complete, label }) => (complete ? [] : [label]))
    return { type: 'line', x: grain, y, ...(partial.length === 0 ? {} : { partial }) }
  }
  const [dimension] = dimensions
  return dimension === undefined ? null : { type: 'bar', x: dimension, y }
}
