import { expect, test } from 'vitest'
import { withPeriod } from '../../../src/channels/web/ask/with-period.ts'

const en = { periods: ['last month', 'this year'], language: 'en' } as const
const zh = { periods: ['上个月', '今年'], language: 'zh' } as const

test('a stretch of time goes where the language has it, and takes the place of another', () => {
  expect(withPeriod('Net revenue by region?', 'last month', en)).toBe('Net revenue by region last month?')
  expect(withPeriod('Net revenue by region last month?', 'this year', en)).toBe('Net revenue by region this year?')
  expect(withPeriod('', 'this year', en)).toBe('this year')
  expect(withPeriod('各地区净销售额', '上个月', zh)).toBe('上个月各地区净销售额')
  expect(withPeriod('上个月各地区净销售额', '今年', zh)).toBe('今年各地区净销售额')
})

test('it can be taken out again', () => {
  expect(withPeriod('Net revenue last month by region', null, en)).toBe('Net revenue by region')
})
