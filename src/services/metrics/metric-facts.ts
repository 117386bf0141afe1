import { asOfDate } from '../../lib/as-of.ts'
import { toMajor } from '../../lib/money.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Fact } from '../../lib/tool-result.ts'
import { termLabel } from '../definitions/read-definitions.ts'
import type { MetricGroup } from './metric-group.ts'
import {
  METRICS,
  metricValue,
  quantitiesOf,
  type MeasureValues,
  type MetricName,
  type Quantity,
} from './metric-catalogue.ts'
import { dimensionUnit, groupCell, hasShares, metricUnit, relativeChange, shownValue } from './metric-rows.ts'
import type { AnsweredQuestion } from './metrics-question.ts'

/** The figures that an answer may state, under stable ids; rows of a split are in the table. */
export function metricFacts(question: AnsweredQuestion): Fact[] {
  const { ctx, window, compared, collected, totalWithheld } = question
  const split = question.grain !== null || question.dimensions.length > 0
  return [
    ...(totalWithheld ? [] : totalFacts(question, collected.total, split ? '_total' : '')),
    ...(split ? splitFacts(question) : []),
    date('period_from', window.visible.fromDay, ctx.language),
    date('period_to', window.visible.toDay - 1, ctx.language),
    ...(compared === null
      ? []
      : [date('previous_from', compared.fromDay, ctx.language), date('previous_to', compared.toDay - 1, ctx.language)]),
    { id: 'as_of', label: termLabel('as_of', ctx.language), value: asOfDate(ctx.asOf), unit: 'date' },
  ]
}

const date = (id: string, day: number, language: 'en' | 'zh'): Fact => ({
  id,
  label: termLabel(id, language),
  value: dateOfDay(day),
  unit: 'date',
})

const quantityUnit = (quantity: Quantity, currency: string): string =>
  quantity.unit === 'money' ? currency : quantity.unit

function totalFacts(question: AnsweredQuestion, total: MeasureValues, suffix: string): Fact[] {
  const { ctx, metrics, collected } = question
  const { currency } = ctx.shop
  const facts = new Map<string, Fact>()
  const add = (fact: Fact): void => void (facts.has(fact.id) || facts.set(fact.id, fact))
  for (const metric of metrics) {
    const label = termLabel(metric, ctx.language)
    const unit = metricUnit(metric, currency)
    const n = METRICS[metric].kind === 'quotient' ? { n: quantitiesOf(metric).at(-1)?.value(total) ?? 0 } : {}
    add({ id: `${metric}${suffix}`, label, value: shownValue(metric, total, currency), unit, ...n })
    const previous = collected.previousTotal
    if (previous === null) continue
    const [now, before] = [metricValue(metric, total), metricValue(metric, previous)]
    add({ id: `${metric}${suffix}_previous`, label, value: shownValue(metric, previous, currency), unit })
    add({ id: `${metric}${suffix}_change`, label, value: relativeChange(now, before), unit: 'ratio' })
    add({ id: `${metric}${suffix}_difference`, label, value: difference(metric, total, previous, currency), unit })
  }
  // What each quotient is made of, so that the answer can show the division.
  for (const quantity of metrics.flatMap((metric) =>
    METRICS[metric].kind === 'quotient' ? quantitiesOf(metric) : [],
  )) {
    add(quantityFact(quantity, total, `${quantity.id}${suffix}`, question))
    if (collected.previousTotal !== null) {
      add(quantityFact(quantity, collected.previousTotal, `${quantity.id}${suffix}_previous`, question))
    }
  }
  return [...facts.values()]
}

function difference(metric: MetricName, now: MeasureValues, before: MeasureValues, currency: string): number | null {
  const [left, right] = [metricValue(metric, now), metricValue(metric, before)]
  if (left === null || right === null) return null
  // Subtracted in minor units, so that the difference of two amounts is exact.
  return metricUnit(metric, currency) === currency ? toMajor(left - right, currency) : left - right
}

function quantityFact(quantity: Quantity, values: MeasureValues, id: string, { ctx }: AnsweredQuestion): Fact {
  const value = quantity.value(values)
  return {
    id,
    label: termLabel(quantity.id, ctx.language),
    value: quantity.unit === 'money' ? toMajor(value, ctx.shop.currency) : value,
    unit: quantityUnit(quantity, ctx.shop.currency),
  }
}

const TOP_FACTS = 3

function splitFacts(question: AnsweredQuestion): Fact[] {
  const { ctx, metrics, collected, dimensions, grain, buckets } = question
  const [metric] = metrics
  if (metric === undefined) return []
  const { currency } = ctx.shop
  const unit = metricUnit(metric, currency)
  const label = termLabel(metric, ctx.language)
  const listed = collected.groups.filter((group) => group.kind === 'group')
  const facts: Fact[] = [
    { id: 'rows', label: termLabel('rows', ctx.language), value: listed.length, unit: 'rows' },
    { id: 'groups_found', label: termLabel('rows', ctx.language), value: collected.found, unit: 'rows' },
  ]
  const value = (group: MetricGroup): number | null => shownValue(metric, group.values, currency)
  if (dimensions.length > 0 && grain === null) {
    for (const [index, group] of listed.slice(0, TOP_FACTS).entries()) {
      const names = dimensions.map((_, position) => groupCell(question, group, position))
      const nameUnit = dimensions.length === 1 && dimensions[0] !== undefined ? dimensionUnit(dimensions[0]) : 'text'
      facts.push({ id: `top_${index + 1}_name`, label, value: names.join(' / '), unit: nameUnit })
      facts.push({ id: `top_${index + 1}_value`, label, value: value(group), unit })
    }
    const rest = collected.groups.find((group) => group.kind === 'rest')
    if (rest !== undefined) facts.push({ id: `rest_${metric}`, label, value: value(rest), unit })
    if (hasShares(question)) {
      const total = metricValue(metric, collected.total) ?? 1
      const shown = listed.reduce((sum, group) => sum + (metricValue(metric, group.values) ?? 0), 0)
      facts.push({ id: 'shown_share', label, value: shown / total, unit: 'ratio' })
    }
  }
  if (dimensions.length === 0 && grain !== null && buckets !== null)
    facts.push(...seriesFacts(question, metric, listed))
  return facts
}

/** Highest, lowest, first and last complete stretch of a series: a month cut short is no low. */
function seriesFacts(question: AnsweredQuestion, metric: MetricName, listed: readonly MetricGroup[]): Fact[] {
  const { ctx, buckets, grain } = question
  const { currency } = ctx.shop
  const unit = metricUnit(metric, currency)
  const label = termLabel(metric, ctx.language)
  const points = listed
    .flatMap((group) => {
      const bucket = buckets?.[group.bucket]
      const value = shownValue(metric, group.values, currency)
      return bucket?.complete === true && value !== null ? [{ name: bucket.label, from: bucket.fromDay, value }] : []
    })
    .toSorted((a, b) => a.from - b.from)
  const [first] = points
  const last = points.at(-1)
  if (first === undefined || last === undefined) return []
  const highest = points.reduce((best, point) => (point.value > best.value ? point : best), first)
  const lowest = points.reduce((best, point) => (point.value < best.value ? point : best), first)
  const nameUnit = grain === 'day' ? 'date' : 'text'
  const named = (id: string, point: { name: string; value: number }): Fact[] => [
    { id: `${id}_period`, label, value: point.name, unit: nameUnit },
    { id: `${id}_value`, label, value: point.value, unit },
  ]
  return [
    ...named('highest', highest),
    ...named('lowest', lowest),
    ...named('first', first),
    ...named('latest', last),
    { id: 'series_change', label, value: relativeChange(last.value, first.value), unit: 'ratio' },
  ]
}
