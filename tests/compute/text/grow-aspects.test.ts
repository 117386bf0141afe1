import { describe, expect, test } from 'vitest'
import { growAspects, type AspectSentence } from '../../../src/compute/text/aspects/grow-aspects.ts'

const many = (count: number, words: string, ...aspects: string[]): AspectSentence[] =>
  Array.from({ length: count }, () => ({ words: words.split(' '), aspects }))
/** 300 sentences: a tenth speaks of leaking, most beside a gasket; taste and price fill the rest. */
const SENTENCES = [
  ...many(24, 'gasket kettle', 'waterproof'),
  ...many(6, 'gasket kettle'),
  ...many(100, 'cup kettle', 'taste'),
  ...many(60, 'cup shop', 'price'),
  ...many(80, 'kettle shop'),
  ...many(30, 'bargain shop', 'price'),
]
const grow = (sentences = SENTENCES) => growAspects(sentences, { minimumSentences: 20, most: 5 })

describe('growAspects', () => {
  test('hand-worked: 24 of 30 sentences with the word speak of the aspect, surely more than half', () => {
    // Wilson's lower limit of 24/30 is .627; 24 of 300 sentences speak of it at all.
    expect(grow()).toEqual([{ aspect: 'waterproof', term: 'gasket', sentences: 30, together: 24 }])
  })

  test('leaves out words of many aspects, rare ones, and those that never stand alone', () => {
    const terms = grow().map(({ term }) => term)
    expect(terms).not.toContain('cup')
    expect(terms).not.toContain('kettle')
    expect(terms).not.toContain('bargain')
    expect(growAspects(SENTENCES, { minimumSentences: 31, most: 5 })).toEqual([])
  })

  test('a word tied to two aspects belongs to neither', () => {
    const both = [...many(30, 'seam', 'quality', 'waterproof'), ...many(5, 'seam'), ...many(300, 'shop')]
    expect(grow(both)).toEqual([])
  })

  test('does not depend on the order of the texts, and of nothing finds nothing', () => {
    expect(grow(SENTENCES.toReversed())).toEqual(grow())
    expect(grow([])).toEqual([])
  })
})
