import { PRODUCT_MONTHS } from './line-dimensions.ts'
import { firstDayOfMonth, monthOfDay } from './month-of-day.ts'

/** What a contribution adds to (or, with sign -1, takes from) the rollups. */
export interface OrderContribution {
  readonly customerId: string | null
  readonly orderedAt: number
  readonly orderedDay: number
  readonly grossMinor: number
  readonly units: number
  readonly costMinor: number | null
  readonly costedGrossMinor: number | null
  readonly country: string | null
  readonly region: string | null
  readonly city: string | null
  readonly channel: string | null
  readonly device: string | null
  readonly source: string | null
  readonly campaign: string | null
}

/** A sold line, with what the catalogue says of its product. */
export interface LineContribution {
  readonly productId: string
  readonly quantity: number
  readonly amountMinor: number
}

export interface ReturnContribution {
  readonly customerId: string | null
  readonly returnedDay: number
  readonly quantity: number
  readonly amountMinor: number
  readonly productId: string | null
  readonly country: string | null
}

export interface ProductDimensions {
  readonly category: string | null
  readonly brand: string | null
  readonly costMinor: number | null
}

export interface CustomerDelta {
  orders: number
  grossMinor: number
  returnsMinor: number
  units: number
  returnedUnits: number
  firstOrderAt: number | null
  lastOrderAt: number | null
  /** An order was taken back or moved: first and last must be read again from the orders. */
  reread: boolean
  /** One entry per month, few as a rule: a list costs less than a map. */
  readonly months: MonthDelta[]
}

export interface MonthDelta {
  readonly month: number
  orders: number
  grossMinor: number
  returnsMinor: number
  units: number
}

export interface DayDelta {
  orders: number
  grossMinor: number
  returnsMinor: number
  units: number
  returnedUnits: number
  anonymousOrders: number
  costMinor: number
  costedGrossMinor: number
}

/** Dimensions that an order itself carries; category, brand and product come from its lines. */
export const ORDER_DIMENSIONS = ['country', 'region', 'city', 'channel', 'device', 'source', 'campaign'] as const

const newDay = (): DayDelta => ({
  orders: 0,
  grossMinor: 0,
  returnsMinor: 0,
  units: 0,
  returnedUnits: 0,
  anonymousOrders: 0,
  costMinor: 0,
  costedGrossMinor: 0,
})

/**
 * Changes of the rollups that a batch of facts makes, summed before they are written, so that a customer or a day costs
 * one write per batch however many facts touch it.
 */
export class RollupDeltas {
  readonly customers = new Map<string, CustomerDelta>()
  /** dimension -> day -> value */
  readonly days = new Map<string, Map<number, Map<string, DayDelta>>>()

  /** @param options - `countsForCustomer` false: an order whose transaction sums it for its customer itself */
  addOrder(
    sign: 1 | -1,
    order: OrderContribution,
    lines: readonly LineContribution[],
    dimensionsOf: (productId: string) => ProductDimensions | null,
    options: { readonly countsForCustomer: boolean },
  ): void {
    const { orderedDay } = order
    const anonymous = order.customerId === null ? sign : 0
    const bump = (dimension: string, value: string | null): void => {
      const day = this.#day(dimension, value, orderedDay)
      day.orders += sign
      day.grossMinor += sign * order.grossMinor
      day.units += sign * order.units
      day.anonymousOrders += anonymous
      day.costMinor += sign * (order.costMinor ?? 0)
      day.costedGrossMinor += sign * (order.costedGrossMinor ?? 0)
    }
    bump('all', null)
    for (const dimension of ORDER_DIMENSIONS) bump(dimension, order[dimension])
    this.#addLines(sign, anonymous, orderedDay, lines, dimensionsOf)
    if (order.customerId === null || !options.countsForCustomer) return
    const customer = this.#customer(order.customerId)
    customer.orders += sign
    customer.grossMinor += sign * order.grossMinor
    customer.units += sign * order.units
    const month = monthOf(customer, orderedDay)
    month.orders += sign
    month.grossMinor += sign * order.grossMinor
    month.units += sign * order.units
    if (sign === 1) {
      customer.firstOrderAt = Math.min(customer.firstOrderAt ?? order.orderedAt, order.orderedAt)
      customer.lastOrderAt = Math.max(customer.lastOrderAt ?? order.orderedAt, order.orderedAt)
    }
  }

  clear(): void {
    this.customers.clear()
    this.days.clear()
  }

  /** Marks a customer whose first or last order may have gone. */
  reread(customerId: string | null): void {
    if (customerId !== null) this.#customer(customerId).reread = true
  }

  addReturn(
    sign: 1 | -1,
    fact: ReturnContribution,
    order: OrderContribution | null,
    product: ProductDimensions | null,
  ): void {
    const bump = (dimension: string, value: string | null): void => {
      const day = this.#day(dimension, value, fact.returnedDay)
      day.returnsMinor += sign * fact.amountMinor
      day.returnedUnits += sign * fact.quantity
    }
    bump('all', null)
    for (const dimension of ORDER_DIMENSIONS) {
      bump(dimension, (dimension === 'country' ? fact.country : null) ?? order?.[dimension] ?? null)
    }
    bump('category', product?.category ?? null)
    bump('brand', product?.brand ?? null)
    const month = this.#day(PRODUCT_MONTHS, fact.productId, firstDayOfMonth(fact.returnedDay))
    month.returnsMinor += sign * fact.amountMinor
    month.returnedUnits += sign * fact.quantity
    if (fact.customerId === null) return
    const customer = this.#customer(fact.customerId)
    customer.returnsMinor += sign * fact.amountMinor
    customer.returnedUnits += sign * fact.quantity
    monthOf(customer, fact.returnedDay).returnsMinor += sign * fact.amountMinor
  }

  #addLines(
    sign: 1 | -1,
    anonymous: number,
    orderedDay: number,
    lines: readonly LineContribution[],
    dimensionsOf: (productId: string) => ProductDimensions | null,
  ): void {
    // An order counts once per category, brand and product, however many lines it has there.
    const seen = new Set<DayDelta>()
    const month = firstDayOfMonth(orderedDay)
    for (const line of lines) {
      const product = dimensionsOf(line.productId)
      const cost = product?.costMinor ?? null
      for (const day of [
        this.#day('category', product?.category ?? null, orderedDay),
        this.#day('brand', product?.brand ?? null, orderedDay),
        this.#day(PRODUCT_MONTHS, line.productId, month),
      ]) {
        if (!seen.has(day)) {
          seen.add(day)
          day.orders += sign
          day.anonymousOrders += anonymous
        }
        day.grossMinor += sign * line.amountMinor
        day.units += sign * line.quantity
        if (cost !== null) {
          day.costMinor += sign * cost * line.quantity
          day.costedGrossMinor += sign * line.amountMinor
        }
      }
    }
  }

  #day(dimension: string, value: string | null, day: number): DayDelta {
    let days = this.days.get(dimension)
    if (days === undefined) this.days.set(dimension, (days = new Map()))
    let values = days.get(day)
    if (values === undefined) days.set(day, (values = new Map()))
    let delta = values.get(value ?? '')
    if (delta === undefined) values.set(value ?? '', (delta = newDay()))
    return delta
  }

  #customer(customerId: string): CustomerDelta {
    let delta = this.customers.get(customerId)
    if (delta === undefined) {
      delta = {
        orders: 0,
        grossMinor: 0,
        returnsMinor: 0,
        units: 0,
        returnedUnits: 0,
        firstOrderAt: null,
        lastOrderAt: null,
        reread: false,
        months: [],
      }
      this.customers.set(customerId, delta)
    }
    return delta
  }
}

function monthOf(customer: CustomerDelta, day: number): MonthDelta {
  const month = monthOfDay(day)
  let delta = customer.months.find((known) => known.month === month)
  if (delta === undefined) {
    delta = { month, orders: 0, grossMinor: 0, returnsMinor: 0, units: 0 }
    customer.months.push(delta)
  }
  return delta
}
