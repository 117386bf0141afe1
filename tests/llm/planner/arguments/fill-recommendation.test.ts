import { describe, expect, test } from 'vitest'
import {
  readDiversity,
  readExclusions,
  readItemKind,
  readPersonalised,
  readStrategy,
} from '../../../../src/llm/planner/arguments/fill-recommendation.ts'

describe('words of a wish for recommendations', () => {
  test.each([
    ['what is the closest alternative to the kettle', 'similar'],
    ['和 sku-8841 相似的商品', 'similar'],
    ['accessories for her last order', 'complement'],
    ['which new products should we show', 'new'],
    ['首页展示哪些走红的商品', 'trending'],
    ['bestsellers for the home page', 'popular'],
    ['what should c-30555 buy again', 'repurchase'],
    ['what should we recommend to c-10023', null],
  ])('%s', (text, strategy) => {
    expect(readStrategy({ text })).toBe(strategy)
  })

  test.each([
    ['make them more varied, and explain the third one', 'high'],
    ['再多样一点', 'high'],
    ['less varied please', 'low'],
    ['recommendations for c-10023', null],
  ])('%s', (text, diversity) => {
    expect(readDiversity({ text })).toBe(diversity)
  })

  test.each([
    ['what should we recommend to c-10023 on the home page? nothing she already bought.', true],
    ['给她推荐商品,不要她买过的', true],
    ['recommend something that goes with what she bought', false],
  ])('%s', (text, excluded) => {
    expect(readExclusions({ text })).toEqual(excluded ? ['purchased'] : null)
  })

  test('a list for everybody, and articles', () => {
    expect(readPersonalised({ text: 'non-personalised recommendations' })).toBe(false)
    expect(readPersonalised({ text: 'personal recommendations' })).toBeNull()
    expect(readItemKind({ text: '给她推荐哪些文章' })).toBe('article')
  })
})
