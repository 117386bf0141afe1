import { describe, expect, test } from 'vitest'
import { bm25 } from '../../../src/compute/search/bm25.ts'
import { findMatches } from '../../../src/compute/search/find-matches.ts'
import { searchWords, singular } from '../../../src/compute/search/search-words.ts'
import { createTextIndex, type TextIndex } from '../../../src/compute/search/text-index.ts'
import { seededRandom } from '../../../src/lib/random.ts'
import { wordTools } from '../../support/word-tools.ts'

const NAMES: Readonly<Record<string, string>> = {
  p1: 'Swiftfoot Light Running Shoes 捷足轻量跑鞋',
  p2: 'Campfire Running Shoes 营火跑鞋',
  p3: 'Trailwind Valley Tent 途风山谷帐篷',
  p4: 'Aurora Kettle 极光水壶',
  p5: 'T-Light Candle 香薰蜡烛',
}

function indexOf(names: Readonly<Record<string, string>>): TextIndex {
  const index = createTextIndex(wordTools)
  for (const [id, text] of Object.entries(names)) index.put(id, [{ text, weight: 1 }])
  return index
}
const index = indexOf(NAMES)
const found = (query: string, from = index): string[] => [...findMatches(from, query).scores.keys()].toSorted()

describe('searchWords', () => {
  test('cuts Chinese and Latin words side by side, with pairs of characters and singulars', () => {
    const { words, stems, grams } = searchWords('跑鞋 Shoes', wordTools)
    expect({ words, stems, grams }).toEqual({
      words: ['跑鞋', 'shoes'],
      stems: ['s:shoe'],
      grams: ['g:跑', 'g:跑鞋', 'g:鞋'],
    })
    expect(['shoes', 'berries', 'glass', 'dishes', 'gas', 'bus'].map(singular)).toEqual([
      'shoe',
      'berry',
      'glass',
      'dish',
      'gas',
      'bus',
    ])
  })
})

describe('bm25', () => {
  test('is the published formula, worked by hand', () => {
    const two = createTextIndex(wordTools)
    two.put('a', [{ text: 'tent tent stove', weight: 1 }])
    two.put('b', [{ text: 'stove', weight: 1 }])
    // N 2, n 1; tf 2; length 3 of mean 2: ln(1 + 1.5 / 1.5) x 2 x 2.2 / (2 + 1.2 x (0.25 + 0.75 x 1.5)).
    expect(bm25(two, 'tent').get('a')).toBeCloseTo((Math.log(2) * 4.4) / (2 + 1.2 * 1.375), 12)
    expect(bm25(two, 'boots').size).toBe(0)
  })
})

describe('findMatches', () => {
  test('finds what holds every word, in either language', () => {
    expect(found('running shoes')).toEqual(['p1', 'p2'])
    expect(found('跑鞋')).toEqual(['p1', 'p2'])
    expect(found('轻量 跑鞋')).toEqual(['p1'])
    expect(found('campfire 跑鞋')).toEqual(['p2'])
    expect(found('shoe')).toEqual(['p1', 'p2'])
    expect(found('t-light')).toEqual(['p5'])
  })

  test('forgives one typing error, pinyin and another script', () => {
    expect(found('runing shoes')).toEqual(['p1', 'p2'])
    expect(found('ketlte')).toEqual(['p4'])
    expect(found('paoxie')).toEqual(['p1', 'p2'])
    expect(found('帳篷')).toEqual(['p3'])
    expect(findMatches(index, 'runing').words).toEqual([
      { word: 'runing', kind: 'spelling', readAs: ['running'], dropped: false },
    ])
  })

  test('takes the last word for the beginning of one, and no other', () => {
    expect(found('aurora ket')).toEqual(['p4'])
    expect(findMatches(index, 'ket', { completes: false }).scores.size).toBe(0)
  })

  test('passes over words that leave nothing, and says so', () => {
    const { scores, words } = findMatches(index, 'purple running shoes')
    expect([...scores.keys()].toSorted()).toEqual(['p1', 'p2'])
    expect(words.filter(({ dropped }) => dropped).map(({ word }) => word)).toEqual(['purple'])
    // Each finds something, no product holds both: the rarer is kept.
    expect(found('kettle shoes')).toEqual(['p4'])
  })

  test('finds nothing for what is not there', () => {
    for (const query of ['snowboard', '滑雪板', '', '   ', '😀', '%%%']) expect(found(query)).toEqual([])
  })

  test('reads a page of words as far as the limit', () => {
    const { words, unread } = findMatches(index, 'kettle '.repeat(3) + [...Array(500).keys()].join(' word'))
    expect(words).toHaveLength(24)
    expect(unread).toBeGreaterThan(400)
  })

  test('an index that was changed in place equals one that is made anew', () => {
    const random = seededRandom('index')
    const words = ['tent', 'kettle', 'shoe', '跑鞋', '帐篷', 'stove', 'light']
    const changed = createTextIndex(wordTools)
    const now: Record<string, string> = {}
    for (let step = 0; step < 300; step++) {
      const id = `d${Math.floor(random() * 12)}`
      if (random() < 0.3) {
        changed.remove(id)
        delete now[id]
      } else {
        now[id] = Array.from({ length: 1 + Math.floor(random() * 5) }, () => words[Math.floor(random() * 7)]).join(' ')
        changed.put(id, [{ text: now[id], weight: 1 }])
      }
    }
    const fresh = indexOf(now)
    expect(changed.size).toBe(fresh.size)
    for (const query of words) {
      const [a, b] = [findMatches(changed, query).scores, findMatches(fresh, query).scores]
      expect([...a.keys()].toSorted()).toEqual([...b.keys()].toSorted())
      for (const [id, score] of a) expect(score).toBeCloseTo(b.get(id) ?? 0, 9)
    }
  })
})
