import { beforeAll, describe, expect, test } from 'vitest'
import { medianInterval } from '../../../src/compute/stats/median-interval.ts'
import { seededRandom } from '../../../src/lib/random.ts'
import { dayOfDate } from '../../../src/lib/time-zone.ts'
import { measureService, type MeasureServiceInput } from '../../../src/services/service-desk/measure-service.ts'
import type { Store } from '../../../src/store/open.ts'
import { ticketMessages, tickets } from '../../../src/store/schema/index.ts'
import { measureServiceTool } from '../../../tools/service/measure-service.ts'
import { RATED_DAY, ratedShop } from '../../support/rated-shop.ts'
import { makeShop, testActor, testContext } from '../../support/shop.ts'

let store: Store
beforeAll(() => {
  store = ratedShop()
})

const frameOf = (asOf: string) => ({ asOfDay: dayOfDate(asOf), weekStart: 1, firstDay: dayOfDate('2026-03-01') })
const ask = (input: MeasureServiceInput, own = store, asOf = RATED_DAY) =>
  measureService({ ctx: testContext(own, asOf, { frame: frameOf(asOf) }), input })

/** Two tickets by hand: one angry and settled, one without a class and open. */
function handMade(): Store {
  const own = makeShop({ orders: [{ customer: 'C-1', at: '2026-06-01', region: 'North' }] })
  const at = Date.parse('2026-06-10T08:00:00Z')
  own.db
    .insert(tickets)
    .values([
      {
        id: 'T-1',
        customerId: 'C-1',
        orderId: 'O-0',
        channel: 'app',
        issue: 'Product Question',
        status: 'resolved',
        openedAt: at,
        firstResponseAt: at + 2 * 3_600_000,
        resolvedAt: at + 10 * 3_600_000,
        rating: 2,
      },
      { id: 'T-2', customerId: 'C-1', channel: 'web', subject: 'Parcel', status: 'open', openedAt: at },
    ])
    .run()
  own.db
    .insert(ticketMessages)
    .values([
      { ticketId: 'T-1', sentAt: at, author: 'customer', body: 'This is terrible, I am very angry and disappointed.' },
      { ticketId: 'T-1', sentAt: at + 7_200_000, author: 'Mei', body: 'We are sorry.' },
      { ticketId: 'T-2', sentAt: at, author: 'customer', body: 'The delivery is late again.' },
    ])
    .run()
  return own
}

describe('measureService', () => {
  test('is worked by hand: waiting, mood, classes given and read, agents', () => {
    const { data } = ask({ period: 'all' }, handMade())
    expect(data).toMatchObject({ tickets: 2, open: 1, unanswered: 1, classes_read: 1 })
    expect(data.first_response_hours).toMatchObject({ median: 2, mean: 2, n: 1, interval: null })
    expect(data.resolution_hours?.median).toBe(10)
    expect(data.rating).toMatchObject({ value: 2, n: 1 })
    expect(data.groups.map(({ group }) => group).toSorted()).toEqual(['delivery', 'product_question'])
    expect(data.groups.find(({ group }) => group === 'product_question')?.mood?.value).toBeLessThan(-0.3)
    expect(ask({ period: 'all', by: 'agent' }, handMade()).data.groups.map(({ group }) => group)).toEqual(['Mei'])
    expect(measureServiceTool.output.safeParse(data).success).toBe(true)
  })

  test('splits into groups that add up, and filters give what groups show', () => {
    const { data } = ask({ period: 'all', by: 'channel' })
    expect(data.groups.reduce((sum, { tickets: count }) => sum + count, 0)).toBe(60)
    const app = data.groups.find(({ group }) => group === 'app')
    const only = ask({ period: 'all', filters: [{ field: 'channel', op: 'eq', value: 'app' }] }).data
    expect(only.tickets).toBe(app?.tickets)
    expect(only.first_response_hours).toEqual(app?.first_response_hours)
    const west = ask({ period: 'all', filters: [{ field: 'region', op: 'eq', value: 'West' }] }).data
    expect(west.tickets).toBe(20)
  })

  test('compares with the period before', () => {
    const { data } = ask({ period: '2026-05', compare: 'previous' })
    expect(data.change?.tickets_before).toBe(ask({ period: '2026-04' }).data.tickets)
    expect(data.change?.first_response_hours?.before).toBeCloseTo(
      ask({ period: '2026-04' }).data.first_response_hours?.mean ?? 0,
      12,
    )
  })

  test('does not know answers that come after as-of', () => {
    const own = handMade()
    own.db
      .update(tickets)
      .set({ firstResponseAt: Date.parse('2026-06-12T08:00:00Z'), resolvedAt: Date.parse('2026-06-13T08:00:00Z') })
      .run()
    const { data } = ask({ period: 'all' }, own, '2026-06-11')
    expect(data).toMatchObject({
      tickets: 2,
      open: 2,
      unanswered: 2,
      first_response_hours: null,
      resolution_hours: null,
    })
  })

  test('says that nothing was imported, or that nothing fits', () => {
    const bare = makeShop({ orders: [{ customer: 'C-1', at: '2026-06-01' }] })
    expect(ask({ period: 'all' }, bare).gate?.failed).toBe('no tickets were imported')
    expect(ask({ period: '2026-03', filters: [{ field: 'region', op: 'eq', value: 'Moon' }] }).gate?.failed).toBe(
      'no ticket meets the conditions',
    )
  })

  test('is refused to bots and guests', () => {
    for (const role of ['service_bot', 'slack_guest'] as const) {
      expect(() =>
        measureService({ ctx: testContext(store, RATED_DAY, { actor: testActor(role) }), input: {} }),
      ).toThrow(/may not/)
    }
  })
})

describe('medianInterval', () => {
  test('is worked by hand and has none for few values', () => {
    expect(medianInterval([11, 1, 10, 2, 9, 3, 8, 4, 7, 5, 6])).toEqual({ median: 6, interval: [2, 10], n: 11 })
    expect(medianInterval([1, 2, 3])).toEqual({ median: 2, interval: null, n: 3 })
    expect(medianInterval([])).toBeNull()
  })

  test('covers the true median of skewed waits in about 95 of 100 samples', () => {
    const random = seededRandom('waits')
    let covered = 0
    for (let sample = 0; sample < 1500; sample++) {
      const [low, high] = medianInterval(Array.from({ length: 61 }, () => -Math.log(1 - random())))?.interval ?? [0, 0]
      if (low <= Math.LN2 && high >= Math.LN2) covered++
    }
    expect(covered / 1500).toBeGreaterThan(0.94)
    expect(covered / 1500).toBeLessThan(0.985)
  })
})
