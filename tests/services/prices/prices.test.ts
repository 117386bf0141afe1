import { describe, expect, test } from 'vitest'
import { comparePrices, type ComparePricesInput } from '../../../src/services/prices/compare-prices.ts'
import { estimatePriceSensitivity } from '../../../src/services/prices/estimate-price-sensitivity.ts'
import type { PriceSensitivityInput } from '../../../src/services/prices/sensitivity-question.ts'
import { simulatePrice } from '../../../src/services/prices/simulate-price.ts'
import type { SimulatePriceInput } from '../../../src/services/prices/simulation-question.ts'
import { comparePricesTool } from '../../../tools/prices/compare-prices.ts'
import { estimatePriceSensitivityTool } from '../../../tools/prices/estimate-price-sensitivity.ts'
import { simulatePriceTool } from '../../../tools/prices/simulate-price.ts'
import { PLANTED_ELASTICITY, PRICED_DAY, pricedShop, seeCompetitor } from '../../support/priced-shop.ts'
import { testActor, testContext, testShop } from '../../support/shop.ts'
import { dayOfDate } from '../../../src/lib/time-zone.ts'
import type { Store } from '../../../src/store/open.ts'
import type { Role } from '../../../src/services/access/actor.ts'

const store = pricedShop()
const context = (own: Store, role: Role = 'analyst') =>
  testContext(own, PRICED_DAY, {
    actor: testActor(role),
    frame: { asOfDay: dayOfDate(PRICED_DAY), weekStart: 1, firstDay: dayOfDate('2025-03-01') },
    shop: testShop(),
  })
const estimate = (input: PriceSensitivityInput = {}, own = store, role: Role = 'analyst') =>
  estimatePriceSensitivity({ ctx: context(own, role), input })
const simulate = (input: SimulatePriceInput, own = store) => simulatePrice({ ctx: context(own), input })
const compare = (input: ComparePricesInput = {}, own = store) => comparePrices({ ctx: context(own), input })

describe('estimatePriceSensitivity', () => {
  test('finds the planted elasticity of a category inside its interval', () => {
    const { data } = estimate()
    const tea = data.elasticities.find(({ key }) => key === 'tea')
    expect(tea?.interval?.[0]).toBeLessThan(PLANTED_ELASTICITY)
    expect(tea?.interval?.[1]).toBeGreaterThan(PLANTED_ELASTICITY)
    expect(tea?.standard_error).toBeLessThan(0.3)
    expect(tea?.price_changes).toBe(12)
    // Nothing can be told of pots, and that is said by a null, at the end.
    expect(data.elasticities.at(-1)).toMatchObject({ key: 'pots', elasticity: null })
    expect(estimatePriceSensitivityTool.output.safeParse(data).success).toBe(true)
  })

  test('draws one product towards its category, and gives cross-effects of substitutes', () => {
    const { data } = estimate({ product_id: 't3' })
    const [own] = data.elasticities
    expect(own?.interval?.[0]).toBeLessThan(PLANTED_ELASTICITY)
    expect(own?.interval?.[1]).toBeGreaterThan(PLANTED_ELASTICITY)
    expect(own?.own?.standard_error).toBeGreaterThanOrEqual(own?.standard_error ?? 0)
    expect(data.cross).toHaveLength(3)
  })

  test('a price that never changed is a gate with the category standing in', () => {
    const { gate, data } = estimate({ product_id: 'STILL' })
    expect(gate).toMatchObject({ failed: 'price_changes', have: 0 })
    expect(Math.abs((gate?.pooled_estimate?.value ?? 0) - PLANTED_ELASTICITY)).toBeLessThan(0.4)
    expect(data.elasticities[0]?.elasticity).toBeNull()
    expect(estimate({ product_id: 'POT1' }).gate?.pooled_estimate).toBeNull()
  })

  test('without a price list the prices of sold units stand in, and the answer says so', () => {
    const { data, warnings } = estimate({ category: 'tea' }, pricedShop({ withPrices: false }))
    expect(data.price_source).toBe('paid')
    expect(Math.abs((data.elasticities[0]?.elasticity ?? 0) - PLANTED_ELASTICITY)).toBeLessThan(0.5)
    expect(warnings?.join()).toContain('no price list')
  })

  test('too short a period is a gate; one product is not split; guests see nothing', () => {
    expect(estimate({ period: 'last_90_days' }).gate).toMatchObject({ failed: 'weeks_of_history', have: 12, need: 26 })
    expect(() => estimate({ product_id: 'T1', by: 'brand' })).toThrow(/cannot be split by brand/)
    expect(() => estimate({}, store, 'slack_guest')).toThrow(/whole shop/)
  })

  test('by brand and by product', () => {
    expect(
      estimate({ by: 'brand' })
        .data.elasticities.map(({ key }) => key)
        .toSorted(),
    ).toEqual(['Even', 'Odd'])
    const byProduct = estimate({ by: 'product_id', limit: 5 }).data.elasticities
    expect(byProduct).toHaveLength(5)
    for (const { elasticity } of byProduct) expect(elasticity).toBeLessThan(-0.8)
  })
})

describe('simulatePrice', () => {
  test('ten per cent less sells more for what the elasticity says', () => {
    const { data } = simulate({ product_id: 'T1', change: -0.1 })
    const expected = 0.9 ** (data.elasticity ?? 0)
    expect((data.units?.value ?? 0) / (data.units?.now ?? 1)).toBeCloseTo(expected, 9)
    expect(data.change_of?.revenue.value).toBeCloseTo(0.9 * expected - 1, 9)
    expect(data.price_new).toBeCloseTo((data.price_now ?? 0) * 0.9, 12)
    expect(data.units?.interval[0]).toBeLessThan(data.units?.value ?? 0)
    expect(simulatePriceTool.output.safeParse(data).success).toBe(true)
  })

  test('takes a new price too, and says when it lies outside what was tried', () => {
    const { data, warnings } = simulate({ product_id: 'T1', price: 60 })
    expect(data.change).toBeCloseTo(60 / (data.price_now ?? 0) - 1, 12)
    expect(data.outside_tried).toBe(true)
    expect(warnings?.join()).toContain('outside')
  })

  test('an unknown cost gives no margin; a price that never changed leans on its category', () => {
    expect(simulate({ product_id: 'T2', change: 0.1 }).data).toMatchObject({ margin: null, unit_cost: null })
    expect(simulate({ product_id: 'STILL', change: 0.1 }).data).toMatchObject({ elasticity_of: 'category' })
    expect(simulate({ product_id: 'POT1', change: 0.1 })).toMatchObject({
      gate: { failed: 'price_changes' },
      data: { units: null, revenue: null },
    })
  })

  test('what is missing is asked for, and no argument can take a person', () => {
    expect(() => simulate({ change: -0.1 })).toThrow(/product_id is missing/)
    expect(() => simulate({ product_id: 'T1' })).toThrow(/change is missing/)
    expect(() => simulate({ product_id: 'T1', change: 0.1, price: 20 })).toThrow(/both/)
    for (const { input } of [simulatePriceTool, estimatePriceSensitivityTool]) {
      const people = /customer|person|segment|gender|age|city|region|device|filters|audience|tier/
      expect(Object.keys(input.shape).filter((name) => people.test(name))).toEqual([])
      expect(input.strict().safeParse({ product_id: 'T1', change: 0.1, customer_id: 'C-1' }).success).toBe(false)
    }
  })
})

describe('simulatePrice of several products', () => {
  test('sums a category, names those whose own price told nothing, and says what is left out', () => {
    const result = simulate({ category: 'tea', change: 0.05 })
    const { data } = result
    expect(data.products).toHaveLength(13)
    expect(data.products.find(({ product_id: id }) => id === 'STILL')).toMatchObject({ elasticity_of: 'category' })
    expect(data.products.find(({ product_id: id }) => id === 'T1')).toMatchObject({ elasticity_of: 'product' })
    const sum = (pick: (one: (typeof data.products)[number]) => number) =>
      data.products.reduce((total, one) => total + pick(one), 0)
    expect(data.units?.now).toBeCloseTo(
      sum((one) => one.units_now),
      6,
    )
    expect(data.revenue?.value).toBeCloseTo(
      sum((one) => one.units * one.price_new),
      6,
    )
    // Planted -1.7: five per cent more costs about eight per cent of the units.
    const [low, high] = data.change_of?.units.interval ?? [0, 0]
    expect(low).toBeLessThan(1.05 ** PLANTED_ELASTICITY - 1)
    expect(high).toBeGreaterThan(1.05 ** PLANTED_ELASTICITY - 1)
    const leaning = data.products.filter(({ elasticity_of: of }) => of === 'category')
    expect(result.facts.find(({ id }) => id === 'too_little')).toMatchObject({
      value: leaning.length,
      unit: 'products',
    })
    expect(result.facts.find(({ id }) => id === 'unknown_costs')).toMatchObject({ value: 1 })
    expect(result.warnings?.join()).toContain('move together')
    expect(simulatePriceTool.output.safeParse(data).success).toBe(true)
  })

  test('of named products; one of a category whose prices never varied is left out with the reason', () => {
    const { data } = simulate({ product_ids: ['T1', 't1', 'STILL', 'POT1'], change: -0.1 })
    expect(data.products.map(({ product_id: id }) => id).toSorted()).toEqual(['STILL', 'T1'])
    expect(data.left_out).toEqual([{ product_id: 'POT1', reason: 'no_elasticity' }])
    const alone = simulate({ product_id: 'T1', change: -0.1 }).data.elasticity
    expect(data.products.find(({ product_id: id }) => id === 'T1')?.elasticity).toBeCloseTo(alone ?? 0, 12)
  })

  test('a category whose prices never varied is a gate', () => {
    expect(simulate({ category: 'pots', change: 0.1 })).toMatchObject({
      gate: { failed: 'price_changes', have: 0, need: 2 },
      data: { units: null, products: [], left_out: [{ reason: 'no_elasticity' }, { reason: 'no_elasticity' }] },
    })
  })

  test('one price for several, a category beside products, no change and unknown names are refused', () => {
    expect(() => simulate({ category: 'tea', price: 20 })).toThrow(/one product's, and several/)
    expect(() => simulate({ category: 'tea' })).toThrow(/change is missing/)
    expect(() => simulate({ category: 'tea', product_id: 'T1', change: 0.1 })).toThrow(/both a category and products/)
    expect(() => simulate({ category: 'cars', change: 0.1 })).toThrow(/cars/)
    expect(() => simulate({ product_ids: ['NONE'], change: 0.1 })).toThrow(/no product 'NONE'/)
  })
})

describe('comparePrices', () => {
  const own = pricedShop()
  seeCompetitor(own, 'STILL', 'Bright', 40, 1900)
  seeCompetitor(own, 'STILL', 'Bright', 10, 1600)
  seeCompetitor(own, 'STILL', 'Corner', 12, 2500)
  seeCompetitor(own, 'POT1', 'Bright', 12, 2000)
  seeCompetitor(own, 'POT2', 'Abroad', 12, 300, 'USD')
  seeCompetitor(own, 'POT2', 'Bright', -5, 100)

  test('takes the latest price of each competitor, hand-worked gaps, the largest first', () => {
    const { data, evidence } = compare({}, own)
    expect(data.products.map(({ product_id: id, gap_to_cheapest: gap }) => [id, gap])).toEqual([
      ['STILL', 2000 / 1600 - 1],
      ['POT1', 0],
    ])
    expect(data.products[0]?.competitors.map(({ competitor }) => competitor)).toEqual(['Bright', 'Corner'])
    expect(data.competitors).toMatchObject([
      { competitor: 'Bright', products: 2, median_gap: 0.125, dearer_share: 0.5 },
      { competitor: 'Corner', products: 1, dearer_share: 0 },
    ])
    expect(data).toMatchObject({ compared: 2, dearer: 1 })
    expect(evidence.rows_left_out).toEqual({ other_currency: 1 })
    expect(comparePricesTool.output.safeParse(data).success).toBe(true)
  })

  test('of one product or one category, and of nothing', () => {
    expect(compare({ product_id: 'still' }, own).data.compared).toBe(1)
    expect(compare({ category: 'pots' }, own).data.compared).toBe(1)
    expect(compare({ product_id: 'T1' }, own).data.products).toEqual([])
    expect(compare().gate).toMatchObject({ failed: 'competitor_prices', have: 0 })
    expect(() => compare({ product_id: 'T1', category: 'tea' })).toThrow(/both/)
  })
})
