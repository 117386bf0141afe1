import { describe, expect, test } from 'vitest'
import { extractFigures } from '../../../src/agent/verifier/extract-figures.ts'

const texts = (text: string): string[] => extractFigures(text).map((figure) => figure.text)
const meanings = (text: string): string[] => extractFigures(text).map((figure) => figure.meaning)

describe('figures are found in every way of writing them', () => {
  test.each([
    ['sold 1,234.50 units', ['1,234.50']],
    ['销量 1234 件', ['1234']],
    ['up 12.3%', ['12.3%']],
    ['up 12 percent', ['12 percent']],
    ['¥5,000 or $3.2m', ['¥5,000', '$3.2m']],
    ['5万元和3亿', ['5万元', '3亿']],
    ['１２３ 位客户', ['１２３']],
    ['②和½', ['②', '½']],
    ['三成客户', ['三成']],
    ['一半的客户', ['一半']],
    ['两倍于上期', ['两倍']],
    ['百分之五', ['百分之五']],
    ['三分之一', ['三分之一']],
    ['一万二千人', ['一万二千']],
    ['数十位客户', ['数十位']],
    ['销售翻番', ['翻番']],
    ['a third of them', ['a third']],
    ['half of buyers', ['half']],
    ['two dozen orders', ['two dozen']],
    ['twenty-five customers', ['twenty-five']],
    ['revenue doubled', ['doubled']],
    ['one in five', ['one in five']],
    ['two thirds', ['two thirds']],
    ['between 10-20 orders', ['10', '20']],
    ['on 2026-06-30', ['2026-06-30']],
    ['in June 2026', ['June 2026']],
    ['2026年6月30日', ['2026年6月30日']],
    ['六月', ['六月']],
    ['customer C-10023 and SKU-8841', ['C-10023', 'SKU-8841']],
    ['Q2 results', ['Q2']],
  ])('%s', (text, found) => {
    expect(texts(text)).toEqual(found)
  })

  test.each([
    ['5,000', '五千'],
    ['30%', '三成'],
    ['5 percent', '百分之五'],
    ['June 2026', '2026年6月'],
    ['twelve', '十二'],
  ])('%s means the same as %s', (one, other) => {
    expect(meanings(one)).toEqual(meanings(`共${other}`).map((meaning) => meaning))
  })

  test.each([
    '一些客户一直统一下单,十分满意',
    '第一步先看一下,进一步再说',
    'The first step is to list them; some may leave one by one.',
    'They march on and may return.',
    '唯一的办法是每一位都回访',
  ])('ordinary words are no figures: %s', (text) => {
    expect(texts(text)).toEqual([])
  })
})
