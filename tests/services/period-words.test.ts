import { expect, test } from 'vitest'
import { periodWords } from '../../src/services/period-words.ts'

test.each([
  ['last_12_months', '近 12 个月'],
  ['last_90_days', '近 90 天'],
  ['last_quarter', '上季度'],
  ['this_year', '本年'],
  ['yesterday', '昨天'],
  ['2026-01', '2026-01'],
])('%s is %s in Chinese, and itself in English', (name, chinese) => {
  expect(periodWords(name, 'zh')).toBe(chinese)
  expect(periodWords(name, 'en')).toBe(name)
})
