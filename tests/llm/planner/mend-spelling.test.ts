import { expect, test } from 'vitest'
import { createSpellingIndex, mendSpelling } from '../../../src/llm/planner/text/mend-spelling.ts'

const index = createSpellingIndex(new Set(['conversion', 'mobile', 'active', 'store', 'coats', 'boats', 'revenue']))

test.each([
  ['convertion rate on moblie', 'conversion rate on mobile'],
  ['how many actve customers', 'how many active customers'],
])('%s', (text, mended) => {
  expect(mendSpelling(text, index)).toBe(mended)
})

test.each(['stove', 'goats', 'stores', 'reviews that say "moblie"', 'sku-moblie'])('%s stays', (text) => {
  expect(mendSpelling(text, index)).toBe(text)
})
