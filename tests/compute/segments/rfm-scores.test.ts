import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { scoreRfm } from '../../../src/compute/segments/rfm-scores.ts'
import { RFM_SEGMENTS, rfmSegment, rfmSegmentCodes } from '../../../src/compute/segments/rfm-segments.ts'
import { accumulateRfm } from '../../../src/compute/segments/rfm-totals.ts'
import { quantile } from '../../../src/compute/stats/quantile.ts'
import { seededRandom } from '../../../src/lib/random.ts'

const totalsOf = (rows: readonly (readonly [lastDay: number, orders: number, money: number])[]) => ({
  lastDay: Int32Array.from(rows, ([day]) => day),
  frequency: Int32Array.from(rows, ([, orders]) => orders),
  monetaryMinor: Float64Array.from(rows, ([, , money]) => money),
})

describe('accumulateRfm', () => {
  test('takes the latest day, the number and the sum of each customer, in any order', () => {
    const totals = accumulateRfm(
      {
        customer: Int32Array.of(1, 0, 1, 1),
        day: Int32Array.of(-3, 7, -9, -1),
        amountMinor: Float64Array.of(10, 20, 30, 0.5),
      },
      3,
    )
    expect([...totals.lastDay]).toEqual([7, -1, 0])
    expect([...totals.frequency]).toEqual([1, 3, 0])
    expect([...totals.monetaryMinor]).toEqual([20, 40.5, 0])
  })

  test('adds up the same, to the last bit, for so many customers that orders are put in neighbourhoods', () => {
    const customers = 150_000
    const random = seededRandom('neighbourhoods')
    const n = 1_200_000
    const orders = { customer: new Int32Array(n), day: new Int32Array(n), amountMinor: new Float64Array(n) }
    const expected = {
      lastDay: new Int32Array(customers),
      frequency: new Int32Array(customers),
      sum: new Float64Array(customers),
    }
    for (let i = 0; i < n; i++) {
      const index = Math.floor(random() * random() * customers)
      const [day, amount] = [Math.floor(random() * 900) - 100, random() * 1000]
      orders.customer[i] = index
      orders.day[i] = day
      orders.amountMinor[i] = amount
      expected.lastDay[index] =
        (expected.frequency[index] ?? 0) === 0 ? day : Math.max(day, expected.lastDay[index] ?? 0)
      expected.frequency[index] = (expected.frequency[index] ?? 0) + 1
      expected.sum[index] = (expected.sum[index] ?? 0) + amount
    }
    const totals = accumulateRfm(orders, customers)
    expect(Buffer.from(totals.monetaryMinor.buffer).equals(Buffer.from(expected.sum.buffer))).toBe(true)
    expect(Buffer.from(totals.frequency.buffer).equals(Buffer.from(expected.frequency.buffer))).toBe(true)
    expect(Buffer.from(totals.lastDay.buffer).equals(Buffer.from(expected.lastDay.buffer))).toBe(true)
    orders.customer[n - 1] = customers
    expect(() => accumulateRfm(orders, customers)).toThrow(/names customer 150000/)
  })

  test('refuses columns of different length and a customer that does not exist', () => {
    const column = { customer: Int32Array.of(0), day: Int32Array.of(0), amountMinor: Float64Array.of(1) }
    expect(() => accumulateRfm({ ...column, day: new Int32Array(2) }, 1)).toThrow(/differ in length/)
    expect(() => accumulateRfm(column, 0)).toThrow(/names customer 0, there are 0/)
    expect(() => accumulateRfm({ ...column, customer: Int32Array.of(-1) }, 1)).toThrow(/names customer -1/)
  })
})

describe('scoreRfm', () => {
  test('gives five distinct customers one to five', () => {
    const scores = scoreRfm(
      totalsOf([
        [10, 5, 500],
        [9, 4, 400],
        [8, 3, 300],
        [7, 2, 200],
        [6, 1, 100],
      ]),
      10,
    )
    expect([...scores.recency]).toEqual([5, 4, 3, 2, 1])
    expect([...scores.frequency]).toEqual([5, 4, 3, 2, 1])
    expect([...scores.monetary]).toEqual([5, 4, 3, 2, 1])
    expect(scores.cutPoints?.frequency.map((cut) => Math.round(cut * 10) / 10)).toEqual([1.8, 2.6, 3.4, 4.2])
    expect([...scores.recencyDays]).toEqual([0, 1, 2, 3, 4])
  })

  test('gives equal values equal scores: strictly below for F and M, strictly above for R', () => {
    // Everyone ordered once: every cut point is 1, none lies strictly below.
    const scores = scoreRfm(totalsOf(Array.from({ length: 10 }, () => [5, 1, 100] as const)), 8)
    expect(new Set(scores.frequency)).toEqual(new Set([1]))
    expect(new Set(scores.monetary)).toEqual(new Set([1]))
    expect(new Set(scores.recency)).toEqual(new Set([1]))
  })

  test('leaves customers without an order out of the cut points and unscored', () => {
    const scores = scoreRfm(
      totalsOf([
        [10, 2, 100],
        [0, 0, 0],
      ]),
      10,
    )
    expect(scores.cutPoints?.frequency).toEqual([2, 2, 2, 2])
    expect(scores.frequency[1]).toBe(0)
    expect(scores.recencyDays[1]).toBe(-1)
    expect(scoreRfm(totalsOf([[0, 0, 0]]), 10).cutPoints).toBeNull()
  })

  test('agrees with a count over sorted quantiles for any customers, losses included', () => {
    const row = fc.tuple(
      fc.integer({ min: 0, max: 50 }),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: -9, max: 99 }),
    )
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 60 }), (rows) => {
        const totals = totalsOf(rows)
        const scores = scoreRfm(totals, 50)
        const cuts = (values: number[]) => [0.2, 0.4, 0.6, 0.8].map((p) => quantile(values, p))
        const r = cuts(rows.map(([day]) => 50 - day))
        const f = cuts(rows.map(([, orders]) => orders))
        const m = cuts(rows.map(([, , money]) => money))
        for (const [i, [day, orders, money]] of rows.entries()) {
          expect(scores.recency[i]).toBe(1 + r.filter((cut) => cut > 50 - day).length)
          expect(scores.frequency[i]).toBe(1 + f.filter((cut) => cut < orders).length)
          expect(scores.monetary[i]).toBe(1 + m.filter((cut) => cut < money).length)
        }
      }),
    )
  })

  test('scores against given cut points when there are some', () => {
    const cuts = { recency: [1, 2, 3, 4], frequency: [1, 2, 3, 4], monetary: [10, 20, 30, 40] } as const
    const scores = scoreRfm(totalsOf([[10, 5, 25]]), 10, cuts)
    expect([scores.recency[0], scores.frequency[0], scores.monetary[0]]).toEqual([5, 5, 3])
  })
})

describe('rfmSegment', () => {
  test.each([
    ['champions', 5, [4, 5]],
    ['loyal', 3, [4, 5]],
    ['loyal', 4, [4, 5]],
    ['potential_loyalists', 4, [2, 3]],
    ['potential_loyalists', 5, [2, 3]],
    ['new', 5, [1]],
    ['promising', 4, [1]],
    ['need_attention', 3, [3]],
    ['about_to_sleep', 3, [1, 2]],
    ['at_risk', 2, [3, 4, 5]],
    ['at_risk', 1, [3]],
    ['cant_lose_them', 1, [4, 5]],
    ['hibernating', 2, [1, 2]],
    ['lost', 1, [1, 2]],
  ] as const)('%s holds R%i', (segment, recency, values) => {
    for (const value of values) expect(rfmSegment(recency, value, value)).toBe(segment)
  })

  test('rounds the mean of F and M half up', () => {
    // (4 + 3) / 2 = 3.5 counts as 4.
    expect(rfmSegment(5, 4, 3)).toBe('champions')
    expect(rfmSegment(5, 1, 2)).toBe('potential_loyalists')
  })

  test('covers all 125 score triples and no unscored customer', () => {
    const triples = [1, 2, 3, 4, 5].flatMap((r) =>
      [1, 2, 3, 4, 5].flatMap((f) => [1, 2, 3, 4, 5].map((m) => [r, f, m])),
    )
    const codes = rfmSegmentCodes({
      recency: Uint8Array.from([...triples.map(([r = 0]) => r), 0]),
      frequency: Uint8Array.from([...triples.map(([, f = 0]) => f), 0]),
      monetary: Uint8Array.from([...triples.map(([, , m = 0]) => m), 0]),
    })
    expect([...codes].slice(0, 125).map((code) => RFM_SEGMENTS[code])).toEqual(
      triples.map(([r = 0, f = 0, m = 0]) => rfmSegment(r, f, m)),
    )
    expect(codes[125]).toBe(-1)
  })
})
