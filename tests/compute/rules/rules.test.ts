import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gatherBaskets } from '../../../src/compute/rules/baskets.ts'
import { deriveRules } from '../../../src/compute/rules/derive-rules.ts'
import { dropRedundantRules } from '../../../src/compute/rules/drop-redundant-rules.ts'
import { findFrequentSets, fewestBaskets } from '../../../src/compute/rules/find-frequent-sets.ts'
import { rulesFromItem } from '../../../src/compute/rules/rules-from-item.ts'
import { shareAmongPeers } from '../../../src/compute/rules/share-among-peers.ts'

/** Bread 0, butter 1, milk 2, beer 3. */
const lists = [[0, 1, 2], [0, 1], [0, 1, 3], [0], [2, 3], [1, 0, 1]]
const baskets = gatherBaskets(lists, 4)
const ITEMS = 6
const someLists = fc.array(fc.array(fc.nat(ITEMS - 1), { maxLength: ITEMS }), { minLength: 1, maxLength: 70 })

describe('frequent sets', () => {
  test('of six baskets, by hand: four sets are in half of them', () => {
    const sets = findFrequentSets(baskets, { minSupport: 0.5 })
    const found = Array.from({ length: sets.size }, (_, at) => [
      sets.ranksOf(at + 1).map((rank) => sets.itemOfRank[rank]),
      sets.countOf(at + 1),
    ])
    expect(found).toEqual([
      [[1], 4],
      [[0], 5],
      [[1, 0], 4],
    ])
  })

  test('are exactly those that counting every subset finds', () => {
    fc.assert(
      fc.property(someLists, fc.double({ min: 0.05, max: 0.9, noNaN: true }), (drawn, minSupport) => {
        const sets = findFrequentSets(gatherBaskets(drawn, ITEMS), { minSupport })
        const found = new Map<string, number>()
        for (let node = 1; node <= sets.size; node++) {
          const items = sets.ranksOf(node).map((rank) => sets.itemOfRank[rank] ?? -1)
          found.set(items.toSorted((a, b) => a - b).join(), sets.countOf(node))
        }
        const expected = new Map<string, number>()
        for (let subset = 1; subset < 2 ** ITEMS; subset++) {
          const items = [...Array.from({ length: ITEMS }).keys()].filter((item) => (subset >> item) % 2 === 1)
          const count = drawn.filter((list) => items.every((item) => list.includes(item))).length
          if (count >= fewestBaskets(minSupport, drawn.length)) expected.set(items.join(), count)
        }
        expect(found).toEqual(expected)
      }),
    )
  })

  test('are no longer than asked for', () => {
    const sets = findFrequentSets(baskets, { minSupport: 0.1, maxLength: 2 })
    for (let node = 1; node <= sets.size; node++) expect(sets.ranksOf(node).length).toBeLessThanOrEqual(2)
  })

  test.each([0, -1, 1.5, Number.NaN])('a support of %s is refused', (minSupport) => {
    expect(() => findFrequentSets(baskets, { minSupport })).toThrow(/support is a share/)
  })

  test('too many of them are refused before memory ends', () => {
    const wide = gatherBaskets([Array.from({ length: 20 }, (_, item) => item)], 20)
    expect(() => findFrequentSets(wide, { minSupport: 1, mostSets: 1000 })).toThrow(/sets of items are that frequent/)
  })

  test('of no basket at all there are none', () => {
    expect(findFrequentSets(gatherBaskets([], 3), { minSupport: 0.5 }).size).toBe(0)
  })

  test('an item out of range is named with its basket', () => {
    expect(() => gatherBaskets([[0], [9]], 3)).toThrow(/basket 1 holds item 9/)
  })
})

describe('rules', () => {
  const rules = deriveRules(findFrequentSets(baskets, { minSupport: 0.5 }), 0.5)

  test('have support, confidence, lift, conviction and leverage, by hand', () => {
    const [butterThenBread, breadThenButter] = rules
    expect(butterThenBread).toMatchObject({ antecedent: [1], consequent: 0, count: 4, antecedentCount: 4 })
    expect(butterThenBread?.confidence).toBe(1)
    expect(butterThenBread?.lift).toBeCloseTo(1.2, 12)
    expect(butterThenBread?.conviction).toBe(Infinity)
    expect(breadThenButter?.confidence).toBeCloseTo(0.8, 12)
    expect(breadThenButter?.lift).toBeCloseTo(1.2, 12)
    expect(breadThenButter?.conviction).toBeCloseTo((1 - 4 / 6) / 0.2, 12)
    expect(breadThenButter?.leverage).toBeCloseTo(4 / 6 - (5 / 6) * (4 / 6), 12)
  })

  test('hold their confidence within its interval, which narrows with more baskets', () => {
    const [, one] = rules
    const [, more] = deriveRules(
      findFrequentSets(gatherBaskets([...lists, ...lists, ...lists, ...lists], 4), { minSupport: 0.5 }),
      0.5,
    )
    const width = (rule: typeof one): number => (rule === undefined ? 0 : rule.interval[1] - rule.interval[0])
    expect(one?.interval[0]).toBeLessThan(0.8)
    expect(one?.interval[1]).toBeGreaterThan(0.8)
    expect(width(more)).toBeLessThan(width(one))
  })

  test('are redundant when a shorter one says as much', () => {
    const drawn = [[0, 1, 2], [0, 1, 2], [0, 1], [0, 2], [2], [2, 3], [3], [3]]
    const all = deriveRules(findFrequentSets(gatherBaskets(drawn, 4), { minSupport: 0.1 }), 0)
    const kept = dropRedundantRules(all)
    const has = (list: typeof all, antecedent: number[], consequent: number): boolean =>
      list.some((rule) => rule.antecedent.join() === antecedent.join() && rule.consequent === consequent)
    expect(has(all, [1, 2], 0)).toBe(true)
    expect(has(kept, [1], 0)).toBe(true)
    expect(has(kept, [1, 2], 0)).toBe(false)
    expect(kept.every(({ lift }) => lift > 1)).toBe(true)
  })

  test('that begin with one item are the same as those of all sets', () => {
    fc.assert(
      fc.property(someLists, (drawn) => {
        const all = gatherBaskets(drawn, ITEMS)
        const sets = findFrequentSets(all, { minSupport: 1 / drawn.length, maxLength: 2 })
        const expected = deriveRules(sets, 0).filter(({ antecedent }) => antecedent[0] === 0)
        const byItem = (a: { consequent: number }, b: { consequent: number }): number => a.consequent - b.consequent
        expect(rulesFromItem(all, 0, 1).toSorted(byItem)).toEqual(expected.toSorted(byItem))
      }),
    )
  })

  test('a confidence out of range is refused', () => {
    expect(() => deriveRules(findFrequentSets(baskets, { minSupport: 0.5 }), 1.1)).toThrow(/confidence is a share/)
  })
})

describe('the share among similar baskets', () => {
  test('counts baskets with another item of the group and without the antecedent', () => {
    // Tent 0, pegs 1, boots 2 are for campers, soap 3 is not.
    const camping = gatherBaskets([[0, 1], [0, 1], [2, 1], [2], [2], [2, 3], [3], [3]], 4)
    const groups = Int32Array.of(0, 0, 0, 1)
    expect(shareAmongPeers(camping, groups, { antecedent: 0, consequent: 1 })).toEqual({ baskets: 4, share: 0.25 })
    expect(shareAmongPeers(camping, groups, { antecedent: 3, consequent: 1 })).toEqual({ baskets: 0, share: null })
  })
})
