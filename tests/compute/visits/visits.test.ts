import { describe, expect, test } from 'vitest'
import {
  countExits,
  countFurthest,
  countPaths,
  countTransitions,
  cutPath,
  LONGEST_PATH,
  visitPath,
} from '../../../src/compute/visits/count-paths.ts'
import { findLeaks } from '../../../src/compute/visits/find-leaks.ts'
import { measureFunnel } from '../../../src/compute/visits/measure-funnel.ts'
import { walkFunnel, type FunnelMark } from '../../../src/compute/visits/walk-funnel.ts'
import { wilsonInterval } from '../../../src/compute/stats/wilson-interval.ts'
import { seededRandom } from '../../../src/lib/random.ts'

const marks = (...steps: readonly number[]): FunnelMark[] => steps.map((step, at) => ({ step, at: at * 1000 }))

describe('walkFunnel', () => {
  test('loose: each step behind the one before, whatever lies between', () => {
    expect(walkFunnel(marks(0, -1, 1, 0, 2), 3, false)).toEqual([0, 2000, 4000])
    expect(walkFunnel(marks(1, 0, 2), 3, false)).toEqual([1000])
    expect(walkFunnel(marks(1, 2), 3, false)).toEqual([])
    expect(walkFunnel([], 3, false)).toEqual([])
  })

  test('strict: the next thing done, repeats aside; the longest run counts', () => {
    expect(walkFunnel(marks(0, -1, 1), 2, true)).toEqual([0])
    expect(walkFunnel(marks(0, -1, 0, 0, 1, 2), 3, true)).toEqual([2000, 4000, 5000])
    expect(walkFunnel(marks(0, 1, -1, 0), 3, true)).toEqual([0, 1000])
  })

  test('strict reaches no further than loose, and loose no further than a count of orderings', () => {
    const random = seededRandom('walks')
    for (let round = 0; round < 500; round++) {
      const visit = marks(...Array.from({ length: 1 + Math.floor(random() * 9) }, () => Math.floor(random() * 4) - 1))
      const loose = walkFunnel(visit, 3, false).length
      expect(walkFunnel(visit, 3, true).length).toBeLessThanOrEqual(loose)
      // By brute force: the longest prefix 0, 1, 2 that is a subsequence of the visit.
      const names = visit.map(({ step }) => (step < 0 ? 'x' : step)).join('')
      const longest = [3, 2, 1].find((n) => new RegExp(['0', '1', '2'].slice(0, n).join('.*')).test(names)) ?? 0
      expect(loose).toBe(longest)
    }
  })
})

describe('measureFunnel', () => {
  test('counts, rates, intervals and medians, worked by hand', () => {
    const [first, second, third] = measureFunnel([[0, 2000, 5000], [0, 4000], [0], []], 3)
    expect(first).toMatchObject({ count: 3, rate: 0.75, overall: 0.75, medianSeconds: null })
    expect(second).toMatchObject({ count: 2, rate: 2 / 3, overall: 0.5, medianSeconds: 3 })
    expect(second?.interval).toEqual(wilsonInterval(2, 3))
    expect(third).toMatchObject({ count: 1, rate: 0.5, medianSeconds: 3 })
  })

  test('without visits there are no rates', () => {
    expect(measureFunnel([], 2)[0]).toEqual({
      count: 0,
      rate: null,
      interval: null,
      overall: null,
      medianSeconds: null,
    })
  })
})

describe('findLeaks', () => {
  test('names the group that is lost, how many it costs, and nothing where chance will do', () => {
    const leaks = findLeaks([
      { group: 'mobile', step: 1, from: 1000, went: 550 },
      { group: 'desktop', step: 1, from: 500, went: 400 },
      { group: 'mobile', step: 2, from: 550, went: 300 },
      { group: 'desktop', step: 2, from: 400, went: 215 },
    ])
    expect(leaks).toHaveLength(1)
    expect(leaks[0]).toMatchObject({ group: 'mobile', step: 1, rate: 0.55, otherRate: 0.8, lost: 250 })
    expect(leaks[0]?.interval[0]).toBeLessThan(-0.25)
    expect(leaks[0]?.interval[1]).toBeLessThan(0)
  })

  test('of 400 rounds without a difference at most one in ten names a leak', () => {
    const random = seededRandom('no leak')
    const went = (): number => Array.from({ length: 200 }, () => Number(random() < 0.6)).reduce((a, b) => a + b, 0)
    let named = 0
    for (let round = 0; round < 400; round++) {
      const outcomes = ['a', 'b', 'c'].map((group) => ({ group, step: 1, from: 200, went: went() }))
      if (findLeaks(outcomes).length > 0) named += 1
    }
    expect(named).toBeLessThan(40)
  })

  test('too few visits are no comparison', () => {
    expect(
      findLeaks([
        { group: 'a', step: 1, from: 20, went: 0 },
        { group: 'b', step: 1, from: 900, went: 890 },
      ]),
    ).toEqual([])
  })
})

describe('paths', () => {
  const paths = [
    visitPath('v1', ['page', 'view', 'view', 'cart', 'pay', 'page'], 'pay'),
    visitPath('v1', ['page', 'view'], 'pay'),
    visitPath('v2', ['page', 'view'], 'pay'),
    visitPath('v3', ['page'], 'pay'),
  ]

  test('take repeats together and end with the first payment', () => {
    expect(paths[0]).toEqual({
      visitor: 'v1',
      steps: ['page', 'view', 'cart', 'pay'],
      repeats: ['view'],
      converted: true,
    })
    expect(
      visitPath(
        'm',
        Array.from({ length: 10_000 }, (_, i) => `s${i % 7}`),
        'pay',
      ).steps,
    ).toHaveLength(LONGEST_PATH)
    expect(cutPath(['page', 'search', 'view', 'cart'], 'search', 'view')).toEqual(['search', 'view'])
    expect(cutPath(['view', 'search'], 'search', 'view')).toBeNull()
  })

  test('are counted in visits and visitors', () => {
    expect(countPaths(paths)[0]).toEqual({ steps: ['page', 'view'], visits: 2, visitors: 2 })
    expect(countExits(paths.slice(1))).toEqual([
      { step: 'view', visits: 2, visitors: 2 },
      { step: 'page', visits: 1, visitors: 1 },
    ])
    expect(countFurthest(paths.slice(1), ['view', 'cart'])).toEqual([{ step: 'view', visits: 2, visitors: 2 }])
  })

  test('what follows a step sums to everything that followed it, leaving included', () => {
    const after = countTransitions(paths).filter(({ from }) => from === 'page')
    expect(after).toEqual([
      { from: 'page', to: 'view', count: 3, share: 0.75 },
      { from: 'page', to: 'left', count: 1, share: 0.25 },
    ])
  })
})
