import { expect, test } from 'vitest'
import { expandShortForms } from '../../../src/llm/planner/text/expand-short-forms.ts'

test.each([
  ['rev per month this yr pls', 'revenue per month this year please'],
  ['how many ppl bought last qtr', 'how many people bought last quarter'],
  ['orders w/o a customer', 'orders without a customer'],
  ['累计消费过千的客户', '累计消费超过千的客户'],
])('%s', (said, whole) => {
  expect(expandShortForms(said)).toBe(whole)
})

test.each(['买过千层饼的客户', 'the last 3 months', 'review r-90881', 'customers who reviewed'])(
  '%s stays as it is',
  (text) => {
    expect(expandShortForms(text)).toBe(text)
  },
)
