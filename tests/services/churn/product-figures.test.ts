import { describe, expect, test } from 'vitest'
import { computeCustomerFeatures } from '../../../src/features/compute-customer-features.ts'
import { asOfEndOfDay } from '../../../src/lib/as-of.ts'
import { dayOfDate, timeZone } from '../../../src/lib/time-zone.ts'
import { loadLastOrders, loadLastOrdersInTurns } from '../../../src/services/churn/load-last-orders.ts'
import { countProducts, meanFigure } from '../../../src/services/churn/product-figures.ts'
import { readProductFigures } from '../../../src/services/churn/read-product-figures.ts'
import { makeShop } from '../../support/shop.ts'

const utc = timeZone('UTC')

describe('countProducts', () => {
  test('is the worked example: all of the last 30 days bought tea, one of two came back', () => {
    const { products, other } = countProducts(
      [
        [
          [1, 'tea'],
          [9, 'tea'],
        ],
        [
          [5, 'tea'],
          [5, 'cup'],
        ],
      ],
      10,
    )
    expect(products).toEqual({ tea: [6.9088, 0.5] })
    expect(other).toEqual([0, 0.5])
  })

  test('old buyers count for repeats and no longer for demand', () => {
    const once = (day: number, product: string) => [[day, product]] as const
    const { products } = countProducts([once(1, 'old'), once(2, 'old'), once(90, 'new'), once(91, 'new')], 100)
    expect(products['old']?.[0]).toBe(0)
    expect(products['new']?.[0]).toBeCloseTo(Math.log1p(1000), 4)
  })

  test('many buyers say more of a product than few do', () => {
    const back = (product: string, n: number) =>
      Array.from(
        { length: n },
        () =>
          [
            [1, product],
            [50, 'other'],
          ] as const,
      )
    const gone = Array.from({ length: 300 }, () => [[1, 'plain']] as const)
    const { products } = countProducts([...back('few', 3), ...back('many', 100), ...gone], 100)
    expect(products['many']?.[1]).toBeGreaterThan(0.85)
    expect(products['few']?.[1]).toBeLessThan(0.5)
    expect(products['few']?.[1]).toBeGreaterThan(products['plain']?.[1] ?? 1)
  })

  test('a shop without lines has one figure for everybody', () => {
    const figures = countProducts([[], []], 10)
    expect(figures).toEqual({ products: {}, other: [0, 0] })
    expect(meanFigure(figures, [])).toEqual([0, 0])
  })

  test('a product named like a part of every object is a product like others', () => {
    const figures = countProducts([[[1, '__proto__']], [[1, '__proto__']]], 10)
    const stored = JSON.parse(JSON.stringify(figures)) as typeof figures
    expect(meanFigure(stored, ['__proto__'])[0]).toBeGreaterThan(6)
    expect(meanFigure(stored, ['constructor'])).toEqual(figures.other)
  })
})

describe('last orders', () => {
  const line = (product: string) => ({ product, amountMinor: 500 })
  const store = makeShop({
    orders: [
      { customer: 'a', at: '2026-01-03', lines: [line('tea'), line('tea'), line('cup')] },
      { customer: 'a', at: '2026-02-01', lines: [line('pot')] },
      { customer: 'b', at: '2026-01-05', lines: [line('tea')] },
      { customer: 'b', at: '2026-01-05', lines: [line('pot')] },
      { customer: 'c', at: '2026-01-09' },
    ],
  })
  const figures = { products: { tea: [3, 0.5], pot: [1, 0.25] }, other: [0, 0.125] } as const
  const columnsOn = (date: string) => {
    const features = computeCustomerFeatures(store, asOfEndOfDay(dayOfDate(date), utc), utc)
    const { productDemand, productRepeats } = loadLastOrders(store, features, figures)
    const at = (id: string) => {
      const position = features.positionOf(id)
      return [productDemand[position], productRepeats[position]]
    }
    return { at, features }
  }

  test('a product counts once, all orders of the last day do, an order without lines is like other products', () => {
    const { at } = columnsOn('2026-02-28')
    expect(at('a')).toEqual([1, 0.25])
    expect(at('b')).toEqual([2, 0.375])
    expect(at('c')).toEqual([0, 0.125])
  })

  test('what was bought after the day is not seen, by the columns or by the figures', () => {
    const { at, features } = columnsOn('2026-01-20')
    expect(at('a')).toEqual([1.5, 0.3125])
    const then = readProductFigures(store, features.asOf, features.customerIds)
    expect(then.products['tea']?.[1]).toBe(0)
    const later = readProductFigures(store, asOfEndOfDay(dayOfDate('2026-02-28'), utc), features.customerIds)
    expect(later.products['tea']?.[1]).toBeGreaterThan(0)
  })

  test('are the same when read in turns', async () => {
    const { features } = columnsOn('2026-02-28')
    expect(await loadLastOrdersInTurns(store, features, figures)).toEqual(loadLastOrders(store, features, figures))
  })
})
