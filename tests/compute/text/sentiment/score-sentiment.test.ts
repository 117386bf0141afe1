import { describe, expect, test } from 'vitest'
import { cutForSentiment } from '../../../../src/compute/text/sentiment/cut-for-sentiment.ts'
import { scoreSentiment, sentimentOfSum } from '../../../../src/compute/text/sentiment/score-sentiment.ts'
import { readSentimentLexicon } from '../../../../src/compute/text/sentiment/sentiment-lexicon.ts'
import { createTokeniser } from '../../../../src/compute/text/tokenise.ts'
import { readChineseWords } from '../../../../src/resources/chinese-words.ts'

const tokeniser = createTokeniser(readChineseWords())
const cut = (text: string) => cutForSentiment(text, tokeniser)
const lexicon = readSentimentLexicon(
  [
    '# test\n+2 good, well made, 好, :)\n-2 bad, poor, 差\n+3 love\n',
    'negation not, never, 不\nstronger very, 非常\nweaker slightly\ncontrast but, 但是',
  ],
  (text) => cut(text).map(({ word }) => word),
)
const score = (text: string): number => scoreSentiment(cut(text), lexicon).score

describe('scoreSentiment', () => {
  test('hand-worked: one word of strength 2 gives 2 / sqrt(4 + 8)', () => {
    expect(score('good')).toBeCloseTo(2 / Math.sqrt(12), 12)
    expect(scoreSentiment(cut('bad'), lexicon).sum).toBe(-2)
    expect(sentimentOfSum(0)).toBe(0)
  })

  test('a negation turns praise into more blame than it turns blame into praise', () => {
    expect(score('not good')).toBeCloseTo(sentimentOfSum(2 * -0.75), 12)
    expect(score('not bad')).toBeCloseTo(sentimentOfSum(-2 * -0.75 * 0.5), 12)
    expect(score('never not good')).toBe(score('good'))
    expect(score('not. good')).toBe(score('good'))
  })

  test('intensity, capitals and exclamation marks strengthen, weakening words weaken', () => {
    expect(score('very good')).toBeGreaterThan(score('good'))
    expect(score('slightly bad')).toBeGreaterThan(score('bad'))
    expect(score('this is GOOD')).toBeGreaterThan(score('this is good'))
    expect(score('good!')).toBeGreaterThan(score('good'))
    expect(score('THIS IS GOOD')).toBe(score('this is good'))
  })

  test('what follows a contrast counts more', () => {
    expect(score('good but bad')).toBeLessThan(0)
    expect(score('bad but good')).toBeGreaterThan(0)
  })

  test('phrases go before their words, forms of a word are found, emoji count', () => {
    expect(scoreSentiment(cut('well made'), lexicon).phrases).toEqual([{ phrase: 'well made', strength: 2 }])
    expect(score('loved it')).toBe(score('love it'))
    expect(score(':)')).toBe(score('good'))
  })

  test('reads Chinese, and both languages in one text', () => {
    expect(score('质量非常好')).toBeGreaterThan(score('质量好'))
    expect(score('不好')).toBeLessThan(0)
    expect(score('good, 但是差')).toBeLessThan(0)
  })

  test('says nothing where nothing judges, whatever the text is', () => {
    for (const text of ['', '   ', 'It is a kettle.', '\u200f\u202e', '🚲🚲', '<script>x</script>'])
      expect(score(text)).toBe(0)
  })

  test('stays within -1 and 1 and turns with every sign turned', () => {
    for (const times of [1, 10, 1000]) {
      expect(score('good '.repeat(times))).toBeLessThanOrEqual(1)
      expect(score('bad '.repeat(times))).toBeCloseTo(-score('good '.repeat(times)), 12)
    }
  })
})

describe('readSentimentLexicon', () => {
  test('refuses a line that opens with neither a strength nor a modifier', () => {
    const read = (line: string) => () => readSentimentLexicon([line], (text) => text.split(' '))
    expect(read('+9 good')).toThrow(/-3 to 3.*\+9/)
    expect(read('louder very')).toThrow(/negation, stronger/)
  })
})
