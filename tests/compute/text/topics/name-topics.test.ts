import { describe, expect, test } from 'vitest'
import { learnTopics } from '../../../../src/compute/text/topics/name-topics.ts'
import { seededRandom } from '../../../../src/lib/random.ts'

const random = seededRandom('sentences')
const pick = (words: readonly string[]): string => words[Math.floor(random() * words.length)] ?? ''
const planted = [
  ['strap', 'buckle', 'wrist'],
  ['lid', 'hinge', 'jams'],
  ['ink', 'prints', 'smudges'],
]
const fillers = ['monday', 'garden', 'cousin', 'window', 'yellow', 'holiday', 'market', 'ticket']
const texts = Array.from({ length: 600 }, (_, i) => [
  ...(planted[i % 3] ?? []).filter(() => random() < 0.8),
  pick(fillers),
])
const options = { minimumTexts: 20, most: 10 }

describe('learnTopics', () => {
  test('finds what was planted and names it by its own words', () => {
    const topics = learnTopics(texts, { ...options, random: seededRandom('a') })
    for (const words of planted) {
      expect(topics.some(({ terms }) => words.filter((word) => terms.includes(word)).length >= 2)).toBe(true)
    }
    expect(topics.every(({ texts: size }) => size >= 20)).toBe(true)
  })

  test('is the same from run to run', () => {
    const run = () => learnTopics(texts, { ...options, random: seededRandom('a') })
    expect(run()).toEqual(run())
  })

  test('finds none in too few texts, or in texts without words', () => {
    expect(learnTopics(texts.slice(0, 30), { ...options, random: seededRandom('a') })).toEqual([])
    expect(
      learnTopics(
        Array.from({ length: 100 }, () => []),
        { ...options, random: seededRandom('a') },
      ),
    ).toEqual([])
  })
})
