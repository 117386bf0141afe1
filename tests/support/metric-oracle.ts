import type { TestShop } from './shop.ts'

/** What the oracle is asked: one metric, at most one group and one grain, a window of dates, simple filters. */
export interface OracleQuestion {
  readonly metric: string
  readonly group: string | null
  readonly grain: 'day' | 'month' | null
  /** Half-open local dates. */
  readonly from: string
  readonly to: string
  /** Facts count when their instant is < this. */
  readonly until: number
  readonly filter: { readonly field: string; readonly op: 'eq' | 'ne'; readonly value: string } | null
}

export interface OracleFacts extends TestShop {
  readonly zone: string
  readonly products: readonly {
    readonly id: string
    readonly category: string
    readonly brand: string
    readonly costMinor: number | null
  }[]
}

/** Local calendar date and hour by the runtime's own calendar. */
export function localTime(
  zone: string,
  instant: number,
): { readonly date: string; readonly hour: string; readonly weekday: string } {
  const parts: Record<string, string> = {}
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    weekday: 'short',
  })
  for (const part of format.formatToParts(instant)) parts[part.type] = part.value
  const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
  return {
    date: `${parts['year']}-${parts['month']}-${parts['day']}`,
    hour: parts['hour'] ?? '',
    weekday: String(weekdays.indexOf(parts['weekday'] ?? '') + 1),
  }
}

interface Sale {
  readonly order: string
  readonly customer: string | null
  readonly at: number
  readonly amount: number
  readonly units: number
  readonly cost: number
  readonly costed: number
  readonly coupon: boolean
  readonly attributes: Readonly<Record<string, string>>
}

interface GivenBack {
  readonly customer: string | null
  readonly at: number
  readonly amount: number
  readonly units: number
  /** Instant of the order it comes from, when that is a known valid one; null: on its own date; undefined: of no valid order. */
  readonly orderAt: number | null | undefined
  readonly attributes: Readonly<Record<string, string>>
}

const PRODUCT_GROUPS = ['product_id', 'category', 'brand']
const ORDER_GROUPS = ['country', 'region', 'channel', 'device']

/** The same figures by plain loops over the facts: no SQL, no rollups, no shared code. */
export function oracle(facts: OracleFacts, question: OracleQuestion): Map<string, number | null> {
  const { metric, group, grain, filter } = question
  const byLine = PRODUCT_GROUPS.includes(group ?? '') || PRODUCT_GROUPS.includes(filter?.field ?? '')
  const customers = new Map((facts.customers ?? []).map((customer) => [customer.id, customer]))
  const products = new Map(facts.products.map((product) => [product.id, product]))
  const customerAttributes = (id: string | null): Record<string, string> => {
    const customer = id === null ? undefined : customers.get(id)
    return { gender: customer?.gender ?? '', age_band: customer?.ageBand ?? '', customer_id: id ?? '' }
  }
  const timed = (at: number): Record<string, string> => {
    const { hour, weekday } = localTime(facts.zone, at)
    return { hour, weekday }
  }
  const productAttributes = (id: string): Record<string, string> => ({
    product_id: id,
    category: products.get(id)?.category ?? '',
    brand: products.get(id)?.brand ?? '',
  })

  const validOrders = (facts.orders ?? [])
    .map((order, index) => ({ ...order, id: order.id ?? `O-${index}`, at: Date.parse(order.at) }))
    .filter(
      (order) =>
        order.at < question.until &&
        order.flag == null &&
        (order.lines ?? []).reduce((sum, line) => sum + line.amountMinor, 0) > 0 &&
        (order.cancelledAt == null || order.cancelledAt >= question.until),
    )
  const sales: Sale[] = validOrders.flatMap((order): Sale[] => {
    const own = Object.fromEntries(
      ORDER_GROUPS.map((name) => [name, String((order as unknown as Record<string, unknown>)[name] ?? '')]),
    )
    const base = {
      order: order.id,
      customer: order.customer,
      at: order.at,
      coupon: (order.coupon ?? '') !== '',
      attributes: { ...own, ...customerAttributes(order.customer), ...timed(order.at) },
    }
    const pieces = (order.lines ?? []).map((line) => {
      const quantity = line.quantity ?? 1
      const cost = products.get(line.product)?.costMinor ?? null
      return {
        ...base,
        amount: line.amountMinor,
        units: quantity,
        cost: cost === null ? 0 : cost * quantity,
        costed: cost === null ? 0 : line.amountMinor,
        attributes: { ...base.attributes, ...productAttributes(line.product) },
      }
    })
    if (byLine) return pieces
    const sum = (key: 'amount' | 'units' | 'cost' | 'costed'): number =>
      pieces.reduce((total, piece) => total + piece[key], 0)
    return [{ ...base, amount: sum('amount'), units: sum('units'), cost: sum('cost'), costed: sum('costed') }]
  })
  const returned: GivenBack[] = (facts.returns ?? [])
    .map((one) => ({ ...one, at: Date.parse(one.at) }))
    .filter((one) => one.at < question.until)
    .map((one) => {
      const order = (facts.orders ?? []).find((candidate, index) => (candidate.id ?? `O-${index}`) === one.order)
      const valid = validOrders.find((candidate) => candidate.id === one.order)
      const own = Object.fromEntries(
        ORDER_GROUPS.map((name) => [
          name,
          String((order as unknown as Record<string, unknown> | undefined)?.[name] ?? ''),
        ]),
      )
      return {
        customer: one.customer,
        at: one.at,
        amount: one.amountMinor,
        units: one.quantity ?? 1,
        orderAt: order === undefined ? null : valid?.at,
        attributes: {
          ...own,
          ...customerAttributes(one.customer),
          ...timed(one.at),
          ...productAttributes(one.product ?? ''),
        },
      }
    })

  const passes = (attributes: Readonly<Record<string, string>>): boolean => {
    if (filter === null) return true
    const same = attributes[filter.field] === filter.value
    return filter.op === 'eq' ? same : !same
  }
  const aboutCustomer = ['gender', 'age_band', 'customer_id'].includes(group ?? '')
  const keyOf = (at: number, attributes: Readonly<Record<string, string>>, customer: string | null): string | null => {
    const { date } = localTime(facts.zone, at)
    if (date < question.from || date >= question.to || !passes(attributes)) return null
    if (aboutCustomer && customer === null) return null
    const time = grain === null ? '' : grain === 'day' ? date : date.slice(0, 7)
    const named = group === null ? '' : (attributes[group] ?? '')
    return `${time}|${named}`
  }
  const groupsOf = <T extends { at: number; attributes: Readonly<Record<string, string>>; customer: string | null }>(
    list: readonly T[],
  ): Map<string, T[]> => {
    const map = new Map<string, T[]>()
    for (const one of list) {
      const key = keyOf(one.at, one.attributes, one.customer)
      if (key !== null) map.set(key, [...(map.get(key) ?? []), one])
    }
    return map
  }
  const sold = groupsOf(sales)
  const back = groupsOf(returned)
  const backByOrder = groupsOf(
    returned.flatMap((one) => {
      if (one.orderAt === undefined) return []
      const at = one.orderAt ?? one.at
      return [{ ...one, at, attributes: { ...one.attributes, ...timed(at) } }]
    }),
  )
  const firsts = new Map<string, { at: number; order: string }>()
  for (const { customer, at, id } of validOrders) {
    if (customer === null) continue
    const known = firsts.get(customer)
    if (known === undefined || at < known.at || (at === known.at && id < known.order))
      firsts.set(customer, { at, order: id })
  }

  const answer = new Map<string, number | null>()
  for (const key of new Set([
    ...sold.keys(),
    ...back.keys(),
    ...(metric === 'return_rate' ? backByOrder.keys() : []),
  ])) {
    const here = sold.get(key) ?? []
    const gone = back.get(key) ?? []
    const named = here.filter((sale) => sale.customer !== null)
    const total = (list: readonly { amount: number }[]): number => list.reduce((sum, one) => sum + one.amount, 0)
    const orders = new Set(here.map((sale) => sale.order)).size
    const ordersOf = (customer: string | null): number =>
      new Set(here.filter((sale) => sale.customer === customer).map((sale) => sale.order)).size
    const buyers = [...new Set(named.map((sale) => sale.customer))]
    const units = here.reduce((sum, sale) => sum + sale.units, 0)
    const costed = here.reduce((sum, sale) => sum + sale.costed, 0)
    const net = total(here) - total(gone)
    const ratio = (a: number, b: number): number | null => (b === 0 ? null : a / b)
    const values: Record<string, number | null> = {
      gross_revenue: total(here),
      returns: total(gone),
      net_revenue: net,
      orders,
      units,
      customers: buyers.length,
      new_customers: buyers.filter((customer) => {
        const first = firsts.get(customer ?? '')
        return named.some((sale) => sale.customer === customer && sale.order === first?.order)
      }).length,
      aov: ratio(net, orders),
      arpu: ratio(total(named) - total(gone.filter((one) => one.customer !== null)), buyers.length),
      repeat_rate: ratio(buyers.filter((customer) => ordersOf(customer) >= 2).length, buyers.length),
      gross_margin: ratio(costed - here.reduce((sum, sale) => sum + sale.cost, 0), costed),
      coupon_redemption: ratio(new Set(here.filter((sale) => sale.coupon).map((sale) => sale.order)).size, orders),
      return_rate: ratio(
        (backByOrder.get(key) ?? []).reduce((sum, one) => sum + one.units, 0),
        units,
      ),
    }
    answer.set(key, values[metric] ?? null)
  }
  return answer
}
