import { describe, expect, test } from 'vitest'
import { createTokeniser } from '../../src/compute/text/tokenise.ts'
import { readChineseWords } from '../../src/resources/chinese-words.ts'

const lines = new TextDecoder().decode(readChineseWords()).trimEnd().split('\n')
const counts = new Map(
  lines.map((line) => {
    const [word = '', count = ''] = line.split(' ')
    return [word, Number(count)] as const
  }),
)

describe('the Chinese words that are read', () => {
  test('each line is whole: a word, its count, its kind', () => {
    expect(lines.filter((line) => !/^\S+ \d+ \S+$/u.test(line))).toEqual([])
    expect(counts.size).toBe(lines.length)
  })

  test('rare words are left out, short ones never', () => {
    const rare = [...counts.keys()].filter((word) => (counts.get(word) ?? 0) < 4)
    expect(rare).toContain('压坏')
    expect(rare.filter((word) => [...word].length > 2)).toEqual([])
    expect(counts.size).toBeGreaterThan(190_000)
    expect(counts.size).toBeLessThan(210_000)
  })

  test('what shops and customers say is still cut into words', () => {
    const tokeniser = createTokeniser(readChineseWords())
    expect(tokeniser.words('快递太慢，客服态度不好，质量很满意')).toEqual([
      '快递',
      '太慢',
      '客服',
      '态度',
      '不好',
      '质量',
      '很',
      '满意',
    ])
    expect(tokeniser.words('上个月流失的会员')).toEqual(['上个月', '流失', '的', '会员'])
  })
})
