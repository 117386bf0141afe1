import { describe, expect, test } from 'vitest'
import type { FindBundlesInput } from '../../../src/services/bundles/bundle-question.ts'
import { findBundles } from '../../../src/services/bundles/find-bundles.ts'
import { findBundlesTool } from '../../../tools/recommend/find-bundles.ts'
import { makeShop, testContext } from '../../support/shop.ts'
import { TASTE_DAY, tasteShop } from '../../support/taste-shop.ts'

const store = tasteShop()
const ask = (input: FindBundlesInput, own = store) => findBundles({ ctx: testContext(own, TASTE_DAY), input })

describe('findBundles', () => {
  test('of one product gives counts and shares of its orders, and what can stand in for it', () => {
    const { data } = ask({ product_id: 'c1' })
    expect(data.rules[0]).toMatchObject({ antecedent: ['C1'], consequent: ['P1'], count: 15, of: 155 })
    expect(data.rules[0]?.confidence).toBeCloseTo(15 / 155, 12)
    expect(data.rules[0]?.support).toBeCloseTo(15 / data.baskets, 12)
    expect(data.alternatives[0]?.product_id).toBe('C2')
    expect(findBundlesTool.output.safeParse(data).success).toBe(true)
  })

  test('of a kind of product gives the kinds that go with it, by its name or a word for it', () => {
    const { data, facts } = ask({ kind: 'tea' })
    // Five cups of sixty drinkers and of who is due; three of four took a pot with the first.
    const orders = data.rules[0]
    expect(orders).toMatchObject({ level: 'type', antecedent: ['tea'], consequent: ['pots'] })
    expect(orders?.of).toBe(305)
    expect(orders?.count).toBe(45)
    expect(data.alternatives).toEqual([])
    expect(facts?.find(({ id }) => id === 'kind')?.value).toBe('tea')
    expect(() => ask({ kind: 'submarine' })).toThrow(/no kind of product.*/)
    expect(() => ask({ kind: '😀' })).toThrow(/no word/)
  })

  test('of the shop begins with what lies in one basket', () => {
    const [first] = ask({ level: 'product' }).data.rules
    expect([...(first?.antecedent ?? []), ...(first?.consequent ?? [])].toSorted()).toEqual(['C2', 'P2'])
  })

  test('with thresholds gives every rule of the kind, both ways', () => {
    const { data } = ask({ min_support: 0.01, min_confidence: 0.05 })
    const pairs = data.rules.map((rule) => `${rule.antecedent.join()}>${rule.consequent.join()}`)
    expect(pairs.toSorted()).toEqual(['C1>P1', 'C2>P2', 'P1>C1', 'P2>C2'])
  })

  test('of an unknown product, and of a shop without orders', () => {
    expect(() => ask({ product_id: "' OR 1=1 --" })).toThrow(/no product/)
    expect(ask({}, makeShop({})).data).toMatchObject({ rules: [], found: 0, baskets: 0 })
  })
})
