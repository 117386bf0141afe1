import { describe, expect, test } from 'vitest'
import { priceBands } from '../../../src/compute/pricing/price-bands.ts'

const things = (prices: readonly number[], groups: readonly (string | null)[] = []) =>
  prices.map((price) => ({ price, groups }))

describe('priceBands', () => {
  test('are thirds of the own prices, whatever their unit', () => {
    const worked = ['low', 'low', 'medium', 'medium', 'high', 'high']
    expect(priceBands(things([1, 2, 3, 4, 5, 6]))).toEqual(worked)
    expect(priceBands(things([100, 200, 300, 400, 500, 600]))).toEqual(worked)
  })

  test('are those of the kind, and of the wider group where a kind is small', () => {
    const tents = things([1000, 1100, 1200, 1300, 1400, 1500], ['tent', 'outdoor'])
    const pegs = things([1, 2], ['peg', 'outdoor'])
    expect(priceBands([...tents, ...pegs])).toEqual(['low', 'low', 'medium', 'medium', 'high', 'high', 'low', 'low'])
  })

  test('equal prices are medium; too few prices are none', () => {
    expect(priceBands(things([5, 5, 5, 5, 5, 5]))).toEqual(Array.from({ length: 6 }, () => 'medium'))
    expect(priceBands(things([1, 2, 3, 4, 5]))).toEqual(Array.from({ length: 5 }, () => null))
    expect(priceBands([])).toEqual([])
  })
})
