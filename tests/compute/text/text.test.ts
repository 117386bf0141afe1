import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { characterNGrams } from '../../../src/compute/text/character-n-grams.ts'
import { withinOneEdit } from '../../../src/compute/text/edit-distance.ts'
import { normaliseText } from '../../../src/compute/text/normalise-text.ts'
import { dotProduct, fitTfIdf } from '../../../src/compute/text/tf-idf.ts'
import { createTokeniser } from '../../../src/compute/text/tokenise.ts'
import { readChineseWords } from '../../../src/resources/chinese-words.ts'

describe('normalising text', () => {
  test('folds width, case, quotes, spaces and emoji', () => {
    expect(normaliseText('ＧＭＶ  of “June”😀？')).toBe('gmv of "june"?')
  })

  test('done twice is done once', () => {
    fc.assert(
      fc.property(fc.string(), (text) => normaliseText(normaliseText(text)) === normaliseText(text)),
      { numRuns: 200 },
    )
  })
})

describe('cutting words', () => {
  const tokeniser = createTokeniser(readChineseWords(), ['极光水壶'])

  test('Chinese and Latin text side by side, masks whole', () => {
    expect(tokeniser.words('上季度的客单价, top 20 <period>?')).toEqual([
      '上',
      '季度',
      '的',
      '客',
      '单价',
      'top',
      '20',
      '<period>',
    ])
  })

  test('a word of the shop is not cut', () => {
    expect(tokeniser.words('买极光水壶')).toContain('极光水壶')
  })

  test('character n-grams pad Latin words and skip masks', () => {
    expect(characterNGrams(['cat', '<period>'], { from: 3, to: 3 })).toEqual(['_ca', 'cat', 'at_'])
  })
})

describe('term weights', () => {
  test('a hand-worked corpus', () => {
    const index = fitTfIdf([['a', 'b'], ['a']])
    // idf(a) = ln(3/3) + 1 = 1, idf(b) = ln(3/2) + 1.
    expect([...index.idf]).toEqual([1, Math.log(1.5) + 1])
    const vector = index.vector(['b', 'a'])
    const length = Math.hypot(1, Math.log(1.5) + 1)
    expect(vector.values[0]).toBeCloseTo(1 / length, 12)
  })

  test('every vector has length one or none, and likeness is symmetric and at most one', () => {
    const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 6 })
    fc.assert(
      fc.property(fc.array(words, { minLength: 2, maxLength: 8 }), (documents) => {
        const index = fitTfIdf(documents)
        const vectors = documents.map((document) => index.vector(document))
        for (const a of vectors) {
          const own = dotProduct(a, a)
          expect(own === 0 || Math.abs(own - 1) < 1e-9).toBe(true)
          for (const b of vectors) {
            expect(dotProduct(a, b)).toBeCloseTo(dotProduct(b, a), 12)
            expect(dotProduct(a, b)).toBeLessThanOrEqual(1 + 1e-9)
          }
        }
      }),
    )
  })
})

describe('one edit', () => {
  /** The textbook table, with neighbours swapped: another way to the same answer. */
  const distance = (a: string, b: string): number => {
    const table = Array.from({ length: a.length + 1 }, (_, i) =>
      Array.from({ length: b.length + 1 }, (__, j) => (i === 0 ? j : j === 0 ? i : 0)),
    )
    const at = (i: number, j: number): number => table[i]?.[j] ?? 0
    for (let i = 1; i <= a.length; i += 1) {
      for (let j = 1; j <= b.length; j += 1) {
        const row = table[i] ?? []
        row[j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1))
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
          row[j] = Math.min(at(i, j), at(i - 2, j - 2) + 1)
      }
    }
    return at(a.length, b.length)
  }

  test('agrees with the table', () => {
    const word = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 5 }).map((letters) => letters.join(''))
    fc.assert(
      fc.property(word, word, (a, b) => withinOneEdit(a, b) === distance(a, b) <= 1),
      { numRuns: 1000 },
    )
  })
})
