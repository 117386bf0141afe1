import { expect, test } from 'vitest'
import { saysChange, withPlus } from '../../src/lib/signed-figure.ts'

test('names of changes are told from names of states', () => {
  expect(['change', 'net_revenue_change', 'value_difference', 'orders_effect'].filter(saysChange)).toHaveLength(4)
  expect(['net_revenue', 'share_of_change', 'exchange'].filter(saysChange)).toEqual([])
})

test('a rise carries its plus, a fall and what rounds to nothing stay as they are', () => {
  expect(withPlus(0.054, '5.4%')).toBe('+5.4%')
  expect(withPlus(-0.054, '-5.4%')).toBe('-5.4%')
  expect(withPlus(0.0001, '0.0%')).toBe('0.0%')
  expect(withPlus(null, '–')).toBe('–')
})
