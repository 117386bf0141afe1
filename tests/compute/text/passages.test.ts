import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createBm25 } from '../../../src/compute/text/bm25-share.ts'
import { chunkText } from '../../../src/compute/text/chunk-text.ts'
import { contentWords } from '../../../src/compute/text/content-words.ts'
import { fitTextSpace, placeText, positionsOf } from '../../../src/compute/text/fit-text-space.ts'
import { hashTerm } from '../../../src/compute/text/hash-term.ts'
import { stemWord } from '../../../src/compute/text/stem-word.ts'
import { textTerms } from '../../../src/compute/text/text-terms.ts'
import { createTokeniser } from '../../../src/compute/text/tokenise.ts'
import { readChineseWords } from '../../../src/resources/chinese-words.ts'
import { seededRandom } from '../../../src/lib/random.ts'

const tokeniser = createTokeniser(readChineseWords())

describe('chunkText', () => {
  test('cuts along headings and keeps short paragraphs together', () => {
    const text = 'Intro.\n\nMore.\n## Money back\nWithin 5 days.'
    expect(chunkText(text).map(({ heading, text: own }) => [heading, own])).toEqual([
      ['', 'Intro.\n\nMore.'],
      ['Money back', 'Within 5 days.'],
    ])
  })

  test('every passage is an exact part of the text, in order, and nothing but headings and space is lost', () => {
    const line = fc.oneof(
      fc.constantFrom('', '# H', '## Two ##'),
      fc.string({ maxLength: 90 }),
      fc.constant('句子一。句子二!'.repeat(40)),
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const text = lines.join('\n')
        const chunks = chunkText(text, 120)
        let last = 0
        for (const { text: own, start, end } of chunks) {
          expect(text.slice(start, end)).toBe(own)
          expect(start).toBeGreaterThanOrEqual(last)
          last = end
        }
        const kept = chunks
          .map(({ text: own }) => own)
          .join('')
          .replaceAll(/\s/g, '')
        const meant = lines
          .filter((one) => !/^#{1,6}[ \t]+\S/.test(one))
          .join('')
          .replaceAll(/\s/g, '')
        expect(kept.length).toBe(meant.length)
      }),
    )
  })
})

describe('createBm25', () => {
  test('gives the hand-worked share', () => {
    // Two texts of two words: norm 1. idf(a) = ln(1 + 1.5/1.5) = ln 2; a once: ln 2 x 2.2 / 2.2 = ln 2, all that can be reached.
    const shares = createBm25([
      ['a', 'b'],
      ['c', 'd'],
    ]).shares(['a'])
    expect(shares[0]).toBeCloseTo(1, 12)
    expect(shares[1]).toBe(0)
    expect(
      createBm25([
        ['a', 'b'],
        ['c', 'd'],
      ]).shares(['a', 'zzz'])[0],
    ).toBeCloseTo(0.5, 12)
  })

  test('stays in [0, 1] and stands no texts and no words', () => {
    expect(createBm25([]).shares(['a'])).toHaveLength(0)
    expect([...createBm25([['a']]).shares([])]).toEqual([0])
    const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 20 })
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 6 }), words, (texts, query) => {
        for (const share of createBm25(texts).shares(query)) expect(share >= 0 && share <= 1).toBe(true)
      }),
    )
  })
})

describe('words and terms', () => {
  test('English stems meet, Chinese and numbered words stay', () => {
    for (const family of [
      'return returns returned returning',
      'delivery deliveries',
      'stop stops stopped',
      'box boxes',
    ]) {
      expect(new Set(family.split(' ').map(stemWord)).size, family).toBe(1)
    }
    expect(['退货', 'c-10023', 'bus'].map(stemWord)).toEqual(['退货', 'c-10023', 'bus'])
  })

  test('function words go', () => {
    expect(contentWords('Where are the parcels?', tokeniser)).toEqual(['parcel'])
    expect(contentWords('退货的政策是什么', tokeniser)).toEqual(['退货', '政策'])
    expect(contentWords('🎉 \u200b', tokeniser)).toEqual([])
  })

  test('hashes of many different terms differ', () => {
    const terms = Array.from({ length: 50_000 }, (_, i) => `w:${i.toString(36)}`)
    expect(new Set(terms.map(hashTerm)).size).toBe(50_000)
  })
})

describe('fitTextSpace', () => {
  const texts = [
    'battery power charge',
    'battery charge socket',
    'parcel courier late',
    'courier parcel street',
  ].flatMap((text) => [text, text])
  const terms = texts.map((text) => textTerms(text, tokeniser))
  const space = fitTextSpace(terms, { dimension: 2, terms: 500, minimumTexts: 1, random: seededRandom('s') })
  const place = (text: string): Float32Array => placeText(space, positionsOf(space.hashes), textTerms(text, tokeniser))
  const cosine = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)

  test('texts of one matter lie nearer than others, also without a shared word', () => {
    expect(cosine(place('power'), place('socket'))).toBeGreaterThan(cosine(place('power'), place('street')))
    expect(Math.hypot(...place('charging the battery'))).toBeCloseTo(1, 5)
  })

  test('a text of unknown words lies nowhere, and no texts make no space', () => {
    expect([...place('xyzzy')].every((value) => value === 0)).toBe(true)
    expect(fitTextSpace([], { dimension: 4, terms: 10, minimumTexts: 1, random: seededRandom('s') }).dimension).toBe(0)
  })
})
