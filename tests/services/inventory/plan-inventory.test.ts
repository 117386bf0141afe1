import { describe, expect, test } from 'vitest'
import { dayOfDate } from '../../../src/lib/time-zone.ts'
import type { PlanInventoryInput } from '../../../src/services/inventory/inventory-question.ts'
import { planInventory } from '../../../src/services/inventory/plan-inventory.ts'
import { stockLevels } from '../../../src/store/schema/index.ts'
import { planInventoryTool } from '../../../tools/inventory/plan-inventory.ts'
import { testActor, testContext } from '../../support/shop.ts'
import { STEADY_DAY, steadyShop } from '../../support/steady-shop.ts'

const MS = 86_400_000
const LAST = dayOfDate(STEADY_DAY)
const goods = [
  { id: 'FAST', category: 'tea', unitsOfWeek: () => 14 },
  { id: 'SLOW', category: 'tea', unitsOfWeek: (ago: number) => ago % 2 },
  { id: 'STILL', category: 'pots', unitsOfWeek: (ago: number) => (ago > 40 ? 3 : 0), costMinor: null },
  { id: 'UNCOUNTED', category: 'pots', unitsOfWeek: () => 2 },
]
const store = steadyShop(goods)
const count = (
  productId: string,
  daysAgo: number,
  onHand: number,
  received: number | null,
  cost: number | null = null,
) =>
  store.db
    .insert(stockLevels)
    .values({ productId, location: '', countedAt: (LAST - daysAgo) * MS, onHand, received, unitCostMinor: cost })
    .run()
count('FAST', 100, 250, 250, 500)
count('FAST', 0, 21, null)
count('SLOW', 300, 90, 90, 400)
count('SLOW', 30, 80, 20, 450)
count('SLOW', 0, 75, null)
count('STILL', 250, 40, 40)

const ask = (input: PlanInventoryInput = {}, own = store, asOf = STEADY_DAY) =>
  planInventory({ ctx: testContext(own, asOf), input })

describe('planInventory', () => {
  test('lists what runs out first, with reorder point, order and what stands in', () => {
    const { data } = ask()
    expect(data.counted_products).toBe(3)
    const [first] = data.products
    // 21 units at two a day.
    expect(first).toMatchObject({ product_id: 'FAST', on_hand: 21, stock_out_on: '2026-07-11', reorder_now: true })
    expect(first?.units_per_week).toBeCloseTo(14, 6)
    expect(first?.substitute).toBe('SLOW')
    expect(first?.reorder_point).toBeCloseTo(28 + 1.6449 * Math.sqrt(14) * Math.sqrt(2), 2)
    expect(data.products.at(-1)).toMatchObject({
      product_id: 'STILL',
      stock_out_on: null,
      reorder_now: false,
      order_units: 0,
    })
    expect(planInventoryTool.output.safeParse(data).success).toBe(true)
  })

  test('a longer lead time and a higher service level raise the reorder point', () => {
    const point = (input: PlanInventoryInput) =>
      ask(input).data.products.find(({ product_id: id }) => id === 'FAST')?.reorder_point ?? 0
    expect(point({ lead_days: 28 })).toBeGreaterThan(point({}))
    expect(point({ service_level: 0.99 })).toBeGreaterThan(point({}))
  })

  test('ages stock first in, first out, and values it at cost, else at price', () => {
    const { data } = ask({ order: 'ageing' })
    expect(data.ageing[1]).toMatchObject({
      product_id: 'STILL',
      days: 250,
      units: 40,
      tied_minor: 40_000,
      valued_at: 'price',
    })
    const slow = data.ageing.find(({ product_id: id }) => id === 'SLOW')
    expect(slow).toMatchObject({ days: 300, units: 75, tied_minor: 20 * 450 + 55 * 400, valued_at: 'cost' })
    const old = ask({ ageing_days: 200 }).data
    expect(old.ageing.map(({ product_id: id, units }) => [id, units])).toEqual([
      ['SLOW', 55],
      ['STILL', 40],
    ])
    expect(old.totals).toMatchObject({ aged_products: 2, aged_units: 95, valued_at_price: 1 })
  })

  test('takes off what was sold since the count, and knows no later count', () => {
    const early = ask({ filters: [{ field: 'product_id', op: 'eq', value: 'FAST' }] }, store, '2026-06-28').data
    // 250 counted a hundred days before as-of less what was sold since: no count of 30 June yet.
    expect(early.products[0]?.on_hand).toBe(250 - 14 * 14)
  })

  test('a shop without stock counts hears so, and how to bring them', () => {
    const { gate, warnings, facts } = ask({}, steadyShop(goods))
    expect(gate).toMatchObject({ failed: 'stock_counts', have: 0 })
    expect(warnings?.[0]).toContain('kith import FILE --as stock')
    expect(facts.find(({ id }) => id === 'counted')?.value).toBe(0)
  })

  test('conditions are about products alone, and unknown ones are named', () => {
    expect(ask({ filters: [{ field: 'category', op: 'eq', value: 'TEA' }] }).data.counted_products).toBe(2)
    expect(ask({ filters: [{ field: 'category', op: 'ne', value: 'tea' }] }).data.counted_products).toBe(1)
    expect(() => ask({ filters: [{ field: 'gender', op: 'eq', value: 'female' }] })).toThrow(
      /cannot be chosen by gender/,
    )
    expect(() => ask({ filters: [{ field: 'product_id', op: 'eq', value: 'nothing' }] })).toThrow(/no product/)
  })

  test('guests do not see what sells', () => {
    const ctx = testContext(store, STEADY_DAY, { actor: testActor('slack_guest') })
    expect(() => planInventory({ ctx, input: {} })).toThrow(/whole shop/)
  })
})
