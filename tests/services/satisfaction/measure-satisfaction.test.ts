import { beforeAll, describe, expect, test } from 'vitest'
import { dayOfDate } from '../../../src/lib/time-zone.ts'
import { measureSatisfaction } from '../../../src/services/satisfaction/measure-satisfaction.ts'
import type { MeasureSatisfactionInput } from '../../../src/services/satisfaction/measure-satisfaction.ts'
import type { Store } from '../../../src/store/open.ts'
import { reviews } from '../../../src/store/schema/index.ts'
import { measureSatisfactionTool } from '../../../tools/satisfaction/measure-satisfaction.ts'
import { LATE_STARS, RATED_DAY, ratedShop } from '../../support/rated-shop.ts'
import { makeShop, testActor, testContext } from '../../support/shop.ts'

let store: Store
beforeAll(() => {
  store = ratedShop()
})

const frame = { asOfDay: dayOfDate(RATED_DAY), weekStart: 1, firstDay: dayOfDate('2026-03-01') }
const ask = (input: MeasureSatisfactionInput, own = store, asOf = RATED_DAY) =>
  measureSatisfaction({ ctx: testContext(own, asOf, { frame: { ...frame, asOfDay: dayOfDate(asOf) } }), input })

describe('measureSatisfaction', () => {
  test('counts 4 and 5 stars of reviews and surveys, and promoters minus detractors', () => {
    const { data } = ask({ period: 'all' })
    const scores = store.sqlite.prepare<[], number>('SELECT rating FROM reviews').pluck().all()
    expect(data.csat?.n).toBe(601)
    expect(data.csat?.value).toBeCloseTo((scores.filter((score) => score >= 4).length + 1) / 601, 12)
    expect(data.mean_rating?.value).toBeCloseTo((scores.reduce((sum, score) => sum + score, 0) + 5) / 601, 12)
    expect(data.nps).toMatchObject({ n: 10, promoters: 6, passives: 2, detractors: 2 })
    expect(data.nps?.value).toBeCloseTo(0.4, 12)
    expect(measureSatisfactionTool.output.safeParse(data).success).toBe(true)
  })

  test('finds the planted effect of late delivery inside its interval, and as the first driver', () => {
    const { data } = ask({ period: 'all' })
    const [low = 0, high = 0] = data.late_effect?.mean_interval ?? []
    // Stars are rounded and end at five, so a little of the planted effect is cut off.
    expect(low).toBeLessThan(LATE_STARS + 0.15)
    expect(high).toBeGreaterThan(LATE_STARS - 0.15)
    expect(['late_delivery', 'delivery_days']).toContain(data.drivers[0]?.factor)
    const price = data.drivers.find(({ factor }) => factor === 'price_paid')
    expect(price?.direction ?? 'unclear').toBe('unclear')
    expect(data.drivers.reduce((sum, driver) => sum + driver.share, 0)).toBeCloseTo(data.explained?.value ?? 0, 10)
  })

  test('counts what texts speak of among the drivers', () => {
    const own = ratedShop()
    own.sqlite.exec(`UPDATE reviews SET body = 'The delivery took ages.' WHERE rating <= 3;
      UPDATE reviews SET body = 'Solid quality.' WHERE rating = 5`)
    const { data } = ask({ period: 'all' }, own)
    const mention = data.drivers.find(({ factor }) => factor === 'mentions_delivery')
    expect(mention?.direction).toBe('lowers')
    expect(data.drivers.find(({ factor }) => factor === 'mentions_quality')?.direction).toBe('raises')
    expect(data.drivers.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(data.explained?.value ?? 0, 10)
    expect(measureSatisfactionTool.output.safeParse(data).success).toBe(true)
  })

  test('splits into groups that add up, the least satisfied first', () => {
    const { data, facts } = ask({ period: 'all', by: 'region' })
    expect(data.groups.map(({ group }) => group)).toEqual(['West', 'East'])
    expect(data.groups.reduce((sum, group) => sum + (group.csat?.n ?? 0), 0)).toBe(601)
    expect(facts.find(({ id }) => id === 'worst_group')?.value).toBe('West')
  })

  test('gives by a filter what the group of that name shows, and says how many are left', () => {
    const filters = [{ field: 'region', op: 'eq', value: 'West' } as const]
    const { data, facts } = ask({ period: 'all', filters })
    const west = ask({ period: 'all', by: 'region' }).data.groups.find(({ group }) => group === 'West')
    expect(data.csat).toEqual(west?.csat)
    expect(facts.find(({ id }) => id === 'all_ratings')?.value).toBe(601)
  })

  test('filters by product and by customer', () => {
    expect(
      ask({ period: 'all', filters: [{ field: 'product_id', op: 'eq', value: 'P-1' }] }).data.sources,
    ).toMatchObject([
      { kind: 'review', n: 300 },
      { kind: 'csat', n: 1 },
    ])
    expect(ask({ period: 'all', filters: [{ field: 'customer_id', op: 'eq', value: 'C-3' }] }).data.csat?.n).toBe(2)
  })

  test('compares with the period before', () => {
    const { data } = ask({ period: '2026-05', compare: 'previous' })
    expect(data.compared_with).toMatchObject({ from: '2026-04-01', to: '2026-05-01' })
    const before = ask({ period: '2026-04' }).data.csat?.value ?? 0
    expect(data.change?.csat?.before).toBeCloseTo(before, 12)
    expect(data.change?.csat?.difference).toBeCloseTo((data.csat?.value ?? 0) - before, 12)
  })

  test('sees nothing after as-of', () => {
    const { data } = ask({ period: 'all' }, store, '2026-04-10')
    const known = store.sqlite
      .prepare<[number], number>('SELECT count(*) FROM reviews WHERE written_at < ?')
      .pluck()
      .get(Date.parse('2026-04-11T00:00:00Z'))
    expect(data.csat?.n).toBe(Number(known) + 1)
  })

  test('leaves out ratings off the scale and counts them', () => {
    const own = makeShop({ orders: [{ customer: 'C-1', at: '2026-06-01' }] })
    const day = dayOfDate('2026-06-02')
    for (const [i, rating] of [5, 0, 11, 4].entries()) {
      own.db
        .insert(reviews)
        .values({ id: `R-${i}`, customerId: 'C-1', rating, writtenAt: day * 86_400_000, writtenDay: day })
        .run()
    }
    const { data, evidence } = ask({ period: 'all' }, own)
    expect(data.csat).toMatchObject({ value: 1, n: 2 })
    expect(evidence.rows_left_out).toEqual({ off_the_scale: 2 })
  })

  test('of one review says that it says little, and has no drivers', () => {
    const own = makeShop({ orders: [{ customer: 'C-1', at: '2026-06-01' }] })
    own.db
      .insert(reviews)
      .values({ id: 'R-1', customerId: 'C-1', rating: 2, writtenAt: 1.7825e12, writtenDay: 20_631 })
      .run()
    const { data, facts, warnings } = ask({ period: 'all' }, own)
    expect(data.csat).toMatchObject({ value: 0, n: 1 })
    expect(data.drivers).toEqual([])
    expect(facts.some(({ id }) => id === 'few_ratings')).toBe(true)
    expect(warnings?.join()).toMatch(/100 ratings/)
  })

  test('of a shop without ratings says that none were imported', () => {
    const { gate, facts } = ask({ period: 'all' }, makeShop({ orders: [{ customer: 'C-1', at: '2026-06-01' }] }))
    expect(gate?.failed).toBe('no ratings or surveys were imported')
    expect(facts.some(({ id }) => id === 'nothing_imported')).toBe(true)
  })

  test('refuses a period outside the data, a product that is not there, and roles that may not see it', () => {
    expect(() => ask({ period: '2019' })).toThrow(/outside the data/)
    expect(() => ask({ filters: [{ field: 'category', op: 'eq', value: 'spaceships' }] })).toThrow(/no product/)
    for (const role of ['service_bot', 'slack_guest'] as const) {
      const ctx = testContext(store, RATED_DAY, { actor: testActor(role), frame })
      expect(() => measureSatisfaction({ ctx, input: {} })).toThrow(/may not/)
    }
  })
})
