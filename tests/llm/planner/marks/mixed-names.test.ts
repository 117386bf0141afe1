import { expect, test } from 'vitest'
import type { LexiconEntry } from '../../../../src/llm/planner/lexicon.ts'
import { mixedNames } from '../../../../src/llm/planner/marks/mixed-names.ts'

const product = (value: string, ...names: string[]): LexiconEntry => ({ field: 'product_id', value, names })
const CATALOGUE = [
  product('SKU-1', 'Aurora 2L Kettle', '极光2升电水壶'),
  product('SKU-2', 'Linden Classic Kettle', '椴木经典水壶'),
  product('SKU-3', 'Stonepot Quiet Kettle', '石锅静音水壶'),
  product('SKU-4', 'Nimbus Headphones', '云音头戴式耳机'),
]

test('a brand in Latin letters with its kind in Chinese names the product', () => {
  const names = new Map(mixedNames(CATALOGUE))
  expect([names.get('aurora 2l 水壶'), names.get('aurora 2l水壶')]).toEqual(['SKU-1', 'SKU-1'])
})

test('a kind that too few products share has no translation, and a name of two products names neither', () => {
  expect(mixedNames(CATALOGUE).some(([name]) => name.startsWith('nimbus'))).toBe(false)
  const twice = new Map(mixedNames([...CATALOGUE, product('SKU-5', 'Aurora 2L Kettle', '极光2升新水壶')]))
  expect(twice.has('aurora 2l 水壶')).toBe(false)
})
