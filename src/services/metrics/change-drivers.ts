import { decomposeProduct } from '../../compute/metrics/decompose-product.ts'
import type { MeasureValues } from './metric-catalogue.ts'

/** One factor of revenue and what its change did to the revenue, in minor units. */
export interface Driver {
  readonly name: 'orders' | 'aov' | 'customers' | 'orders_per_customer' | 'customer_aov' | 'unnamed_orders'
  readonly before: number
  readonly after: number
  readonly contributionMinor: number
}

export interface ChangeDrivers {
  /** orders x average order value */
  readonly byOrders: readonly Driver[]
  /** customers x orders per customer x average order value, beside the revenue that names nobody */
  readonly byCustomers: readonly Driver[]
}

const net = (values: MeasureValues): number => (values.gross_minor ?? 0) - (values.returns_minor ?? 0)
const namedNet = (values: MeasureValues): number => (values.named_gross_minor ?? 0) - (values.named_returns_minor ?? 0)
const namedOrders = (values: MeasureValues): number => (values.orders ?? 0) - (values.anonymous_orders ?? 0)

/** Whole minor units that add up to the whole exactly: the last factor takes what rounding leaves. */
function inWholeUnits(parts: readonly number[], whole: number): number[] {
  const rounded = parts.map(Math.round)
  const rest = whole - rounded.slice(0, -1).reduce((sum, part) => sum + part, 0)
  return [...rounded.slice(0, -1), rest]
}

function drive<Name extends Driver['name']>(
  names: readonly Name[],
  before: readonly number[],
  after: readonly number[],
  whole: number,
): Driver[] {
  const contributions = inWholeUnits(decomposeProduct(before, after), whole)
  return names.map((name, index) => ({
    name,
    before: before[index] ?? 0,
    after: after[index] ?? 0,
    contributionMinor: contributions[index] ?? 0,
  }))
}

/**
 * A change of net revenue by its factors; contributions add up to the change to the minor unit. Empty lists where a
 * factor does not exist in one of the periods (no orders, no customers).
 */
export function changeDrivers(before: MeasureValues, after: MeasureValues): ChangeDrivers {
  const [ordersBefore, ordersAfter] = [before.orders ?? 0, after.orders ?? 0]
  const byOrders =
    ordersBefore === 0 || ordersAfter === 0
      ? []
      : drive(
          ['orders', 'aov'],
          [ordersBefore, net(before) / ordersBefore],
          [ordersAfter, net(after) / ordersAfter],
          net(after) - net(before),
        )
  const factors = (values: MeasureValues): number[] => {
    const [customers, orders] = [values.customers ?? 0, namedOrders(values)]
    return [customers, orders / customers, namedNet(values) / orders]
  }
  const [first, second] = [factors(before), factors(after)]
  if (![...first, ...second].every(Number.isFinite)) return { byOrders, byCustomers: [] }
  const unnamed = (values: MeasureValues): number => net(values) - namedNet(values)
  const named = drive(
    ['customers', 'orders_per_customer', 'customer_aov'],
    first,
    second,
    namedNet(after) - namedNet(before),
  )
  const others: Driver = {
    name: 'unnamed_orders',
    before: unnamed(before),
    after: unnamed(after),
    contributionMinor: unnamed(after) - unnamed(before),
  }
  return { byOrders, byCustomers: others.before === 0 && others.after === 0 ? named : [...named, others] }
}
