import { createIdentifierVault } from '../../src/privacy/create-identifier-vault.ts'
import { asOfEndOfDay, type AsOf } from '../../src/lib/as-of.ts'
import { fixedClock } from '../../src/lib/clock.ts'
import { createLog } from '../../src/lib/log.ts'
import { dayOfDate, timeZone } from '../../src/lib/time-zone.ts'
import type { Actor, Role } from '../../src/services/access/actor.ts'
import type { ServiceContext, Shop } from '../../src/services/context.ts'
import { openStore, type Store } from '../../src/store/open.ts'
import { customers, orderLines, orders, returns, shop as shopTable } from '../../src/store/schema/index.ts'

export interface TestLine {
  readonly product: string
  readonly quantity?: number
  /** Amount of the whole line in minor units. */
  readonly amountMinor: number
}

export interface TestOrder extends Partial<Omit<typeof orders.$inferInsert, 'id' | 'customerId' | 'orderedAt'>> {
  readonly id?: string
  readonly customer: string | null
  /** ISO instant, or a date that means noon in the shop's zone. */
  readonly at: string
  /** Gross in minor units when there are no lines; 1000 when left out. */
  readonly grossMinor?: number
  readonly lines?: readonly TestLine[]
}

export interface TestReturn {
  readonly customer: string | null
  readonly at: string
  readonly amountMinor: number
  readonly quantity?: number
  readonly product?: string
  readonly order?: string
}

export interface TestShop {
  readonly zone?: string
  readonly currency?: string
  readonly customers?: readonly (typeof customers.$inferInsert)[]
  readonly orders?: readonly TestOrder[]
  readonly returns?: readonly TestReturn[]
}

export const testShop = (zone = 'UTC', currency = 'CNY'): Shop => ({
  name: 'Test shop',
  zone: timeZone(zone),
  currency,
  weekStart: 1,
})

/**
 * A fresh in-memory store with these facts written as importing would leave them, without rollups: tests of questions that
 * rollups serve rebuild them first, or import a file.
 */
export function makeShop({ zone = 'UTC', currency = 'CNY', ...facts }: TestShop): Store {
  const store = openStore(':memory:')
  const shop = testShop(zone, currency)
  const instantOf = (at: string): number =>
    at.includes('T') ? Date.parse(at) : shop.zone.instantOf(dayOfDate(at) * 86_400_000 + 43_200_000)
  const named = new Set([...(facts.orders ?? []), ...(facts.returns ?? [])].map((fact) => fact.customer))
  const known = new Set((facts.customers ?? []).map((customer) => customer.id))
  const newest = Math.max(0, ...(facts.orders ?? []).map((order) => instantOf(order.at)))
  store.db
    .insert(shopTable)
    .values({
      id: 1,
      name: shop.name,
      timeZone: zone,
      currency,
      weekStart: 1,
      createdAt: 0,
      newestFactAt: newest === 0 ? null : newest,
    })
    .run()
  for (const customer of facts.customers ?? []) store.db.insert(customers).values(customer).run()
  for (const id of named) {
    if (id !== null && !known.has(id)) store.db.insert(customers).values({ id, createdAt: 0, isStub: 1 }).run()
  }
  for (const [index, { id = `O-${index}`, customer, at, lines, ...rest }] of (facts.orders ?? []).entries()) {
    const orderedAt = instantOf(at)
    const orderedDay = shop.zone.dayOf(orderedAt)
    const grossMinor = lines?.reduce((sum, line) => sum + line.amountMinor, 0) ?? rest.grossMinor ?? 1000
    const units = lines?.reduce((sum, line) => sum + (line.quantity ?? 1), 0) ?? 1
    store.db
      .insert(orders)
      .values({
        status: 'completed',
        hasSale: grossMinor > 0 ? 1 : 0,
        units,
        lineCount: lines?.length ?? 1,
        ...rest,
        id,
        customerId: customer,
        orderedAt,
        orderedDay,
        grossMinor,
      })
      .run()
    for (const [position, line] of (lines ?? []).entries()) {
      const quantity = line.quantity ?? 1
      store.db
        .insert(orderLines)
        .values({
          lineKey: Buffer.from(`${id}/${position}`),
          orderId: id,
          productId: line.product,
          orderedDay,
          quantity,
          unitPriceMicro: Math.round((line.amountMinor * 10_000) / quantity),
          amountMinor: line.amountMinor,
          kind: 'sale',
        })
        .run()
    }
  }
  for (const [index, { customer, at, amountMinor, quantity = 1, product, order }] of (facts.returns ?? []).entries()) {
    const returnedAt = instantOf(at)
    store.db
      .insert(returns)
      .values({
        returnKey: Buffer.from(`return/${index}`),
        customerId: customer,
        productId: product ?? null,
        orderId: order ?? null,
        returnedAt,
        returnedDay: shop.zone.dayOf(returnedAt),
        quantity,
        amountMinor,
      })
      .run()
  }
  return store
}

export const testActor = (role: Role = 'admin', rest: Partial<Actor> = {}): Actor => ({
  id: `test-${role}`,
  role,
  boundCustomerId: null,
  channel: 'cli',
  sharedChannel: false,
  ...rest,
})

export const testVault = createIdentifierVault(Buffer.alloc(32, 7))

/** A context as the wiring would make it, as of the end of `asOf` (a date). */
export function testContext(store: Store, asOf: string, overrides: Partial<ServiceContext> = {}): ServiceContext {
  const shop = overrides.shop ?? testShop()
  const until: AsOf = asOfEndOfDay(dayOfDate(asOf), shop.zone)
  return {
    store,
    vault: testVault,
    clock: fixedClock(until.until + 3_600_000),
    log: createLog('silent'),
    shop,
    actor: testActor(),
    language: 'en',
    asOf: until,
    defaultAsOf: until,
    frame: { asOfDay: until.day, weekStart: shop.weekStart, firstDay: 0 },
    home: '/nonexistent',
    earlierResult: () => null,
    signal: new AbortController().signal,
    ...overrides,
  }
}
