import { describe, expect, test } from 'vitest'
import {
  clickShare,
  countTouch,
  learnExamination,
  lookAt,
  USUAL_EXAMINATION,
  type ClickCounts,
} from '../../../src/compute/search/click-counts.ts'
import { chooseWeights, reciprocalPlaces, type PastSearch } from '../../../src/compute/search/choose-weights.ts'
import { followSearches, type SearchEvent } from '../../../src/compute/search/follow-searches.ts'
import { RANK_WEIGHTS } from '../../../src/compute/search/rank-weights.ts'
import { seededRandom } from '../../../src/lib/random.ts'

const MINUTE = 60_000
const event = (minute: number, kind: SearchEvent['kind'], rest: Partial<SearchEvent> = {}): SearchEvent => ({
  visitor: 'v',
  at: minute * MINUTE,
  kind,
  query: null,
  products: [],
  ...rest,
})
const to = (id: string, position: number | null = null) => ({ products: [{ id, position }] })

describe('followSearches', () => {
  test('ties what is turned to with the search before it, for half an hour and no longer', () => {
    const touches = followSearches([
      event(0, 'turn', to('before')),
      event(1, 'search', { query: 'tent' }),
      event(2, 'turn', to('A')),
      event(31, 'turn', to('B')),
      event(32, 'turn', to('late')),
      event(40, 'search', { query: 'tea' }),
      event(41, 'turn', { ...to('C'), query: 'tent' }),
      event(42, 'shown', to('no search')),
      event(43, 'turn', { ...to('other visitor'), visitor: 'w' }),
    ])
    expect([...touches].map(({ query, kind, products }) => [query, kind, products[0]?.id])).toEqual([
      ['tent', 'search', undefined],
      ['tent', 'turn', 'A'],
      ['tent', 'turn', 'B'],
      ['tea', 'search', undefined],
      ['tent', 'turn', 'C'],
    ])
  })

  test('goes on where an earlier portion ended', () => {
    const open = new Map()
    expect([...followSearches([event(1, 'search', { query: 'tent' })], open)]).toHaveLength(1)
    expect([...followSearches([event(2, 'turn', to('A'))], open)]).toMatchObject([{ query: 'tent', kind: 'turn' }])
  })
})

describe('clickShare', () => {
  const count = (touches: readonly SearchEvent[]): ClickCounts => {
    const counts: ClickCounts = new Map()
    const seen = new Set<string>()
    for (const touch of followSearches(touches)) countTouch(counts, seen, touch, USUAL_EXAMINATION)
    return counts
  }
  const shareOf = (counts: ClickCounts, id: string): number => {
    const own = counts.get('tent')
    const pair = own?.products.get(id)
    return own === undefined || pair === undefined ? 0 : clickShare(pair, own.people)
  }
  const people = (n: number, make: (visitor: string) => readonly SearchEvent[]): SearchEvent[] =>
    Array.from({ length: n }, (_, i) => make(`p-${i}`)).flat()
  const search = (visitor: string) => event(0, 'search', { visitor, query: 'tent' })

  test('is people who turned to it over people who searched and twenty more', () => {
    // 10 of 80: 10 / (80 + 20).
    const counts = count(
      people(80, (visitor) => [
        search(visitor),
        ...(Number(visitor.slice(2)) < 10 ? [event(1, 'turn', { visitor, ...to('A') })] : []),
      ]),
    )
    expect(shareOf(counts, 'A')).toBeCloseTo(0.1, 12)
    expect(shareOf(counts, 'B')).toBe(0)
  })

  test('a click far down counts more than one on top', () => {
    const at = (position: number) =>
      count(people(30, (visitor) => [search(visitor), event(1, 'turn', { visitor, ...to('A', position) })]))
    // 30 / (30 + 20) and 30 / (30 / 5 + 20), not more than 1.
    expect(shareOf(at(1), 'A')).toBeCloseTo(0.6, 12)
    expect(shareOf(at(5), 'A')).toBe(1)
    expect(lookAt(USUAL_EXAMINATION, 1000)).toBe(0.1)
  })

  test('a list that was shown says how many looked', () => {
    const shown = (visitor: string) => event(1, 'shown', { visitor, query: 'tent', ...to('A', 2) })
    // Sixty were shown it on the second place, so thirty looked; six turned to it.
    const counts = count(
      people(60, (visitor) => [
        search(visitor),
        shown(visitor),
        ...(Number(visitor.slice(2)) < 6 ? [event(2, 'turn', { visitor, ...to('A', 2) })] : []),
      ]),
    )
    expect(shareOf(counts, 'A')).toBeCloseTo(6 / 50, 12)
  })

  test('a million equal clicks of one person are one', () => {
    const counts: ClickCounts = new Map()
    const seen = new Set<string>()
    const touch = { visitor: 'v', query: 'tent', at: 0, kind: 'turn', products: [{ id: 'A', position: 1 }] } as const
    for (let n = 0; n < 1_000_000; n++) countTouch(counts, seen, touch, USUAL_EXAMINATION)
    expect(counts.get('tent')).toMatchObject({ people: 1 })
    expect(shareOf(counts, 'A')).toBeCloseTo(1 / 21, 12)
  })
})

describe('learnExamination', () => {
  test('finds a planted curve from lists in varied order', () => {
    const random = seededRandom('places')
    const planted = [1, 0.5, 0.25]
    const wanted: Readonly<Record<string, number>> = { A: 0.6, B: 0.3, C: 0.15 }
    const rows = Array.from({ length: 20_000 }, () => {
      const products = ['A', 'B', 'C'].toSorted(() => random() - 0.5)
      return products.map((product, at) => ({
        query: 'tent',
        product,
        position: at + 1,
        clicked: random() < (planted[at] ?? 0) * (wanted[product] ?? 0),
      }))
    }).flat()
    const found = learnExamination(rows) ?? []
    expect(found).toHaveLength(3)
    for (const [at, value] of planted.entries()) expect(Math.abs((found[at] ?? 0) - value)).toBeLessThan(0.03)
  })

  test('few clicks tell no curve', () => {
    expect(learnExamination([{ query: 'tent', product: 'A', position: 1, clicked: true }])).toBeNull()
    expect(learnExamination([])).toBeNull()
  })
})

describe('chooseWeights', () => {
  const nothing = { text: 1, popularity: 0, clicks: 0, history: 0, taste: 0, brand: 0, price: 0 }
  /** The dearer of two is wanted as often as `rate` says; the words fit the cheaper one a little better. */
  const searches = (n: number, rate: number): PastSearch[] => {
    const random = seededRandom(`price ${rate}`)
    return Array.from({ length: n }, () => ({
      parts: [nothing, { ...nothing, text: 0.7, price: 1 }],
      wanted: [Number(random() < rate)],
    }))
  }

  test('reciprocal places share equal scores', () => {
    const two = { parts: [nothing, nothing], wanted: [1] }
    expect([
      ...reciprocalPlaces([two, { parts: [nothing, { ...nothing, text: 0 }], wanted: [1] }], RANK_WEIGHTS),
    ]).toEqual([1 / 1.5, 1 / 2])
  })

  test('raises what tells what people want, and leaves the rest alone', () => {
    const start = { ...RANK_WEIGHTS, price: 0.15 }
    const learnt = chooseWeights(searches(400, 0.9), start, ['clicks', 'brand', 'price'])
    expect(learnt.price).toBeGreaterThan(0.3)
    expect(learnt).toEqual({ ...start, price: learnt.price })
  })

  test('keeps the start where nothing is to be learnt or searches are few', () => {
    expect(chooseWeights(searches(400, 0.5), { ...RANK_WEIGHTS, price: 0.15 }, ['price']).price).toBe(0.15)
    expect(chooseWeights([], RANK_WEIGHTS, ['price'])).toEqual(RANK_WEIGHTS)
    expect(chooseWeights(searches(2, 1), RANK_WEIGHTS, ['clicks'])).toEqual(RANK_WEIGHTS)
  })
})
