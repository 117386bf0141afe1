import { expect, test } from 'vitest'
import { openStore } from '../../../../src/store/open.ts'
import { readProductTexts } from '../../../../src/store/queries/search/read-product-texts.ts'
import { at, importInto, recordSource } from '../../../support/record-source.ts'

test('of a catalogue that is too large those that sold most are read, and the others counted', async () => {
  const store = openStore(':memory:')
  const line = (order: string, product: string, quantity: number) => ({
    order_id: order,
    ordered_at: at('2026-06-01'),
    product_id: product,
    quantity,
    unit_price: '1.00',
    customer_id: 'C-1',
  })
  await importInto(store, [
    recordSource(
      'products',
      ['A', 'B', 'C', 'D'].map((id) => ({ product_id: id, name: `Thing ${id}` })),
    ),
    recordSource('order_lines', [line('O-1', 'C', 2), line('O-2', 'D', 5), line('O-3', 'C', 1), line('O-4', 'B', 1)]),
  ])
  const until = at('2026-07-01')
  const ids = (most: number) => readProductTexts(store, { until, most }).texts.map(({ id }) => id)
  expect([ids(4), ids(2), ids(3)]).toEqual([
    ['A', 'B', 'C', 'D'],
    ['C', 'D'],
    ['B', 'C', 'D'],
  ])
  expect([4, 2].map((most) => readProductTexts(store, { until, most }).left)).toEqual([0, 2])
})
