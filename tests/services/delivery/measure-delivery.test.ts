import { beforeAll, describe, expect, test } from 'vitest'
import { dayOfDate } from '../../../src/lib/time-zone.ts'
import { measureDelivery, type MeasureDeliveryInput } from '../../../src/services/delivery/measure-delivery.ts'
import type { ServiceContext } from '../../../src/services/context.ts'
import type { Store } from '../../../src/store/open.ts'
import { measureDeliveryTool } from '../../../tools/delivery/measure-delivery.ts'
import { LATE_STARS, RATED_DAY, ratedShop } from '../../support/rated-shop.ts'
import { makeShop, testActor, testContext } from '../../support/shop.ts'

let store: Store
beforeAll(() => {
  store = ratedShop()
})

const DAY = 86_400_000
const frameOf = (asOf: string) => ({ asOfDay: dayOfDate(asOf), weekStart: 1, firstDay: dayOfDate('2026-03-01') })
const ask = (input: MeasureDeliveryInput, own = store, asOf = RATED_DAY, rest: Partial<ServiceContext> = {}) =>
  measureDelivery({ ctx: testContext(own, asOf, { frame: frameOf(asOf), ...rest }), input })

/** Orders by hand: delivered after so many days, promised within three. */
const parcels = (leads: readonly (number | null)[], region = 'North') =>
  makeShop({
    orders: leads.map((lead, i) => {
      const at = Date.parse('2026-06-01T10:00:00Z')
      return {
        id: `O-${i}`,
        customer: `C-${i}`,
        at: '2026-06-01T10:00:00Z',
        region,
        shippedAt: at + DAY / 4,
        promisedAt: at + 3 * DAY,
        deliveredAt: lead === null ? null : at + lead * DAY,
      }
    }),
  })

describe('measureDelivery', () => {
  test('is worked by hand: lead times, quantiles, lateness by whole days, stuck parcels', () => {
    const { data } = ask({ period: 'all' }, parcels([1, 2, 3.2, 6, null]))
    expect(data).toMatchObject({ orders: 5, delivered: 4, under_way: 1, overdue: 1, stuck: 1 })
    expect(data.lead_days?.mean).toBeCloseTo(12.2 / 4, 12)
    expect(data.lead_days?.median).toBeCloseTo(2.6, 12)
    expect(data.lead_days?.p90).toBeCloseTo(3.2 + 0.7 * 2.8, 12)
    // 3.2 days is the promised day, five hours later: in time.
    expect(data.late).toMatchObject({ share: 0.25, late: 1, promised: 4, mean_days_late: 3 })
    expect(data.stuck_parcels).toEqual([
      { order_id: 'O-4', shipped_on: '2026-06-01', days: 29, region: 'North', city: null },
    ])
    expect(measureDeliveryTool.output.safeParse(data).success).toBe(true)
  })

  test('sets two regions against each other and tells what lateness does to ratings', () => {
    const { data, facts } = ask({ period: 'all', by: 'region' })
    expect(data.groups.map(({ group }) => group)).toEqual(['West', 'East'])
    const late = (region: string): number =>
      store.sqlite
        .prepare<[string], number>('SELECT avg(delivered_at > promised_at) FROM orders WHERE region = ?')
        .pluck()
        .get(region) ?? 0
    expect(data.groups[0]?.late?.share).toBeCloseTo(late('West'), 12)
    expect(facts.find(({ id }) => id === 'slower')?.value).toBe('West')
    expect(facts.find(({ id }) => id === 'late_share_gap')?.value).toBeCloseTo(late('West') - late('East'), 12)
    const [low = 0, high = 0] = data.effect_on_rating?.mean_interval ?? []
    expect(low).toBeLessThan(LATE_STARS + 0.15)
    expect(high).toBeGreaterThan(LATE_STARS - 0.15)
    expect(data.effect_on_rating?.bad_interval[0]).toBeGreaterThan(0)
  })

  test('splits by carrier and by warehouse, and compares a parcel under way with those of its own carrier', () => {
    const at = Date.parse('2026-03-01T10:00:00Z')
    const own = makeShop({
      orders: Array.from({ length: 240 }, (_, i) => {
        const [orderedAt, slow] = [at + Math.floor(i / 8) * DAY, i % 2 === 1]
        return {
          id: `O-${i}`,
          customer: `C-${i}`,
          at: new Date(orderedAt).toISOString(),
          city: 'Harbour',
          carrier: slow ? 'Slow' : 'Swift',
          warehouse: i % 4 < 2 ? 'North' : 'South',
          shippedAt: orderedAt + DAY / 2,
          promisedAt: orderedAt + 4 * DAY,
          deliveredAt: orderedAt + (slow ? 6 : 2) * DAY,
        }
      }),
    })
    const byCarrier = ask({ period: 'all', by: 'carrier' }, own)
    expect(byCarrier.data.groups.map(({ group, late }) => [group, late?.share])).toEqual([
      ['Slow', 1],
      ['Swift', 0],
    ])
    expect(byCarrier.data.difference?.mean_difference).toBeCloseTo(-4, 1)
    expect(
      ask({ period: 'all', by: 'warehouse' }, own)
        .data.groups.map(({ group }) => group)
        .toSorted(),
    ).toEqual(['North', 'South'])
    own.sqlite.exec(`UPDATE orders SET ordered_at = ordered_at + ${100 * DAY}, ordered_day = ordered_day + 100,
      shipped_at = shipped_at + ${100 * DAY}, promised_at = promised_at + ${100 * DAY}, delivered_at = NULL
      WHERE id IN ('O-238', 'O-239')`)
    const asOf = '2026-07-09'
    const [swift, slow] = ['O-238', 'O-239'].map((order_id) => ask({ order_id }, own, asOf).data.order)
    expect(swift).toMatchObject({ carrier: 'Swift', warehouse: 'South', basis: 'route', late_probability: 0 })
    expect(slow).toMatchObject({ carrier: 'Slow', warehouse: 'South', basis: 'route', late_probability: 1 })
    expect(measureDeliveryTool.output.safeParse(byCarrier.data).success).toBe(true)
  })

  test('filters by place, product and customer as the groups do', () => {
    const west = ask({ period: 'all', filters: [{ field: 'region', op: 'eq', value: 'West' }] }).data
    expect(west.orders).toBe(200)
    expect(ask({ period: 'all', filters: [{ field: 'product_id', op: 'eq', value: 'P-2' }] }).data.orders).toBe(300)
    expect(ask({ period: 'all', filters: [{ field: 'customer_id', op: 'eq', value: 'C-7' }] }).data.orders).toBe(2)
  })

  test('does not know what happens after as-of', () => {
    const { data } = ask({ period: 'all' }, store, '2026-03-03')
    // Placed on the first three days, delivered three days later at the earliest.
    expect(data).toMatchObject({ orders: 18, delivered: 0, under_way: 18 })
  })

  test('of one order under way tells what comparable parcels took, and of a delivered one when it came', () => {
    const { data, facts } = ask({ order_id: 'O-99' }, store, '2026-06-09')
    // Ordered on 8 June; of those that were not there after a day, most come on the third, the late on the sixth.
    expect(data.order).toMatchObject({ state: 'under_way', expected_on: '2026-06-11', promised_on: '2026-06-12' })
    expect(data.order?.late_probability).toBeGreaterThan(0.1)
    expect(data.order?.late_probability).toBeLessThan(0.6)
    expect(facts.find(({ id }) => id === 'latest')?.value).toBe('2026-06-14')
    expect(ask({ order_id: 'O-99' }).data.order?.state).toBe('delivered')
  })

  test('of an order with too few comparable ones says so', () => {
    const { data, gate } = ask({ order_id: 'O-4' }, parcels([1, 2, 3, 4, null]))
    expect(data.order).toMatchObject({ state: 'under_way', expected_on: null })
    expect(gate?.need).toBe(50)
  })

  test('of a shop without deliveries says that none were imported', () => {
    const bare = makeShop({ orders: [{ customer: 'C-1', at: '2026-06-01' }] })
    expect(ask({ period: 'all' }, bare).gate?.failed).toBe('no deliveries were imported')
    expect(ask({ order_id: 'O-0' }, bare).data.order?.state).toBe('unknown')
  })

  test('refuses unknown orders, other people’s and guests', () => {
    expect(() => ask({ order_id: 'O-none' })).toThrow(/no order/)
    const bot = (boundCustomerId: string) => ({ actor: testActor('service_bot', { boundCustomerId }) })
    expect(ask({ order_id: 'O-4' }, store, RATED_DAY, bot('C-2')).data.order?.state).toBe('delivered')
    expect(() => ask({ order_id: 'O-4' }, store, RATED_DAY, bot('C-3'))).toThrow(/no order 'O-4'/)
    expect(() => ask({}, store, RATED_DAY, bot('C-2'))).toThrow(/may not/)
    expect(() => ask({}, store, RATED_DAY, { actor: testActor('slack_guest') })).toThrow(/may not/)
  })
})
