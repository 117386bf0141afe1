import { describe, expect, test } from 'vitest'
import { dayOfDate } from '../../../src/lib/time-zone.ts'
import { driftOfTaste } from '../../../src/services/winback/drift-of-taste.ts'
import { favouriteSeason } from '../../../src/services/winback/favourite-season.ts'
import { findReasons, type SilentHistory } from '../../../src/services/winback/find-reasons.ts'
import { seededRandom } from '../../../src/lib/random.ts'
import type { HistoryOrder } from '../../../src/store/queries/winback/read-order-histories.ts'

const AS_OF = dayOfDate('2026-06-30')
const at = (date: string) => dayOfDate(date) * 86_400_000
const frame = { asOfDay: AS_OF, until: at('2026-07-01'), shopDiscounted: 0.1, language: 'en' } as const
const order = (date: string, rest: Partial<HistoryOrder> = {}): HistoryOrder => ({
  id: `O-${date}`,
  day: dayOfDate(date),
  grossMinor: 10_000,
  discounted: false,
  promisedAt: null,
  deliveredAt: null,
  ...rest,
})
const history = (rest: Partial<SilentHistory>): SilentHistory => ({
  orders: [order('2025-11-02'), order('2026-01-10')],
  returnedMinor: 0,
  priceChange: null,
  expectedGapDays: 40,
  badReview: null,
  categories: [],
  ...rest,
})
const reasonsOf = (rest: Partial<SilentHistory>) => findReasons(history(rest), frame).map(({ reason }) => reason)

describe('findReasons', () => {
  test('falls back on the broken rhythm, with its days', () => {
    const [only, ...others] = findReasons(history({}), frame)
    expect(others).toEqual([])
    expect(only).toMatchObject({ reason: 'rhythm', contactDay: AS_OF })
    expect(only?.why).toBe('silent for 171 days, where an order was due every 40')
  })

  test('names the last parcel that came late, or has not come at all', () => {
    const late = order('2026-01-10', { promisedAt: at('2026-01-14'), deliveredAt: at('2026-01-19') })
    const [first] = findReasons(history({ orders: [order('2025-11-02'), late] }), frame)
    expect(first).toMatchObject({
      reason: 'late_delivery',
      why: 'order O-2026-01-10 came 5 days after the promised date',
    })
    const never = order('2026-01-10', { promisedAt: at('2026-01-14') })
    expect(reasonsOf({ orders: [never] })[0]).toBe('late_delivery')
    const onTime = order('2026-01-10', { promisedAt: at('2026-01-14'), deliveredAt: at('2026-01-14') })
    expect(reasonsOf({ orders: [late, order('2026-01-05'), onTime] })).toEqual(['rhythm'])
  })

  test('sees that most of the last orders was sent back', () => {
    expect(reasonsOf({ returnedMinor: 8000 })).toEqual(['returns', 'rhythm'])
    expect(reasonsOf({ returnedMinor: 7900 })).toEqual(['rhythm'])
  })

  test('sees buyers of discounts where the shop sells few, and prices that rose', () => {
    const cheap = [order('2025-11-02', { discounted: true }), order('2026-01-10', { discounted: true })]
    expect(reasonsOf({ orders: cheap })).toEqual(['price', 'rhythm'])
    expect(
      findReasons(history({ orders: cheap }), { ...frame, shopDiscounted: 0.6 }).map(({ reason }) => reason),
    ).toEqual(['rhythm'])
    expect(findReasons(history({ priceChange: 1.12 }), frame)[0]).toMatchObject({
      reason: 'price',
      why: 'what the last order held costs 12% more today',
    })
    expect(reasonsOf({ priceChange: 1.05 })).toEqual(['rhythm'])
  })

  test('reads a bad rating since the last order before anything that is guessed from purchases', () => {
    const badReview = { rating: 1, day: dayOfDate('2026-01-20') }
    const [first, ...rest] = findReasons(history({ badReview, priceChange: 1.12 }), frame)
    expect(first).toMatchObject({
      reason: 'bad_review',
      why: 'gave 1 star on 2026-01-20 and has not ordered since',
    })
    expect(rest.map(({ reason }) => reason)).toEqual(['price', 'rhythm'])
    expect(findReasons(history({ badReview }), { ...frame, language: 'zh' })[0]?.why).toBe(
      '2026-01-20 打了 1 星，此后没有再下单',
    )
  })

  test('sees that the main category of the earlier orders is in none of the last three', () => {
    const categories = [...Array.from({ length: 6 }, () => ['coffee']), ['home'], ['home'], ['toys']]
    expect(findReasons(history({ categories }), frame)[0]).toMatchObject({
      reason: 'taste',
      why: 'coffee was in 100% of the earlier orders and in none of the last 3',
    })
    expect(reasonsOf({ categories: [...categories, ['coffee']] })).toEqual(['rhythm'])
  })

  test('counts a parcel that came a day late in the singular', () => {
    const late = order('2026-01-10', { promisedAt: at('2026-01-14'), deliveredAt: at('2026-01-15') })
    expect(findReasons(history({ orders: [late] }), frame)[0]?.why).toBe(
      'order O-2026-01-10 came 1 day after the promised date',
    )
  })

  test('waits for the season of who buys at one time of the year', () => {
    const skier = ['2024-12-10', '2025-01-05', '2025-12-12', '2026-01-03'].map((date) => order(date))
    const [first] = findReasons(history({ orders: skier }), frame)
    expect(first?.reason).toBe('season')
    expect(first?.why).toBe('buys around December year after year')
    // Late December less thirty days.
    expect(first?.contactDay).toBeGreaterThan(dayOfDate('2026-11-15'))
    expect(first?.contactDay).toBeLessThan(dayOfDate('2026-12-01'))
  })

  test('speaks Chinese to a Chinese reader', () => {
    const [only] = findReasons(history({}), { ...frame, language: 'zh' })
    expect(only?.why).toBe('已沉默 171 天，原本约每 40 天下一单')
  })
})

describe('favouriteSeason', () => {
  const days = (dates: readonly string[]) => dates.map(dayOfDate)

  test('takes three orders of one spring for no yearly habit, and a scattered year for none either', () => {
    expect(favouriteSeason(days(['2026-03-01', '2026-03-10', '2026-04-01']), AS_OF)).toBeNull()
    expect(favouriteSeason(days(['2024-01-10', '2024-07-10', '2025-01-10', '2025-07-10']), AS_OF)).toBeNull()
    expect(favouriteSeason(days(['2024-06-10', '2025-06-10']), AS_OF)).toBeNull()
  })

  test('writes now when the season is less than a month ahead', () => {
    const season = favouriteSeason(days(['2024-07-18', '2025-07-20', '2025-07-22']), AS_OF)
    expect(season).toMatchObject({ contactDay: AS_OF, month: 6 })
  })
})

describe('driftOfTaste', () => {
  const bought = (text: string) => [...text].map((letter) => [letter])

  test('needs seven orders, four of them early, and two thirds of those in one category', () => {
    expect(driftOfTaste(bought('aaabbb'))).toBeNull()
    expect(driftOfTaste(bought('aaaabbb'))).toEqual({ category: 'a', share: 1, latestOrders: 3 })
    expect(driftOfTaste(bought('aabcccc'))).toBeNull()
  })

  test('takes orders of unknown products for none at all', () => {
    expect(driftOfTaste([...bought('aaaa'), [], [], []])).toBeNull()
  })

  test('rarely finds one among customers who draw every order alike', () => {
    const random = seededRandom('no drift')
    const found = Array.from({ length: 2000 }, () =>
      driftOfTaste(Array.from({ length: 12 }, () => [random() < 0.7 ? 'a' : 'b'])),
    ).filter((drift) => drift !== null)
    expect(found.length / 2000).toBeLessThan(0.05)
  })
})
