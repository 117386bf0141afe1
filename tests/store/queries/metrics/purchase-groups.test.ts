import fc from 'fast-check'
import { expect, test } from 'vitest'
import { timeZone } from '../../../../src/lib/time-zone.ts'
import { loadPurchaseColumns } from '../../../../src/store/queries/metrics/load-purchase-columns.ts'
import type {
  Attribute,
  Bucket,
  MetricPlan,
  PlanDimension,
  PlanFilter,
} from '../../../../src/store/queries/metrics/metric-plan.ts'
import { createSqliteAnalyticsEngine } from '../../../../src/store/queries/metrics/sqlite-analytics-engine.ts'
import { makeShop } from '../../../support/shop.ts'

const DAY = 86_400_000
const FIRST = 20_000
const DAYS = 40

const PEOPLE = [
  { id: 'a', createdAt: 0, gender: 'f' },
  { id: 'b', createdAt: 0, gender: 'm' },
  { id: 'c', createdAt: 0, gender: 'f' },
  { id: 'd', createdAt: 0 },
] as const
const order = fc.record({
  customer: fc.constantFrom('a', 'b', 'c', 'd', null),
  day: fc.integer({ min: 0, max: DAYS - 1 }),
  grossMinor: fc.integer({ min: 0, max: 100_000 }),
  country: fc.constantFrom('France', 'FRANCE', 'Spain', null),
  channel: fc.constantFrom('web', 'app', null),
  cancelledOn: fc.option(fc.integer({ min: 0, max: DAYS + 5 }), { freq: 2, nil: null }),
})
type DrawnOrder = typeof order extends fc.Arbitrary<infer T> ? T : never

const attribute = (name: Attribute): PlanDimension => ({ kind: 'attribute', name, attribute: name })
const PAIRS = [
  ['a', 'loyal'],
  ['c', 'new'],
  ['d', 'loyal'],
  ['stranger', 'lost'],
] as const
const dimension = fc.constantFrom<PlanDimension>(
  attribute('country'),
  attribute('channel'),
  attribute('gender'),
  attribute('customer_id'),
  { kind: 'weekday', name: 'weekday' },
  { kind: 'customer_group', name: 'lifecycle', pairs: PAIRS },
)
const filter = fc.record({
  attribute: fc.constantFrom<Attribute>('country', 'channel', 'gender'),
  match: fc.constantFrom<PlanFilter['match']>('any', 'none', 'contains', 'missing'),
  values: fc.constantFrom<readonly string[]>(['france'], ['Spain', 'web'], ['APP'], ['f', 'n']),
})
const question = fc.record({
  dimensions: fc.uniqueArray(dimension, { maxLength: 3, selector: ({ name }) => name }),
  filters: fc.array(filter, { maxLength: 2 }),
  cuts: fc.uniqueArray(fc.integer({ min: 0, max: DAYS }), { minLength: 2, maxLength: 4 }),
  customers: fc.constantFrom<MetricPlan['customers']>(null, null, ['a', 'd', 'stranger'], []),
  namedOnly: fc.boolean(),
  /** Whether the first group found is asked to be left out, as for "the rest" of a top list. */
  excludes: fc.boolean(),
})

const MEASURES = [
  'orders',
  'anonymous_orders',
  'gross_minor',
  'named_gross_minor',
  'customers',
  'repeat_customers',
] as const

/** The value of an order under a dimension; null when the dimension leaves the order out. */
function valueOf(one: DrawnOrder, asked: PlanDimension): string | null {
  if (asked.kind === 'weekday') return String(new Date((FIRST + one.day) * DAY).getUTCDay() || 7)
  if (asked.kind === 'customer_group') return PAIRS.find(([id]) => id === one.customer)?.[1] ?? null
  if (asked.kind === 'hour') return null
  return attributeOf(one, asked.attribute)
}

function attributeOf(one: DrawnOrder, name: Attribute): string {
  if (name === 'country') return one.country ?? ''
  if (name === 'channel') return one.channel ?? ''
  if (name === 'customer_id') return one.customer ?? ''
  const person = PEOPLE.find(({ id }) => id === one.customer)
  return person !== undefined && 'gender' in person ? person.gender : ''
}

function passes(one: DrawnOrder, { attribute: name, match, values }: PlanFilter): boolean {
  const own = attributeOf(one, name).toLowerCase()
  if (match === 'missing') return own === ''
  if (match === 'contains') return values.some((value) => own.includes(value.toLowerCase()))
  return values.some((value) => value.toLowerCase() === own) === (match === 'any')
}

function byLoops(orders: readonly DrawnOrder[], plan: MetricPlan): Map<string, number[]> {
  const groups = new Map<string, DrawnOrder[]>()
  for (const one of orders) {
    const cancelledAt = one.cancelledOn === null ? Number.POSITIVE_INFINITY : (FIRST + one.cancelledOn) * DAY
    if (one.grossMinor === 0 || cancelledAt < plan.until) continue
    if (
      plan.customers === null ? plan.namedOnly && one.customer === null : !plan.customers.includes(one.customer ?? '')
    )
      continue
    const bucket = plan.buckets.findIndex(({ fromDay, toDay }) => FIRST + one.day >= fromDay && FIRST + one.day < toDay)
    const names = plan.dimensions.map((asked) => valueOf(one, asked))
    if (bucket < 0 || names.includes(null) || !plan.filters.every((asked) => passes(one, asked))) continue
    if (plan.excludedGroups.some((group) => JSON.stringify(group) === JSON.stringify(names))) continue
    const key = JSON.stringify([bucket, ...(plan.excludedGroups.length > 0 ? [] : names)])
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return new Map(
    [...groups].map(([key, list]) => {
      const named = list.filter(({ customer }) => customer !== null)
      const people = [...new Set(named.map(({ customer }) => customer))]
      const gross = (some: readonly DrawnOrder[]): number => some.reduce((sum, { grossMinor }) => sum + grossMinor, 0)
      const repeat = people.filter((who) => named.filter(({ customer }) => customer === who).length > 1)
      const counts = [list.length, list.length - named.length, gross(list), gross(named), people.length, repeat.length]
      return [key, counts]
    }),
  )
}

const bucketsOf = (cuts: readonly number[]): Bucket[] => {
  const days = cuts.toSorted((a, b) => a - b).map((cut) => FIRST + cut)
  return days.slice(1).map((toDay, index) => {
    const fromDay = days[index] ?? toDay
    return { fromDay, toDay, from: fromDay * DAY, to: toDay * DAY }
  })
}

test('splits and filters by orders, customers, groups of customers and weekdays equal plain loops', () => {
  fc.assert(
    fc.property(fc.array(order, { minLength: 1, maxLength: 30 }), question, (orders, asked) => {
      const store = makeShop({
        customers: PEOPLE,
        orders: orders.map(({ day, cancelledOn, ...rest }) => ({
          ...rest,
          at: new Date((FIRST + day) * DAY + 1).toISOString(),
          cancelledAt: cancelledOn === null ? null : (FIRST + cancelledOn) * DAY,
        })),
      })
      try {
        const whole = bucketsOf([0, DAYS])
        const split: MetricPlan = {
          measures: MEASURES,
          dimensions: asked.dimensions,
          buckets: bucketsOf(asked.cuts),
          until: (FIRST + Math.max(...asked.cuts)) * DAY,
          filters: asked.filters,
          customers: asked.customers,
          excludedGroups: [],
          namedOnly: asked.namedOnly,
          zone: timeZone('UTC'),
        }
        const [first] = byLoops(orders, split).keys()
        const excluded = first === undefined ? [] : [(JSON.parse(first) as [number, ...string[]]).slice(1).map(String)]
        const plan = asked.excludes && asked.dimensions.length > 0 ? { ...split, excludedGroups: excluded } : split
        loadPurchaseColumns(store, { buckets: whole }, ['country', 'channel'])
        const { rows, methods } = createSqliteAnalyticsEngine(store).measure(plan)
        expect(methods).toEqual(['purchases of each customer'])
        const found = rows.map(({ bucket, groups, values }) => [
          JSON.stringify([bucket, ...groups]),
          MEASURES.map((measure) => values[measure] ?? 0),
        ])
        expect(Object.fromEntries(found)).toEqual(Object.fromEntries(byLoops(orders, plan)))
      } finally {
        store.close()
      }
    }),
    { numRuns: 300 },
  )
})
