import { describe, expect, test } from 'vitest'
import { findOrders, type FindOrdersInput } from '../../../src/services/orders/find-orders.ts'
import type { ServiceContext } from '../../../src/services/context.ts'
import { customers, orderStatusChanges, products, settings } from '../../../src/store/schema/index.ts'
import { eq } from 'drizzle-orm'
import { makeShop, testActor, testContext } from '../../support/shop.ts'

const at = (date: string, hour = 12): number => Date.parse(`${date}T${String(hour).padStart(2, '0')}:00:00Z`)

const shop = () => {
  const store = makeShop({
    orders: [
      {
        id: 'O-1',
        customer: 'A',
        at: '2026-06-01',
        status: 'delivered',
        channel: 'app',
        region: '西南',
        shippedAt: at('2026-06-02'),
        promisedAt: at('2026-06-05', 0),
        deliveredAt: at('2026-06-05', 20),
        lines: [
          { product: 'P1', quantity: 2, amountMinor: 20_000 },
          { product: 'P2', amountMinor: 5_000 },
        ],
      },
      {
        id: 'O-2',
        customer: 'A',
        at: '2026-06-10',
        status: 'delivered',
        shippedAt: at('2026-06-11'),
        promisedAt: at('2026-06-14'),
        deliveredAt: at('2026-06-17'),
        lines: [{ product: 'P2', amountMinor: 8_000 }],
      },
      {
        id: 'O-3',
        customer: 'B',
        at: '2026-06-20',
        status: 'shipped',
        shippedAt: at('2026-06-21'),
        promisedAt: at('2026-06-25'),
        lines: [{ product: 'P1', amountMinor: 90_000 }],
      },
      {
        id: 'O-4',
        customer: 'B',
        at: '2026-06-28',
        status: 'pending',
        promisedAt: at('2026-07-03'),
        lines: [{ product: 'P1', amountMinor: 1_000 }],
      },
      {
        id: 'O-5',
        customer: 'B',
        at: '2026-06-15',
        status: 'cancelled',
        cancelledAt: at('2026-06-16'),
        grossMinor: 7_000,
      },
      { id: 'O-6', customer: null, at: '2026-05-15', status: 'completed', grossMinor: 3_000 },
    ],
    returns: [{ customer: 'A', at: '2026-06-08', amountMinor: 10_000, order: 'O-1', product: 'P1' }],
  })
  store.db
    .insert(products)
    .values([
      { id: 'P1', name: 'Aurora Kettle', nameAlternative: '极光水壶', category: 'kitchenware' },
      { id: 'P2', name: 'Filter <b>bag</b>', category: 'kitchenware' },
    ])
    .run()
  store.db.update(customers).set({ region: '华东' }).where(eq(customers.id, 'B')).run()
  return store
}

const ask = (input: FindOrdersInput, overrides: Partial<ServiceContext> = {}, asOf = '2026-06-30', store = shop()) =>
  findOrders({ ctx: testContext(store, asOf, overrides), input })
const ids = (result: ReturnType<typeof ask>): string[] => result.data.orders.map((order) => order.order_id)
const factOf = (result: ReturnType<typeof ask>, id: string): unknown =>
  result.facts.find((fact) => fact.id === id)?.value

describe('one order', () => {
  test('calls its products by the name of the reader’s language', () => {
    const names = (language: 'en' | 'zh') =>
      ask({ order_id: 'O-1' }, { language }).data.orders[0]?.lines.map((line) => line.product_name)
    expect(names('zh')).toEqual(['极光水壶', 'Filter bag'])
    expect(names('en')).toEqual(['Aurora Kettle', 'Filter bag'])
  })

  test('tells what is in it, when it came, until when it can go back and what did', () => {
    const result = ask({ order_id: 'O-1' })
    expect(result.data.orders[0]).toMatchObject({
      ordered_on: '2026-06-01',
      status: 'delivered',
      gross_minor: 25_000,
      late: false,
      days_late: 0,
      promised_on: '2026-06-05',
      delivered_on: '2026-06-05',
      return_deadline: '2026-06-12',
      returnable: false,
      returns: [{ product_id: 'P1', quantity: 1, amount_minor: 10_000 }],
    })
    expect(result.data.orders[0]?.lines).toEqual(
      expect.arrayContaining([
        {
          product_id: 'P1',
          product_name: 'Aurora Kettle',
          category: 'kitchenware',
          quantity: 2,
          unit_price: 100,
          amount_minor: 20_000,
        },
      ]),
    )
    expect(factOf(result, 'items')).toContain('2 x Aurora Kettle')
    expect(factOf(result, 'items')).toContain('Filter bag')
    expect(factOf(result, 'return_deadline')).toBe('2026-06-12')
  })

  test('is late by whole days after the promised one, and until as-of while it is under way', () => {
    expect(ask({ order_id: 'O-2' }).data.orders[0]).toMatchObject({ late: true, days_late: 3 })
    expect(ask({ order_id: 'O-3' }).data.orders[0]).toMatchObject({
      late: true,
      days_late: 5,
      stuck: true,
      days_stuck: 9,
    })
    expect(ask({ order_id: 'O-4' }).data.orders[0]).toMatchObject({
      late: false,
      stuck: false,
      return_deadline: null,
      returnable: null,
    })
  })

  test('stands as it stood at an earlier as-of', () => {
    expect(ask({ order_id: 'O-1' }, {}, '2026-06-03').data.orders[0]).toMatchObject({
      status: 'shipped',
      delivered_on: null,
      returns: [],
    })
    expect(ask({ order_id: 'O-1' }, {}, '2026-06-01').data.orders[0]).toMatchObject({
      status: 'pending',
      shipped_on: null,
    })
    expect(ask({ order_id: 'O-5' }, {}, '2026-06-15').data.orders[0]).toMatchObject({ status: 'pending', valid: true })
    expect(() => ask({ order_id: 'O-4' }, {}, '2026-06-27')).toThrow(/no order 'O-4'/)
  })

  test('has the last status that changed before as-of', () => {
    const store = shop()
    store.db
      .insert(orderStatusChanges)
      .values([
        { orderId: 'O-4', changedAt: at('2026-06-28', 13), status: 'paid' },
        { orderId: 'O-4', changedAt: at('2026-06-29'), status: 'processing' },
      ])
      .run()
    expect(ask({ order_id: 'O-4' }, {}, '2026-06-28', store).data.orders[0]?.status).toBe('paid')
    expect(ask({ order_id: 'O-4' }, {}, '2026-06-30', store).data.orders[0]?.status).toBe('processing')
  })

  test('takes the return window and the stuck limit from the settings', () => {
    const store = shop()
    store.db
      .insert(settings)
      .values([
        { key: 'return_window_days', value: '30', updatedAt: 0 },
        { key: 'stuck_parcel_days', value: '10', updatedAt: 0 },
      ])
      .run()
    expect(ask({ order_id: 'O-1' }, {}, '2026-06-30', store).data.orders[0]).toMatchObject({
      return_deadline: '2026-07-05',
      returnable: true,
    })
    expect(ask({ order_id: 'O-3' }, {}, '2026-06-30', store).data.orders[0]?.stuck).toBe(false)
  })
})

describe('lists of orders', () => {
  test.each<[string, FindOrdersInput, string[]]>([
    ['newest first', {}, ['O-4', 'O-3', 'O-5', 'O-2', 'O-1', 'O-6']],
    ['of a customer', { customer_id: 'A' }, ['O-2', 'O-1']],
    ['by amount', { sort: '-amount', limit: 2 }, ['O-3', 'O-1']],
    ['of a period', { period: { from: '2026-06-10', to: '2026-06-16' } }, ['O-5', 'O-2']],
    ['by status', { status: 'Cancelled' }, ['O-5']],
    ['late', { status: 'late' }, ['O-3', 'O-2']],
    ['stuck', { status: 'stuck' }, ['O-3']],
    ['not yet delivered', { status: 'open' }, ['O-4', 'O-3']],
    ['with a product', { filters: [{ field: 'product_id', op: 'eq', value: 'P2' }] }, ['O-2', 'O-1']],
    ['of an amount', { filters: [{ field: 'gross_revenue', op: 'gt', value: 200 }] }, ['O-3', 'O-1']],
    ['shipped to a region', { filters: [{ field: 'region', op: 'eq', value: '西南' }] }, ['O-1']],
    ['through a channel', { filters: [{ field: 'channel', op: 'in', value: ['APP'] }] }, ['O-1']],
    [
      'of customers in a stage',
      { filters: [{ field: 'orders', op: 'gte', value: 2 }] },
      ['O-4', 'O-3', 'O-5', 'O-2', 'O-1'],
    ],
  ])('%s', (_name, input, expected) => {
    expect(ids(ask(input))).toEqual(expected)
  })

  test('count what matches, and add up the valid ones only', () => {
    const result = ask({ customer_id: 'B' })
    expect(result.data).toMatchObject({ matched: 3, valid: 2, gross_minor: 91_000 })
    expect(result.evidence.rows_left_out).toEqual({ not_valid: 1 })
    expect(factOf(result, 'gross_total')).toBe(910)
  })

  test('refuse a period outside the data and an unknown product', () => {
    expect(() => ask({ period: '2031' })).toThrow(/outside the data/)
    expect(() => ask({ filters: [{ field: 'category', op: 'eq', value: 'boats' }] })).toThrow(/no product/)
    expect(() => ask({ customer_id: 'nobody' })).toThrow(/no customer 'nobody'/)
  })
})

describe('a service bot', () => {
  const bound = testActor('service_bot', { boundCustomerId: 'A' })

  test('speaks of the orders of its customer without being told which', () => {
    expect(ids(ask({}, { actor: bound }))).toEqual(['O-2', 'O-1'])
    expect(ids(ask({ order_id: 'O-1' }, { actor: bound }))).toEqual(['O-1'])
  })

  test('hears the same of an order that is not its customer’s as of one that does not exist', () => {
    const words = (orderId: string): string => {
      try {
        ask({ order_id: orderId }, { actor: bound })
        return 'answered'
      } catch (error) {
        return error instanceof Error ? error.message.replace(orderId, '?') : 'odd'
      }
    }
    expect(words('O-3')).toBe(words('O-99'))
    expect(words('O-3')).toBe("no order '?' in this shop")
    expect(() => ask({ customer_id: 'B' }, { actor: bound })).toThrow(/no customer 'B'/)
  })

  test('without a customer is asked for one and gets no list', () => {
    expect(() => ask({}, { actor: testActor('service_bot') })).toThrow(/one customer at a time/)
    expect(() => ask({ order_id: 'O-1' }, { actor: testActor('service_bot') })).toThrow(/one customer at a time/)
  })
})
