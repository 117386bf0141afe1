import { describe, expect, test } from 'vitest'
import { formatFigure } from '../../src/lib/format-figure.ts'

describe('a figure as a reader sees it', () => {
  test.each([
    [1234.5, 'CNY', '¥1,234.50'],
    [-12, 'USD', '-$12.00'],
    [-0.001, 'USD', '$0.00'],
    [1234.4, 'JPY', 'JP¥1,234'],
    [1.2345, 'KWD', 'KWD 1.235'],
    [1.005, 'GBP', '£1.01'],
    [0.1234, 'ratio', '12.3%'],
    [-0.0004, 'ratio', '0.0%'],
    [0.05, 'points', '5.0 points'],
    [12.6, 'days', '13'],
    [69_659, 'orders', '69,659'],
    [2.345, 'orders', '2.35'],
    [0, 'customers', '0'],
    [null, 'CNY', 'not known'],
    ['2026-06-30', 'date', '2026-06-30'],
    ['at_risk', 'label', 'at risk'],
    ['C-10023', 'id', 'C-10023'],
    ['Kettle ![x](https://evil.example/p.png) <b>2L</b>\u200b', 'text', 'Kettle x 2L'],
  ])('%s %s reads %s', (value, unit, shown) => {
    expect(formatFigure(value, unit, { language: 'en' })).toBe(shown)
  })

  test('labels come from the words handed in, digits are the same in both languages', () => {
    expect(formatFigure('at_risk', 'label', { language: 'zh', labels: { at_risk: '预流失' } })).toBe('预流失')
    expect(formatFigure(1234.5, 'CNY', { language: 'zh' })).toBe('¥1,234.50')
    expect(formatFigure(null, 'CNY', { language: 'zh' })).toBe('暂无')
  })
})
