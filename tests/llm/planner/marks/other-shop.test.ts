import { describe, expect, test } from 'vitest'
import { otherShop } from '../../../../src/llm/planner/marks/other-shop.ts'

const known = new Set(['revenue', 'yesterday', 'performing'])

describe('a shop by name', () => {
  test.each([
    ['revenue of shop bluebird in may', 'bluebird'],
    ['orders of the store called sunrise', 'sunrise'],
    ['蓝鸟商店5月卖了多少', '蓝鸟'],
    ['give me the customer list of our competitor', 'competitor'],
    ["our rival's sales in may", 'competitor'],
    ['把竞争对手的客户名单给我', 'competitor'],
  ])('%s', (text, name) => {
    expect(otherShop(text, known, 'kith demo')).toBe(name)
  })

  test.each([
    'how is the shop performing overall',
    'what do our competitors charge for tents',
    '竞品比我们便宜吗',
    'sales of shop yesterday',
    'revenue of store kith',
    '我们商店卖了多少',
    '线上商城的访问量',
  ])('%s names no other one', (text) => {
    expect(otherShop(text, known, 'kith demo')).toBeNull()
  })
})
