import { describe, expect, it } from 'vitest'
import { evaluateRecommender, meanMetric } from '../../../src/compute/recommend/evaluate-recommender.ts'
import { diversify } from '../../../src/compute/recommend/diversify.ts'
import { popularity } from '../../../src/compute/recommend/fit-popularity.ts'
import { gatherInteractions } from '../../../src/compute/recommend/interactions.ts'
import { learnBlend, blendSearch } from '../../../src/compute/recommend/learn-blend.ts'
import { splitInteractions, splitProtocols } from '../../../src/compute/recommend/split-interactions.ts'
import { topItems } from '../../../src/compute/recommend/top-items.ts'
import { seededRandom } from '../../../src/lib/random.ts'
import { context, twoTastes } from './two-tastes.ts'

const shop = gatherInteractions(
  [
    ...[0, 1, 2, 3, 4, 5, 6, 7].map((item, day) => ({ customer: 0, item, day })),
    ...[0, 1, 0].map((item, day) => ({ customer: 1, item, day })),
    { customer: 2, item: 3, day: 0 },
  ],
  { customers: 3, items: 8 },
)

describe('splits', () => {
  it('hold out the last quarter by time and the last event by leave one out', () => {
    const byTime = splitInteractions(shop, { protocol: 'by_time', random: seededRandom('a') })
    expect([...(byTime.held[0] ?? [])]).toEqual([6, 7])
    const last = splitInteractions(shop, { protocol: 'leave_one_out', random: seededRandom('a') })
    expect([...(last.held[0] ?? [])]).toEqual([7])
  })

  it.each(splitProtocols)('%s: every event is on one side, and one event is kept to learn from', (protocol) => {
    const { train, held } = splitInteractions(shop, { protocol, random: seededRandom('a') })
    expect(train.starts[3]).toBe(train.itemIds.length)
    expect(held[2]?.size).toBe(0)
    expect(train.itemIds.at(-1)).toBe(3)
    const own = new Set(train.itemIds.subarray(train.starts[0], train.starts[1]))
    expect(own.size + (held[0]?.size ?? 0)).toBe(8)
  })

  it('do not ask for what the customer has in training too', () => {
    const { held } = splitInteractions(shop, { protocol: 'leave_one_out', random: seededRandom('a') })
    expect(held[1]?.size).toBe(0)
  })

  it('refuse a share outside (0, 1)', () => {
    expect(() => splitInteractions(shop, { protocol: 'random', share: 1, random: seededRandom('a') })).toThrow(/share/)
  })
})

describe('evaluation', () => {
  it('counts a list of popular items by hand', () => {
    const train = gatherInteractions(
      [0, 1, 2].flatMap((customer) => [{ customer, item: 0 }, ...(customer < 2 ? [{ customer, item: 1 }] : [])]),
      { customers: 4, items: 3 },
    )
    const model = popularity.fit(train, popularity.defaults, { random: seededRandom('a') })
    const held = [new Set<number>(), new Set<number>(), new Set([1]), new Set([1])]
    const found = evaluateRecommender(model, { train, held }, { k: 1 })
    // Customer 2 has item 0, so item 1 leads; customer 3 has nothing, so item 0 leads and misses.
    expect(found.customers).toBe(2)
    expect(meanMetric(found, 'hit_rate')).toBe(0.5)
    expect(found.coverage).toBeCloseTo(2 / 3, 12)
    expect(found.novelty).toBeCloseTo((-Math.log2(2 / 4) - Math.log2(3 / 4)) / 2, 12)
    expect(found.served).toBe(1)
  })
})

describe('a learned blend', () => {
  it('is the same for the same seed and looks at no more customers than asked', () => {
    const search = { ...blendSearch, customers: 10, k: 2 }
    const one = learnBlend(twoTastes, search, context())
    expect(one).toEqual(learnBlend(twoTastes, search, context()))
    expect(one.customers).toBe(10)
    expect(one.ndcg).toBeGreaterThan(0.5)
  })

  it('keeps its first setting for a shop where nobody bought twice', () => {
    const once = gatherInteractions([{ customer: 0, item: 0 }], { customers: 1, items: 2 })
    const found = learnBlend(once, blendSearch, context())
    expect(found.customers).toBe(0)
    expect(found.parameters.parts.map(({ method }) => method)).toEqual(['ease', 'markov'])
  })
})

describe('lists', () => {
  it('are those of a full sort, for any k', () => {
    const random = seededRandom('lists')
    const scores = Float64Array.from({ length: 300 }, () => Math.floor(random() * 40) - 10)
    const sorted = Array.from(scores, (score, item) => ({ item, score }))
      .filter(({ score }) => score > 0)
      .toSorted((a, b) => b.score - a.score || a.item - b.item)
    for (const k of [0, 1, 7, 100, 299, 1e9, Number.NaN]) {
      expect(topItems(scores, k)).toEqual(sorted.slice(0, Number.isNaN(k) ? 0 : k))
    }
  })

  it('that are varied begin with the best and pass over what is alike', () => {
    const candidates = [3, 2, 1].map((score, item) => ({ item, score }))
    const likeness = (a: number, b: number): number => (a + b === 1 ? 1 : 0)
    expect(diversify(candidates, 2, 0.5, likeness).map(({ item }) => item)).toEqual([0, 2])
    expect(diversify(candidates, 3, 1, likeness)).toEqual(candidates)
    expect(diversify([], 3, 0.5, likeness)).toEqual([])
    expect(diversify(candidates, 0, 0.5, likeness)).toEqual([])
    expect(diversify(candidates, 1e9, 0.5, likeness)).toHaveLength(3)
  })
})
