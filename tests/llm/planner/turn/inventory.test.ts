import { describe, expect, test } from 'vitest'
import { callFor } from '../../../support/planner.ts'

const tea = [{ field: 'category', op: 'eq', value: 'skincare' }]
const kettle = [{ field: 'product_id', op: 'eq', value: 'SKU-7702' }]

describe('stock', () => {
  test.each([
    ['Which products are running out of stock next week?', { order: 'stock_out' }],
    ['哪些商品快断货了?', { order: 'stock_out' }],
    ['what should we reorder?', { order: 'reorder' }],
    ['护肤该补哪些货?', { order: 'reorder', filters: tea }],
    ['which stock is older than 180 days?', { order: 'ageing', ageing_days: 180 }],
    ['库龄超过半年的商品', { order: 'ageing', ageing_days: 183 }],
    ['how much money is tied up in stock older than 90 days?', { order: 'tied_capital', ageing_days: 90 }],
    ['how many units of SKU-7702 do we have left?', { filters: kettle }],
    ['SKU-7702 还剩多少库存', { filters: kettle }],
    ['safety stock for SKU-7702 at a service level of 98%', { order: 'reorder', service_level: 0.98, filters: kettle }],
    ['补货清单,到货期21天', { order: 'reorder', lead_days: 21 }],
  ])('%s', async (question, args) => {
    expect(await callFor(question)).toEqual({ name: 'plan_inventory', args })
  })
})
