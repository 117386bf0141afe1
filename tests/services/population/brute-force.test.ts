import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Filter } from '../../../src/lib/filters.ts'
import { dayOfDate, dateOfDay } from '../../../src/lib/time-zone.ts'
import { resolvePopulation } from '../../../src/services/population/resolve-population.ts'
import { customerConsents, products } from '../../../src/store/schema/index.ts'
import { makeShop, testContext, type TestOrder, type TestReturn } from '../../support/shop.ts'

/*
 * The oracle holds plain lists and answers each condition by looking at every fact: no features, no SQL, no shared code
 * beside the conversion of dates.
 */

const PEOPLE = ['A', 'B', 'C', 'D', 'E', 'F'] as const
const PRODUCTS = ['P1', 'P2', 'P3'] as const
const CATEGORY: Readonly<Record<string, string>> = { P1: 'tea', P2: 'tea', P3: 'pans' }
const REGIONS = ['east', 'west', null] as const
const FIRST = dayOfDate('2026-01-01')
const DAYS = 120

interface Facts {
  readonly regions: readonly (string | null)[]
  readonly orders: readonly { who: string; day: number; product: string; minor: number; cancelledDay: number | null }[]
  readonly returns: readonly { who: string; day: number; minor: number }[]
  readonly consents: readonly { who: string; day: number; granted: boolean }[]
}

const who = fc.constantFrom(...PEOPLE.slice(0, 5))
const day = fc.integer({ min: 0, max: DAYS - 1 }).map((offset) => FIRST + offset)
const minor = fc.integer({ min: 100, max: 50_000 })
const facts: fc.Arbitrary<Facts> = fc.record({
  regions: fc.array(fc.constantFrom(...REGIONS), { minLength: 6, maxLength: 6 }),
  orders: fc.array(
    fc.record({ who, day, product: fc.constantFrom(...PRODUCTS), minor, cancelledDay: fc.option(day, { freq: 4 }) }),
    { maxLength: 25 },
  ),
  returns: fc.array(fc.record({ who, day, minor }), { maxLength: 6 }),
  consents: fc.uniqueArray(fc.record({ who, day, granted: fc.boolean() }), {
    maxLength: 8,
    selector: (one) => `${one.who}/${one.day}`,
  }),
})

const period = fc.option(
  fc.tuple(day, fc.integer({ min: 1, max: 60 })).map(([from, length]) => ({ fromDay: from, toDay: from + length })),
  { nil: null },
)
type Condition =
  | {
      kind: 'orders' | 'net_revenue' | 'gross_revenue'
      op: 'eq' | 'gt' | 'gte' | 'lt' | 'lte' | 'ne'
      value: number
      period: { fromDay: number; toDay: number } | null
    }
  | { kind: 'days_since_order'; op: 'gte' | 'lte' | 'is_empty'; value: number }
  | {
      kind: 'product_id' | 'category'
      op: 'in' | 'not_in'
      value: string
      period: { fromDay: number; toDay: number } | null
    }
  | { kind: 'region'; op: 'eq' | 'ne' | 'is_empty'; value: string }
  | { kind: 'consent'; op: 'eq' | 'ne' }
  | { kind: 'last_order_at'; op: 'gt' | 'lte'; day: number }

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('orders' as const),
    op: fc.constantFrom('eq' as const, 'gt' as const, 'gte' as const, 'lt' as const, 'lte' as const, 'ne' as const),
    value: fc.integer({ min: 0, max: 4 }),
    period,
  }),
  fc.record({
    kind: fc.constantFrom('net_revenue' as const, 'gross_revenue' as const),
    op: fc.constantFrom('gt' as const, 'gte' as const, 'lt' as const, 'lte' as const),
    value: fc.integer({ min: -20_000, max: 120_000 }),
    period,
  }),
  fc.record({
    kind: fc.constant('days_since_order' as const),
    op: fc.constantFrom('gte' as const, 'lte' as const, 'is_empty' as const),
    value: fc.integer({ min: 0, max: DAYS }),
  }),
  fc.record({
    kind: fc.constant('product_id' as const),
    op: fc.constantFrom('in' as const, 'not_in' as const),
    value: fc.constantFrom(...PRODUCTS),
    period,
  }),
  fc.record({
    kind: fc.constant('category' as const),
    op: fc.constantFrom('in' as const, 'not_in' as const),
    value: fc.constantFrom('tea', 'pans'),
    period,
  }),
  fc.record({
    kind: fc.constant('region' as const),
    op: fc.constantFrom('eq' as const, 'ne' as const, 'is_empty' as const),
    value: fc.constantFrom('east', 'west'),
  }),
  fc.record({ kind: fc.constant('consent' as const), op: fc.constantFrom('eq' as const, 'ne' as const) }),
  fc.record({ kind: fc.constant('last_order_at' as const), op: fc.constantFrom('gt' as const, 'lte' as const), day }),
)

const compare = (value: number, op: string, bound: number): boolean =>
  ({
    eq: value === bound,
    ne: value !== bound,
    gt: value > bound,
    gte: value >= bound,
    lt: value < bound,
    lte: value <= bound,
  })[op] ?? false

/** Whether one person meets one condition, as of the end of a day. */
function meets(world: Facts, person: string, one: Condition, asOfDay: number): boolean {
  const within = (at: number, range: { fromDay: number; toDay: number } | null): boolean =>
    range === null || (at >= range.fromDay && at < range.toDay)
  const valid = world.orders.filter(
    (order) =>
      order.who === person && order.day <= asOfDay && (order.cancelledDay === null || order.cancelledDay > asOfDay),
  )
  const last = valid.length === 0 ? null : Math.max(...valid.map((order) => order.day))
  switch (one.kind) {
    case 'orders':
      return compare(valid.filter((order) => within(order.day, one.period)).length, one.op, one.value)
    case 'gross_revenue':
    case 'net_revenue': {
      const sold = valid.filter((order) => within(order.day, one.period)).reduce((sum, order) => sum + order.minor, 0)
      const back = world.returns
        .filter((item) => item.who === person && item.day <= asOfDay && within(item.day, one.period))
        .reduce((sum, item) => sum + item.minor, 0)
      return compare(one.kind === 'net_revenue' ? sold - back : sold, one.op, one.value)
    }
    case 'days_since_order':
      return one.op === 'is_empty' ? last === null : last !== null && compare(asOfDay - last, one.op, one.value)
    case 'product_id':
    case 'category': {
      const bought = valid.some(
        (order) =>
          within(order.day, one.period) &&
          (one.kind === 'product_id' ? order.product : CATEGORY[order.product]) === one.value,
      )
      return bought === (one.op === 'in')
    }
    case 'region': {
      const region = world.regions[PEOPLE.findIndex((name) => name === person)] ?? null
      if (one.op === 'is_empty') return region === null
      return (region === one.value) === (one.op === 'eq')
    }
    case 'consent': {
      const changes = world.consents.filter((change) => change.who === person && change.day <= asOfDay)
      const latest = changes.toSorted((a, b) => a.day - b.day).at(-1)
      return (latest?.granted ?? false) === (one.op === 'eq')
    }
    case 'last_order_at':
      return last !== null && (one.op === 'gt' ? last > one.day : last <= one.day)
  }
}

function asFilter(one: Condition): Filter {
  const dates = (range: { fromDay: number; toDay: number } | null): Pick<Filter, 'period'> =>
    range === null ? {} : { period: { from: dateOfDay(range.fromDay), to: dateOfDay(range.toDay) } }
  switch (one.kind) {
    case 'orders':
      return { field: one.kind, op: one.op, value: one.value, ...dates(one.period) }
    case 'net_revenue':
    case 'gross_revenue':
      return { field: one.kind, op: one.op, value: one.value / 100, ...dates(one.period) }
    case 'days_since_order':
      return one.op === 'is_empty' ? { field: one.kind, op: one.op } : { field: one.kind, op: one.op, value: one.value }
    case 'product_id':
    case 'category':
      return { field: one.kind, op: one.op, value: [one.value], ...dates(one.period) }
    case 'region':
      return one.op === 'is_empty' ? { field: one.kind, op: one.op } : { field: one.kind, op: one.op, value: one.value }
    case 'consent':
      return { field: 'consent', op: one.op, value: 'email' }
    case 'last_order_at':
      return { field: 'last_order_at', op: one.op, value: dateOfDay(one.day) }
  }
}

function storeOf(world: Facts) {
  const noon = (at: number): number => at * 86_400_000 + 43_200_000
  const store = makeShop({
    customers: PEOPLE.map((id, index) => ({ id, createdAt: 0, region: world.regions[index] ?? null })),
    orders: world.orders.map((order): TestOrder => ({
      customer: order.who,
      at: dateOfDay(order.day),
      lines: [{ product: order.product, amountMinor: order.minor }],
      ...(order.cancelledDay === null ? {} : { status: 'cancelled', cancelledAt: noon(order.cancelledDay) }),
    })),
    returns: world.returns.map((item): TestReturn => ({
      customer: item.who,
      at: dateOfDay(item.day),
      amountMinor: item.minor,
    })),
  })
  store.db
    .insert(products)
    .values(PRODUCTS.map((id) => ({ id, name: id, category: CATEGORY[id] ?? null })))
    .run()
  for (const { who: customerId, day: at, granted } of world.consents) {
    store.db
      .insert(customerConsents)
      .values({ customerId, kind: 'email', changedAt: noon(at), granted: granted ? 1 : 0 })
      .run()
  }
  return store
}

test('filters choose exactly those whom a look at every fact chooses, as of any day', () => {
  fc.assert(
    fc.property(facts, fc.array(condition, { minLength: 1, maxLength: 3 }), day, (world, conditions, asOfDay) => {
      // A period that begins after as-of is refused, which is tested apart.
      fc.pre(conditions.every((one) => !('period' in one) || one.period === null || one.period.fromDay <= asOfDay))
      const store = storeOf(world)
      const expected = PEOPLE.filter((person) => conditions.every((one) => meets(world, person, one, asOfDay)))
      const { customerIds } = resolvePopulation(testContext(store, dateOfDay(asOfDay)), conditions.map(asFilter))
      expect([...(customerIds ?? [])].toSorted()).toEqual(expected)
      store.close()
    }),
    { numRuns: 40 },
  )
})
