import { describe, expect, test } from 'vitest'
import { otherShop } from '../../../../src/llm/planner/marks/other-shop.ts'

const known = new Set(['revenue', 'yesterday', 'performing'])

describe('a shop by name', () => {
  test.each([
    ['revenue of shop bluebird in may', 'bluebird'],
    ['orders of the store called sunrise', 'sunrise'],
    ['蓝鸟商店5月卖了多少', '蓝鸟'],
  ])('%s', (text, name) => {
    expect(otherShop(text, known, 'kith demo')).toBe(name)
  })

  test.each([
    'how is the shop performing overall',
    'sales of shop yesterday',
    'revenue of store kith',
    '我们商店卖了多少',
    '线上商城的访问量',
  ])('%s names no other one', (text) => {
    expect(otherShop(text, known, 'kith demo')).toBeNull()
  })
})
