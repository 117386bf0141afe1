import { describe, expect, test } from 'vitest'
import { completable, completion } from '../../../src/compute/search/complete-prefix.ts'
import { readPriceWords } from '../../../src/compute/search/price-words.ts'
import { NEUTRAL_PARTS, rankScore } from '../../../src/compute/search/rank-matches.ts'
import { habitPart, RANK_WEIGHTS } from '../../../src/compute/search/rank-weights.ts'
import { wordTools } from '../../support/word-tools.ts'

describe('readPriceWords', () => {
  test.each([
    ['cheap tent under 500', { rest: 'tent', atLeast: null, atMost: 500, band: 'low' }],
    ['tent between 300 and 800 yuan', { rest: 'tent', atLeast: 300, atMost: 800, band: null }],
    ['500元以内的帐篷', { rest: '的帐篷', atLeast: null, atMost: 500, band: null }],
    ['高端耳机', { rest: '耳机', atLeast: null, atMost: null, band: 'high' }],
    ['300到800元帐篷', { rest: '帐篷', atLeast: 300, atMost: 800, band: null }],
    ['2l kettle', { rest: '2l kettle', atLeast: null, atMost: null, band: null }],
    ['headphones over 1,000', { rest: 'headphones ,000', atLeast: 1, atMost: null, band: null }],
  ])('%s', (text, wish) => {
    // The last: thousands with commas are not read, a limit that is known.
    expect(readPriceWords(text)).toEqual(wish)
  })
})

describe('completion', () => {
  const of = (prefix: string, phrase: string): number => completion(prefix, completable(phrase, wordTools))
  test('a beginning counts most, then words inside, pinyin, initials and one typing error', () => {
    expect(of('跑', '跑鞋')).toBe(1)
    expect(of('鞋', '跑鞋')).toBe(0.8)
    expect(of('shoes', 'running shoes')).toBe(0.8)
    expect(of('pao', '跑鞋')).toBe(0.8)
    expect(of('px', '跑鞋')).toBe(0.6)
    expect(of('hikng s', 'hiking shoes')).toBe(0.4)
    expect(of('x', '跑鞋')).toBe(0)
    expect(of('tent', 'kettle')).toBe(0)
  })
})

describe('rankScore', () => {
  const parts = { text: 1, popularity: 0.5, clicks: 0.2, history: 0.2, taste: 0.4, brand: 0.1, price: 0.3 }
  test('is the sum of weighted parts, and the neutral one of three of them', () => {
    expect(rankScore(parts, RANK_WEIGHTS)).toBeCloseTo(1 + 0.4 + 0.3 + 0.6 + 0.2 + 0.06 + 0.09, 12)
    expect(rankScore(parts, RANK_WEIGHTS, NEUTRAL_PARTS)).toBeCloseTo(1.7, 12)
  })
  test('a habit closes a fifth of the way to certainty each time', () => {
    expect(habitPart(0)).toBe(0)
    expect(habitPart(2)).toBeCloseTo(0.36, 12)
    expect(habitPart(1e9)).toBe(1)
  })
})
