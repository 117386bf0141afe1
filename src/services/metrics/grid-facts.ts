import { plainText } from '../../lib/plain-text.ts'
import type { Fact } from '../../lib/tool-result.ts'
import { termLabel } from '../definitions/read-definitions.ts'
import type { MetricGroup } from './metric-group.ts'
import type { MetricName } from './metric-catalogue.ts'
import { dimensionUnit, groupCell, metricUnit, shownValue } from './metric-rows.ts'
import type { AnsweredQuestion } from './metrics-question.ts'

/** One cell of a split by group and over time. */
interface GridCell {
  readonly name: string
  readonly bucket: number
  readonly value: number
}

/**
 * What a table by group and over time amounts to: who comes first in the latest whole stretch, and its highest and lowest
 * cell. Stretches that are cut short, and the row of all others, take no part: a begun month is no low.
 *
 * @param listed - groups alone, without the rest; none of them leaves nothing to say
 */
export function gridFacts(
  question: AnsweredQuestion,
  metric: MetricName,
  listed: readonly MetricGroup[],
  productNames: ReadonlyMap<string, string>,
): Fact[] {
  const { ctx, buckets, grain, dimensions } = question
  const { currency } = ctx.shop
  const [dimension, second] = dimensions
  const cells = listed.flatMap((group): GridCell[] => {
    const value = shownValue(metric, group.values, currency)
    if (value === null || buckets?.[group.bucket]?.complete !== true) return []
    return [{ name: nameOf(question, group, productNames), bucket: group.bucket, value }]
  })
  const [first] = cells
  if (first === undefined) return []
  const latest = Math.max(...cells.map(({ bucket }) => bucket))
  const highestOf = (some: readonly GridCell[], start: GridCell): GridCell =>
    some.reduce((best, cell) => (cell.value > best.value ? cell : best), start)
  const inLatest = cells.filter(({ bucket }) => bucket === latest)
  const leader = highestOf(inLatest, inLatest[0] ?? first)
  const lowest = cells.reduce((best, cell) => (cell.value < best.value ? cell : best), first)
  const nameUnit =
    dimension === undefined || second !== undefined || dimension === 'product_id' ? 'text' : dimensionUnit(dimension)
  const unit = metricUnit(metric, currency)
  const label = termLabel(metric, ctx.language)
  const named = (id: string, { name, bucket, value }: GridCell): Fact[] => {
    const period = buckets?.[bucket]?.label ?? ''
    return [
      { id: `${id}_name`, label: name, value: name, unit: nameUnit },
      { id: `${id}_period`, label: period, value: period, unit: grain === 'day' ? 'date' : 'text' },
      { id: `${id}_value`, label: `${name}, ${period}: ${label}`, value, unit },
    ]
  }
  return [
    ...named('leader', leader),
    ...named('peak', highestOf(cells, first)),
    ...named('trough', lowest),
    {
      id: 'dimension',
      label,
      value: dimensions.map((name) => termLabel(name, ctx.language)).join(' / '),
      unit: 'text',
    },
  ]
}

/** Readers know products by name; their ids stand in the table. */
function nameOf(question: AnsweredQuestion, group: MetricGroup, productNames: ReadonlyMap<string, string>): string {
  const names = question.dimensions.map((_, position) => String(groupCell(question, group, position)))
  const product = question.dimensions[0] === 'product_id' ? productNames.get(names[0] ?? '') : undefined
  if (product !== undefined) names[0] = plainText(product)
  return names.join(' / ')
}
