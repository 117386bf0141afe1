import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { featureRow } from '../../src/features/catalogue.ts'
import { loadFeatureSources } from '../../src/features/load-feature-sources.ts'
import { loadRfmTotals } from '../../src/features/load-rfm-totals.ts'
import { asOfEndOfDay } from '../../src/lib/as-of.ts'
import { dayOfDate, MS_PER_DAY } from '../../src/lib/time-zone.ts'
import type { Store } from '../../src/store/open.ts'
import {
  campaignExposures,
  customerConsents,
  customerRelations,
  customers,
  events,
  memberLevels,
  orders,
  orderStatusChanges,
  returns,
  reviews,
  surveys,
  tickets,
  visitorIdentities,
} from '../../src/store/schema/index.ts'
import { makeShop, testShop } from '../support/shop.ts'

const shop = testShop('Asia/Shanghai')
const asOf = asOfEndOfDay(dayOfDate('2026-03-31'), shop.zone)
const request = { asOf, shop }

/** A fact at a number of minutes from as-of: -1 is the last minute that is visible, 0 the first that is not. */
interface DrawnFact {
  readonly kind: (typeof KINDS)[number]
  readonly customer: string
  readonly minutes: number
  readonly amount: number
}

const KINDS = [
  'order',
  'cancellation',
  'return',
  'customer',
  'level',
  'consent',
  'event',
  'anonymous event',
  'identify',
  'relation',
  'exposure',
  'review',
  'ticket',
  'survey',
  'status change',
] as const

const CUSTOMERS = ['a', 'b', 'c', 'd'] as const

/** Writes one fact of any kind as importing would; `index` keeps keys apart. */
function addFact(store: Store, { kind, customer, minutes, amount }: DrawnFact, index: string): void {
  const at = asOf.until + minutes * 60_000
  const day = shop.zone.dayOf(at)
  const { db } = store
  switch (kind) {
    case 'order':
      db.insert(orders)
        .values({
          id: `O-${index}`,
          customerId: customer,
          orderedAt: at,
          orderedDay: day,
          status: 'completed',
          hasSale: 1,
          grossMinor: amount,
          units: 1,
          lineCount: 1,
        })
        .run()
      break
    case 'cancellation':
      store.sqlite
        .prepare(
          `UPDATE orders SET status = 'cancelled', cancelled_at = @at WHERE id =
             (SELECT id FROM orders WHERE customer_id = @customer AND ordered_at < @at AND cancelled_at IS NULL LIMIT 1)`,
        )
        .run({ at, customer })
      break
    case 'return':
      db.insert(returns)
        .values({
          returnKey: Buffer.from(index),
          customerId: customer,
          returnedAt: at,
          returnedDay: day,
          quantity: 1,
          amountMinor: amount,
        })
        .run()
      break
    case 'customer':
      db.insert(customers)
        .values({ id: `${customer}-${index}`, createdAt: at, region: '华东' })
        .run()
      break
    case 'level':
      db.insert(memberLevels)
        .values({ customerId: customer, changedAt: at, level: `L${amount}` })
        .onConflictDoNothing()
        .run()
      store.sqlite.prepare('UPDATE customers SET member_level = ? WHERE id = ?').run(`L${amount}`, customer)
      break
    case 'consent':
      db.insert(customerConsents)
        .values({ customerId: customer, kind: 'email', changedAt: at, granted: amount % 2 })
        .onConflictDoNothing()
        .run()
      break
    case 'event':
    case 'anonymous event':
      db.insert(events)
        .values({
          eventKey: Buffer.from(index),
          customerId: kind === 'event' ? customer : null,
          anonymousId: kind === 'event' ? null : `visitor-${customer}`,
          name: 'page',
          occurredAt: at,
          occurredDay: day,
          receivedAt: at,
        })
        .run()
      break
    case 'identify':
      db.insert(visitorIdentities)
        .values({ anonymousId: `visitor-${customer}`, customerId: customer, identifiedAt: at })
        .onConflictDoNothing()
        .run()
      break
    case 'relation':
      db.insert(customerRelations)
        .values({ customerId: customer, relatedId: 'a', kind: 'referral', since: at })
        .onConflictDoNothing()
        .run()
      break
    case 'exposure':
      db.insert(campaignExposures)
        .values({ campaignId: index, customerId: customer, variant: 'A', isControl: 0, sentAt: at })
        .run()
      break
    case 'review':
      db.insert(reviews).values({ id: index, customerId: customer, rating: 1, writtenAt: at, writtenDay: day }).run()
      break
    case 'ticket':
      db.insert(tickets).values({ id: index, customerId: customer, status: 'open', openedAt: at }).run()
      break
    case 'survey':
      db.insert(surveys)
        .values({ id: index, customerId: customer, kind: 'nps', score: 9, answeredAt: at, answeredDay: day })
        .run()
      break
    case 'status change':
      db.insert(orderStatusChanges)
        .values({ orderId: `O-${index}`, changedAt: at, status: 'shipped' })
        .run()
  }
}

const everyRow = (store: Store): unknown => {
  const sources = loadFeatureSources(store, request)
  return sources.features.customerIds.map((id, position) => [id, featureRow(sources, position)])
}

const fact = (minutes: fc.Arbitrary<number>): fc.Arbitrary<DrawnFact> =>
  fc.record({
    kind: fc.constantFrom(...KINDS),
    customer: fc.constantFrom(...CUSTOMERS),
    minutes,
    amount: fc.integer({ min: 1, max: 9999 }),
  })

const YEAR = 400 * 24 * 60
const earlier = fc.oneof(fc.constant(-1), fc.integer({ min: -YEAR, max: -1 }))
const later = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: YEAR }))

describe('features as of an instant', () => {
  test('do not change when facts of any kind are added after it', () => {
    fc.assert(
      fc.property(
        fc.array(fact(earlier), { minLength: 5, maxLength: 40 }),
        fc.array(fact(later), { minLength: 1, maxLength: 25 }),
        (past, future) => {
          const store = makeShop({
            zone: 'Asia/Shanghai',
            customers: CUSTOMERS.map((id) => ({ id, createdAt: asOf.until - 500 * MS_PER_DAY, memberLevel: 'L0' })),
          })
          for (const [index, drawn] of past.entries()) addFact(store, drawn, `past-${index}`)
          const before = everyRow(store)
          const rfmBefore = loadRfmTotals(store, { ...request, period: null, revenue: 'net' })
          for (const [index, drawn] of future.entries()) addFact(store, drawn, `future-${index}`)
          store.sqlite.prepare("INSERT INTO watermarks (name, fact_version, updated_at) VALUES ('facts', 7, 0)").run()
          expect(everyRow(store)).toEqual(before)
          expect(loadRfmTotals(store, { ...request, period: null, revenue: 'net' })).toEqual(rfmBefore)
          store.close()
        },
      ),
      { numRuns: 60 },
    )
  })

  test('do change when the same facts lie before it, so that the property above is not empty', () => {
    const change = (drawn: Omit<DrawnFact, 'customer' | 'minutes' | 'amount'>): boolean => {
      const store = makeShop({
        zone: 'Asia/Shanghai',
        customers: [{ id: 'a', createdAt: 0, memberLevel: 'L0' }],
        orders: [{ customer: 'a', at: '2026-03-01' }],
      })
      addFact(store, { kind: 'anonymous event', customer: 'a', minutes: -60, amount: 1 }, 'visit')
      const before = JSON.stringify(everyRow(store))
      addFact(store, { ...drawn, customer: 'a', minutes: -5, amount: 500 }, 'fact')
      store.sqlite.prepare("INSERT INTO watermarks (name, fact_version, updated_at) VALUES ('facts', 7, 0)").run()
      return JSON.stringify(everyRow(store)) !== before
    }
    const moving = KINDS.filter((kind) => change({ kind }))
    expect(moving).toEqual(['order', 'cancellation', 'return', 'customer', 'level', 'consent', 'event', 'identify'])
  })

  test("give a visitor's earlier events to the customer from the moment of identifying on, not before", () => {
    const store = makeShop({ zone: 'Asia/Shanghai', customers: [{ id: 'a', createdAt: 0 }] })
    addFact(store, { kind: 'anonymous event', customer: 'a', minutes: -3 * 24 * 60, amount: 1 }, 'visit')
    addFact(store, { kind: 'identify', customer: 'a', minutes: -24 * 60, amount: 1 }, 'identify')
    const activeDaysAsOf = (date: string): unknown => {
      const sources = loadFeatureSources(store, { asOf: asOfEndOfDay(dayOfDate(date), shop.zone), shop })
      return featureRow(sources, 0)['active_days_28']
    }
    expect(activeDaysAsOf('2026-03-29')).toBe(0)
    expect(activeDaysAsOf('2026-03-31')).toBe(1)
  })
})
