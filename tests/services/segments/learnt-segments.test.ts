import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../../src/lib/random.ts'
import { dateOfDay, dayOfDate, MS_PER_DAY } from '../../../src/lib/time-zone.ts'
import type { DiscoverSegmentsInput } from '../../../src/services/segments/discovered/discovery.ts'
import { isLearnt, segmentByLearnt } from '../../../src/services/segments/learnt/segment-by-learnt.ts'
import { visitSequences, VISIT_KINDS } from '../../../src/services/segments/learnt/visit-kinds.ts'
import type { Store } from '../../../src/store/open.ts'
import { customerConsents, customers, orderLines, orders, products } from '../../../src/store/schema/index.ts'
import { segmentCustomersTool } from '../../../tools/segments/segment-customers.ts'
import { addEvents, visitShop } from '../../support/visit-shop.ts'
import { makeShop, testContext, type TestOrder } from '../../support/shop.ts'

const LAST_DAY = '2026-06-30'
const ask = (store: Store, input: DiscoverSegmentsInput, asOf = LAST_DAY) =>
  segmentByLearnt({ ctx: testContext(store, asOf), input })

/** Buyers of tea, of tools or of toys, each with one strange line among many. */
function tasteShop(): Store {
  const random = seededRandom('tastes')
  const categories = ['tea', 'tools', 'toys']
  const bought: TestOrder[] = []
  for (let customer = 0; customer < 150; customer++) {
    const liked = categories[customer % 3] ?? ''
    for (let order = 0; order < 4; order++) {
      const lines = Array.from({ length: 3 }, () => ({
        product: `${random() < 0.95 ? liked : (categories[Math.floor(random() * 3)] ?? '')}-${Math.floor(random() * 6)}`,
        amountMinor: 1000,
      }))
      bought.push({ customer: `c-${customer}`, at: dateOfDay(dayOfDate(LAST_DAY) - 10 - order * 20), lines })
    }
  }
  bought.push({ customer: 'once', at: LAST_DAY, lines: [{ product: 'tea-1', amountMinor: 500 }] })
  const store = makeShop({ orders: bought })
  for (const category of categories) {
    for (let i = 0; i < 6; i++)
      store.db
        .insert(products)
        .values({ id: `${category}-${i}`, name: `${category} ${i}`, category })
        .run()
  }
  store.db
    .insert(customerConsents)
    .values({ customerId: 'c-0', kind: 'profiling', changedAt: 1, granted: 0, source: null })
    .run()
  return store
}

describe('segments by taste', () => {
  const store = tasteShop()

  test('find who buys together what, and are named after it', async () => {
    const { data, facts } = await ask(store, { method: 'taste' })
    const groups = new Map(data.segments.map(({ id, size }) => [id, size]))
    expect(
      data.segments
        .slice(0, 3)
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(['tea', 'tools', 'toys'])
    // c-0 has withdrawn the consent; each other group is whole.
    expect(groups.get('tea')).toBe(49)
    expect(groups.get('tools')).toBe(50)
    expect(groups.get('toys')).toBe(50)
    expect(groups.get('no consent to profiling')).toBe(1)
    expect(groups.get('too few products')).toBe(1)
    expect(facts.find(({ id }) => id === 'taste_stability')?.value).toBeGreaterThan(0.9)
    expect(segmentCustomersTool.output.safeParse(data).success).toBe(true)
  })

  test('put a new customer into a group by the purchases alone', async () => {
    const before = (await ask(store, { method: 'taste' })).evidence.model?.id
    // A customer who is new in the shop and buys what c-1 bought.
    store.db.insert(customers).values({ id: 'fresh', createdAt: 0 }).run()
    for (const order of store.db.select().from(orders).where(eq(orders.customerId, 'c-1')).all()) {
      store.db
        .insert(orders)
        .values({ ...order, id: `fresh ${order.id}`, customerId: 'fresh' })
        .run()
      for (const line of store.db.select().from(orderLines).where(eq(orderLines.orderId, order.id)).all()) {
        store.db
          .insert(orderLines)
          .values({ ...line, orderId: `fresh ${order.id}` })
          .run()
      }
    }
    const { data, evidence } = await ask(store, { method: 'taste' })
    expect(evidence.model?.id).toBe(before)
    expect(data.assignment?.['tools']).toContain('fresh')
  })

  test('add up to all customers, and compare two dates by one model', async () => {
    const { data } = await ask(store, { method: 'taste', compare_as_of: '2026-06-01' })
    expect(data.segments.reduce((sum, { size }) => sum + size, 0)).toBe(152)
    expect(data.migration?.ari).toBeGreaterThan(0.9)
  })

  test('are not cut where too few have a taste', async () => {
    const thin = makeShop({ orders: [{ customer: 'a', at: LAST_DAY, lines: [{ product: 'p', amountMinor: 100 }] }] })
    const { gate, data } = await ask(thin, { method: 'taste' })
    expect(gate).toMatchObject({ failed: 'customers_with_three_products', have: 0, need: 100 })
    expect(segmentCustomersTool.output.safeParse(data).success).toBe(true)
  })

  test('choose their groups themselves', async () => {
    await expect(ask(store, { method: 'taste', k: 3 })).rejects.toMatchObject({ code: 'INVALID_INPUT', field: 'k' })
  })
})

describe('segments by behaviour', () => {
  const store = visitShop({ customers: 200, visits: 15, lastDay: LAST_DAY })

  test('name states after what is done in them, and put everybody in one', async () => {
    const { data, facts } = await ask(store, { method: 'behaviour' })
    expect(data.segments.reduce((sum, { size }) => sum + size, 0)).toBe(202)
    const ids = data.segments.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toContain('no_visit')
    expect(data.segments.find(({ id }) => id === 'no_visit')?.size).toBe(1)
    expect(data.segments.find(({ id }) => id === 'not_profiled')?.size).toBe(1)
    expect(ids.filter((id) => id.startsWith('state_')).length).toBeGreaterThanOrEqual(2)
    expect(facts.find(({ id }) => id === 'held_out')?.value).toBeLessThan(0)
    expect(segmentCustomersTool.output.safeParse(data).success).toBe(true)
  })

  test('take who stays away for a year for away', async () => {
    const later = '2027-06-29'
    const busy = dayOfDate(later) * MS_PER_DAY
    addEvents(
      store,
      Array.from({ length: 30 }, (_, i) => ({ customer: 'v-1', at: busy - i * 2 * MS_PER_DAY, name: 'pay' })),
    )
    const { data } = await ask(store, { method: 'behaviour' }, later)
    const away = data.assignment?.['state_away'] ?? []
    expect(away.length).toBeGreaterThan(150)
    expect(away).not.toContain('v-1')
  })

  test('leave chosen measures and numbers of groups to the clusters of buyers', () => {
    expect(isLearnt({ method: 'behaviour' })).toBe(true)
    expect(isLearnt({ method: 'behaviour', k: 4 })).toBe(false)
    expect(isLearnt({ method: 'behaviour', features: ['recency'] })).toBe(false)
    expect(isLearnt({ method: 'kmeans' })).toBe(false)
  })

  test('rest on orders where the shop collects no visits', async () => {
    const ordered = Array.from({ length: 40 }, (_, i) => ({
      customer: `b-${i}`,
      at: dateOfDay(dayOfDate(LAST_DAY) - i),
    }))
    const { data } = await ask(makeShop({ orders: ordered }), { method: 'behaviour' })
    expect(data).toMatchObject({ method: 'behaviour', features: expect.arrayContaining(['recency']) })
  })
})

describe('visitSequences', () => {
  const at = (day: number, minute = 0) => day * MS_PER_DAY + minute * 60_000
  const move = (day: number, minute: number, name: string, customerId = 'x') => ({
    customerId,
    at: at(day, minute),
    name,
    productId: null,
    category: null,
    query: null,
  })

  test('calls a visit after the strongest thing done in it, and counts months of silence', () => {
    const { symbols, offsets, customerIds } = visitSequences(
      [
        move(0, 0, 'page'),
        move(1, 0, 'search'),
        move(1, 5, 'product_view'),
        move(2, 0, 'add_to_cart'),
        move(2, 10, 'pay'),
        move(70, 0, 'product_view'),
        move(3, 0, 'page', 'y'),
      ],
      at(75),
    )
    expect(customerIds).toEqual(['x', 'y'])
    const kinds = Array.from(symbols, (symbol) => VISIT_KINDS[symbol])
    expect(kinds.slice(0, offsets[1])).toEqual(['glance', 'search', 'buy', 'away', 'away', 'look'])
    expect(kinds.slice(offsets[1])).toEqual(['glance', 'away', 'away'])
  })

  test('keeps the latest visits of a machine that never rests', () => {
    const clicks = Array.from({ length: 5000 }, (_, i) => move(0, i * 31, 'click'))
    expect(visitSequences(clicks, at(200)).symbols.length).toBeLessThanOrEqual(200)
  })
})
