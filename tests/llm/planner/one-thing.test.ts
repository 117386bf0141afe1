import { expect, test } from 'vitest'
import { oneThing } from '../../../src/llm/planner/wording/one-thing.ts'
import { resultOf } from '../../support/planner.ts'

const result = resultOf({
  facts: [
    { id: 'matched', label: 'Matched', value: 1, unit: 'customers' },
    { id: 'searches', label: 'Searches', value: 1, unit: 'searches' },
    { id: 'many', label: 'Many', value: 12, unit: 'customers' },
  ],
  table: { columns: [{ key: 'orders', label: 'Orders', unit: 'orders' }], rows: [{ orders: 1 }], total_rows: 1 },
})

test.each([
  ['{{r1.matched}} customers meet it', '{{r1.matched}} customer meets it'],
  ['{{r1.matched}} such customers were there', '{{r1.matched}} such customer was there'],
  ['{{r1.searches}} searches', '{{r1.searches}} search'],
  ['{{r1.table[0].orders}} orders', '{{r1.table[0].orders}} order'],
  ['{{r1.many}} customers meet it', '{{r1.many}} customers meet it'],
  ['{{r1.matched}} 位客户', '{{r1.matched}} 位客户'],
])('%s', (worded, read) => {
  expect(oneThing(worded, result)).toBe(read)
})
