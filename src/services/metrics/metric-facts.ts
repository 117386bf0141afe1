import { asOfDate } from '../../lib/as-of.ts'
import { toMajor } from '../../lib/money.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Fact } from '../../lib/tool-result.ts'
import { plainText } from '../../lib/plain-text.ts'
import { termLabel } from '../definitions/read-definitions.ts'
import { gridFacts } from './grid-facts.ts'
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
export function metricFacts(question: AnsweredQuestion, productNames: ReadonlyMap<string, string> = new Map()): Fact[] {
  const { ctx, window, compared, collected, totalWithheld } = question
  const split = question.grain !== null || question.dimensions.length > 0
  return [
    ...(totalWithheld ? [] : totalFacts(question, collected.total, split ? '_total' : '')),
    ...(totalWithheld ? [] : headlineFacts(question)),
    ...(split ? splitFacts(question, productNames) : []),
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

/** The same totals under names that do not depend on the metric, so that one wording serves every metric. */
function headlineFacts(question: AnsweredQuestion): Fact[] {
  const { ctx, metrics, collected } = question
  const { language, shop } = ctx
  const facts: Fact[] = []
  for (const [index, metric] of metrics.entries()) {
    const label = termLabel(metric, language)
    const unit = metricUnit(metric, shop.currency)
    const id = index === 0 ? '' : `_${index + 1}`
    facts.push({ id: `metric${id}`, label, value: label, unit: 'text' })
    facts.push({ id: `value${id}`, label, value: shownValue(metric, collected.total, shop.currency), unit })
    const previous = collected.previousTotal
    if (previous === null) continue
    const [now, before] = [metricValue(metric, collected.total), metricValue(metric, previous)]
    facts.push({ id: `value${id}_previous`, label, value: shownValue(metric, previous, shop.currency), unit })
    facts.push({ id: `value${id}_change`, label, value: relativeChange(now, before), unit: 'ratio' })
    facts.push({
      id: `value${id}_difference`,
      label,
      value: difference(metric, collected.total, previous, shop.currency),
      unit,
    })
  }
  const [first] = metrics
  if (first === undefined || METRICS[first].kind !== 'quotient') return facts
  for (const [index, quantity] of quantitiesOf(first).entries()) {
    const id = index === 0 ? 'numerator' : 'denominator'
    facts.push(quantityFact(quantity, collected.total, id, question))
    const label = termLabel(quantity.id, language)
    facts.push({ id: `${id}_name`, label, value: label, unit: 'text' })
  }
  return facts
}

/** Rows that wordings may list one by one; the table has them all. */
const LISTED = 12

function splitFacts(question: AnsweredQuestion, productNames: ReadonlyMap<string, string>): Fact[] {
  const { ctx, metrics, collected, dimensions, grain } = question
  const [metric] = metrics
  if (metric === undefined) return []
  const label = termLabel('rows', ctx.language)
  const listed = collected.groups.filter((group) => group.kind === 'group')
  return [
    { id: 'rows', label, value: listed.length, unit: 'rows' },
    { id: 'groups_found', label, value: collected.found, unit: 'rows' },
    ...(dimensions.length > 0 && grain === null ? groupFacts(question, metric, listed, productNames) : []),
    ...(dimensions.length === 0 && grain !== null ? seriesFacts(question, metric, listed) : []),
    ...(dimensions.length > 0 && grain !== null ? gridFacts(question, metric, listed, productNames) : []),
  ]
}

/** One listed row: its name, value, and what there is of share and comparison. */
function rowFacts(
  question: AnsweredQuestion,
  metric: MetricName,
  group: MetricGroup,
  id: string,
  name: string,
  nameUnit: string,
): Fact[] {
  const { ctx, collected } = question
  const { currency } = ctx.shop
  const unit = metricUnit(metric, currency)
  // Values are labelled by their row, so that nothing can be said of another one.
  const label = `${name}: ${termLabel(metric, ctx.language)}`
  const now = metricValue(metric, group.values)
  const before = group.previous === null ? null : metricValue(metric, group.previous)
  return [
    { id: `${id}_name`, label: name, value: name, unit: nameUnit },
    { id: `${id}_value`, label, value: shownValue(metric, group.values, currency), unit },
    ...(hasShares(question)
      ? [{ id: `${id}_share`, label, value: (now ?? 0) / (metricValue(metric, collected.total) ?? 1), unit: 'ratio' }]
      : []),
    ...(group.previous === null
      ? []
      : [
          { id: `${id}_previous`, label, value: shownValue(metric, group.previous, currency), unit },
          { id: `${id}_change`, label, value: relativeChange(now, before), unit: 'ratio' },
        ]),
  ]
}

function groupFacts(
  question: AnsweredQuestion,
  metric: MetricName,
  listed: readonly MetricGroup[],
  productNames: ReadonlyMap<string, string>,
): Fact[] {
  const { ctx, collected, dimensions } = question
  const { currency } = ctx.shop
  const unit = metricUnit(metric, currency)
  const label = termLabel(metric, ctx.language)
  const [dimension, second] = dimensions
  const nameUnit = dimension !== undefined && second === undefined ? dimensionUnit(dimension) : 'text'
  const facts = listed.slice(0, LISTED).flatMap((group, index) => {
    const names = dimensions.map((_, position) => groupCell(question, group, position))
    // Readers know products by name; their ids stand in the table.
    const product = dimension === 'product_id' ? productNames.get(String(names[0])) : undefined
    if (product !== undefined) names[0] = plainText(product)
    const unitOfName = product === undefined ? nameUnit : 'text'
    return rowFacts(question, metric, group, `top_${index + 1}`, names.join(' / '), unitOfName)
  })
  facts.push({
    id: 'dimension',
    label,
    value: dimensions.map((name) => termLabel(name, ctx.language)).join(' / '),
    unit: 'text',
  })
  const rest = collected.groups.find((group) => group.kind === 'rest')
  if (rest !== undefined) {
    const value = shownValue(metric, rest.values, currency)
    facts.push({ id: 'rest_value', label, value, unit }, { id: `rest_${metric}`, label, value, unit })
  }
  if (hasShares(question)) {
    const total = metricValue(metric, collected.total) ?? 1
    const shown = listed.reduce((sum, group) => sum + (metricValue(metric, group.values) ?? 0), 0)
    facts.push({ id: 'shown_share', label, value: shown / total, unit: 'ratio' })
  }
  return facts
}

/** Points of a series, and its highest, lowest, first and last whole stretch: a month cut short is no low. */
function seriesFacts(question: AnsweredQuestion, metric: MetricName, listed: readonly MetricGroup[]): Fact[] {
  const { ctx, buckets, grain } = question
  const { currency } = ctx.shop
  const unit = metricUnit(metric, currency)
  const label = termLabel(metric, ctx.language)
  const nameUnit = grain === 'day' ? 'date' : 'text'
  const inTime = listed.toSorted((a, b) => a.bucket - b.bucket)
  const points = inTime.flatMap((group) => {
    const bucket = buckets?.[group.bucket]
    const value = shownValue(metric, group.values, currency)
    return bucket?.complete === true && value !== null ? [{ name: bucket.label, value }] : []
  })
  const facts = inTime
    .slice(-LISTED)
    .flatMap((group, index) =>
      rowFacts(question, metric, group, `point_${index + 1}`, buckets?.[group.bucket]?.label ?? '', nameUnit),
    )
  const [first] = points
  const last = points.at(-1)
  if (first === undefined || last === undefined) return facts
  const highest = points.reduce((best, point) => (point.value > best.value ? point : best), first)
  const lowest = points.reduce((best, point) => (point.value < best.value ? point : best), first)
  const named = (id: string, point: { name: string; value: number }): Fact[] => [
    { id: `${id}_period`, label: point.name, value: point.name, unit: nameUnit },
    { id: `${id}_value`, label: `${point.name}: ${label}`, value: point.value, unit },
  ]
  return [
    ...facts,
    ...named('highest', highest),
    ...named('lowest', lowest),
    ...named('first', first),
    ...named('latest', last),
    { id: 'series_change', label, value: relativeChange(last.value, first.value), unit: 'ratio' },
  ]
}
