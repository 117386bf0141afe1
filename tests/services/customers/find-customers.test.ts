import { describe, expect, test } from 'vitest'
import type { ToolSuccess } from '../../../src/lib/tool-result.ts'
import { findCustomers, type FindCustomersInput } from '../../../src/services/customers/find-customers.ts'
import type { ServiceContext } from '../../../src/services/context.ts'
import { auditLog } from '../../../src/store/schema/index.ts'
import { addIdentifiers } from '../../support/people.ts'
import { makeShop, testActor, testContext } from '../../support/shop.ts'

const shop = () => {
  const store = makeShop({
    customers: ['A', 'B', 'C', 'D'].map((id) => ({ id, createdAt: 0, region: id === 'B' ? '华北' : '华东' })),
    orders: [
      { customer: 'A', at: '2026-06-01', grossMinor: 10_000 },
      { customer: 'B', at: '2026-06-10', grossMinor: 30_000 },
      { customer: 'C', at: '2026-05-01', grossMinor: 20_000 },
    ],
    returns: [{ customer: 'C', at: '2026-06-05', amountMinor: 15_000 }],
  })
  addIdentifiers(store, 'A', { name: '王伟', email: 'wei.a@example.com', phone: '13800138000' })
  addIdentifiers(store, 'B', { name: 'Wang Wei', email: 'wei.b@example.com' })
  addIdentifiers(store, 'C', { name: '王伟', phone: '13900139000' })
  return store
}

const ask = (input: FindCustomersInput, overrides: Partial<ServiceContext> = {}, store = shop()) =>
  findCustomers({ ctx: testContext(store, '2026-06-30', overrides), input })
const ids = (result: ReturnType<typeof ask>): string[] => result.data.customers.map((customer) => customer.customer_id)
const factOf = (result: ReturnType<typeof ask>, id: string): unknown =>
  result.facts.find((fact) => fact.id === id)?.value

describe('lists', () => {
  test('come by net revenue, largest first, with totals of all that match', () => {
    const result = ask({ filters: [{ field: 'orders', op: 'gte', value: 1 }], limit: 2 })
    expect(ids(result)).toEqual(['B', 'A'])
    expect(result.data.matched).toBe(3)
    expect(factOf(result, 'net_revenue_total')).toBe(450)
    expect(factOf(result, 'orders_total')).toBe(3)
    expect(result.table?.total_rows).toBe(3)
    expect(result.data.customers[1]).toMatchObject({
      lifecycle: 'new',
      orders: 1,
      net_revenue_minor: 10_000,
      last_order_at: '2026-06-01',
      recency_days: 29,
      region: '华东',
    })
  })

  test('put customers without a value last, whichever way they are sorted', () => {
    expect(ids(ask({ sort: 'recency_days' }))).toEqual(['B', 'A', 'C', 'D'])
    expect(ids(ask({ sort: '-recency_days' }))).toEqual(['C', 'A', 'B', 'D'])
    expect(ids(ask({ sort: '-customer_id' }))).toEqual(['D', 'C', 'B', 'A'])
  })

  test('say the definition of churned and offer the 90-day rule', () => {
    const result = ask({ filters: [{ field: 'lifecycle', op: 'eq', value: 'churned' }] })
    expect(result.evidence.definition.at(-1)).toMatch(/lifecycle stage.*no order for 90 days/s)
    expect(result.suggestions).toContain('Who has not ordered for 90 days?')
  })
})

describe('a ranking over a period', () => {
  const q1 = { from: '2026-05-01', to: '2026-06-05' }
  test('sorts by the orders and the revenue of that period and shows both', () => {
    const result = ask({ sort: '-net_revenue', sort_period: q1, filters: [{ field: 'orders', op: 'gte', value: 1 }] })
    expect(ids(result)).toEqual(['C', 'A', 'B'])
    expect(result.data.customers.map((one) => one.period_net_revenue_minor)).toEqual([20_000, 10_000, 0])
    expect(result.table?.rows[0]).toMatchObject({ net_revenue: 50, period_net_revenue: 200, period_orders: 1 })
    expect([factOf(result, 'period_from'), factOf(result, 'period_to')]).toEqual(['2026-05-01', '2026-06-04'])
    expect(factOf(result, 'period_net_revenue_total')).toBe(300)
    expect(result.evidence.period).toMatchObject(q1)
  })

  test('refuses a period without data', () => {
    expect(() => ask({ sort_period: '2030' })).toThrow(/outside the data/)
  })
})

describe('narrowing an earlier list', () => {
  const earlier = (rows: readonly string[]): ToolSuccess => ({
    ok: true,
    result_id: 'r1',
    data: { customers: rows.map((customer_id) => ({ customer_id })) },
    facts: [],
    table: null,
    chart: null,
    evidence: { ...ask({}).evidence, tool: 'predict_churn', args: {}, as_of: '', elapsed_ms: 0 },
    gate: null,
    warnings: [],
    suggestions: [],
  })

  test('keeps its order and only its customers', () => {
    const earlierResult = (id: string) => (id === 'r1' ? earlier(['C', 'D', 'A']) : null)
    expect(ids(ask({ within: 'r1' }, { earlierResult }))).toEqual(['C', 'D', 'A'])
    const spent = ask(
      { within: 'r1', filters: [{ field: 'net_revenue', op: 'gt', value: 10, period: '2026' }] },
      { earlierResult },
    )
    expect(ids(spent)).toEqual(['C', 'A'])
    expect(ids(ask({ within: 'r1', sort: '-net_revenue' }, { earlierResult }))).toEqual(['A', 'C', 'D'])
  })

  test('takes in all whom a search found, not only the first that it showed', () => {
    const store = makeShop({
      customers: Array.from({ length: 30 }, (_, index) => ({ id: `C-${index + 10}`, createdAt: 0 })),
      orders: Array.from({ length: 30 }, (_, index) => ({
        customer: `C-${index + 10}`,
        at: '2026-06-01',
        grossMinor: 1000 * (30 - index),
      })),
    })
    const found = (input: FindCustomersInput): ToolSuccess => ({
      ...earlier([]),
      data: ask(input, {}, store).data,
      evidence: {
        ...ask(input, {}, store).evidence,
        tool: 'find_customers',
        args: { ...input },
        as_of: '',
        elapsed_ms: 0,
      },
    })
    const all = { filters: [{ field: 'orders', op: 'gte', value: 1 }] } as const
    const matched = (input: FindCustomersInput) =>
      ask({ within: 'r1' }, { earlierResult: () => found(input) }, store).data
    expect(matched(all).matched).toBe(30)
    expect(matched(all).customers[0]?.customer_id).toBe('C-10')
    expect(matched({ ...all, limit: 3 }).matched).toBe(3)
  })

  test('needs a result that exists and lists customers', () => {
    expect(() => ask({ within: 'r9' })).toThrow(/no result 'r9'/)
    const earlierResult = () => ({ ...earlier([]), data: { total: 1 } })
    expect(() => ask({ within: 'r1' }, { earlierResult })).toThrow(/lists no customers/)
  })
})

describe('looking up by identifier', () => {
  test('finds exact holders of a name, an e-mail or a number however written', () => {
    expect(ids(ask({ identifier: '王伟' }))).toEqual(['A', 'C'])
    expect(ids(ask({ identifier: 'WEI.A@example.com' }))).toEqual(['A'])
    expect(ids(ask({ identifier: '+86 139-0013-9000' }))).toEqual(['C'])
    expect(ids(ask({ identifier: '李雷' }))).toEqual([])
  })

  test('falls back to names that hold the words only when nobody has exactly that name', () => {
    expect(ids(ask({ identifier: '王' }))).toEqual(['A', 'C'])
    expect(ids(ask({ identifier: 'Wei' })).toSorted()).toEqual(['A', 'B', 'C'])
  })

  test('meets the same name across scripts, whichever part comes first, and not names that only begin so', () => {
    const store = shop()
    addIdentifiers(store, 'D', { name: '王伟明' })
    for (const written of [' WANG  wei ', 'Wei Wang']) {
      expect(ids(ask({ identifier: written }, {}, store)).toSorted()).toEqual(['A', 'B', 'C'])
    }
    expect(ids(ask({ identifier: 'Wang Weiming' }, {}, store))).toEqual(['D'])
    expect(ids(ask({ identifier: '王卫' }, {}, store)).toSorted()).toEqual(['A', 'B', 'C'])
    expect(ids(ask({ identifier: 'weiming.wang@example.com' }, {}, store))).toEqual([])
  })

  test('is refused to roles that may not see identifiers', () => {
    for (const role of ['analyst', 'slack_guest', 'service_bot'] as const) {
      expect(() => ask({ identifier: '王伟' }, { actor: testActor(role) })).toThrow(/may not|one customer at a time/)
    }
  })
})

describe('identifiers in a list', () => {
  test('show names to a role that may see them, e-mail and number masked, and the read is audited', () => {
    const store = shop()
    const [first] = ask({ identifier: 'wei.a@example.com' }, {}, store).data.customers
    expect(first).toMatchObject({ customer_name: '王伟', email: 'w***@example.com', phone: '138****8000' })
    const entries = store.db.select().from(auditLog).all()
    expect(entries).toHaveLength(1)
    expect(JSON.stringify(entries)).not.toMatch(/王伟|example\.com/)
    expect(entries[0]?.subject).toMatch(/^customer:[0-9a-f]{32}$/)
  })

  test('are masked for an analyst and in a shared channel, and no reveal is recorded', () => {
    const store = shop()
    for (const actor of [testActor('analyst'), testActor('marketer', { sharedChannel: true })]) {
      const result = ask({ filters: [{ field: 'customer_id', op: 'eq', value: 'A' }] }, { actor }, store)
      expect(result.data.customers[0]?.customer_name).toBe('王*')
      expect(result.data.identifiers).toBe('masked')
    }
    expect(store.db.select().from(auditLog).all()).toEqual([])
  })
})

describe('whom a caller may ask about', () => {
  const one = (value: string): FindCustomersInput => ({ filters: [{ field: 'customer_id', op: 'eq', value }] })

  test('a bound service bot finds its customer and nobody else, in the words of somebody who does not exist', () => {
    const actor = testActor('service_bot', { boundCustomerId: 'A' })
    expect(ids(ask(one('A'), { actor }))).toEqual(['A'])
    const refusal = (value: string): string => {
      try {
        ask(one(value), { actor })
        return 'answered'
      } catch (error) {
        return error instanceof Error ? error.message.replace(value, '?') : 'odd'
      }
    }
    expect(refusal('B')).toBe(refusal('nobody'))
    expect(refusal('B')).not.toBe('answered')
  })

  test('an unbound service bot never lists candidates', () => {
    expect(() => ask({}, { actor: testActor('service_bot') })).toThrow(/never lists customers/)
    expect(() => ask({}, { actor: testActor('slack_guest') })).toThrow(/may not/)
  })

  test('an id that does not exist is said so', () => {
    expect(() => ask(one('Z'))).toThrow(/no customer 'Z'/)
  })
})
