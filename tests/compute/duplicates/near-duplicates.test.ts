import { describe, expect, test } from 'vitest'
import { findBursts } from '../../../src/compute/duplicates/find-bursts.ts'
import { nearDuplicates } from '../../../src/compute/duplicates/near-duplicates.ts'
import { bareText, sharedRuns, textShingles } from '../../../src/compute/duplicates/text-shingles.ts'
import { poissonTail } from '../../../src/compute/stats/poisson-tail.ts'
import { seededRandom } from '../../../src/lib/random.ts'

const shinglesOf = (text: string): Uint32Array => textShingles(bareText(text))
const options = { threshold: 0.7, fewestRuns: 8 }

/** Texts of random words; every third is a changed copy of the one before. */
function randomTexts(count: number): string[] {
  const random = seededRandom('copies')
  const word = (): string =>
    Array.from({ length: 3 + Math.floor(random() * 5) }, () =>
      String.fromCharCode(97 + Math.floor(random() * 26)),
    ).join('')
  const texts: string[] = []
  for (let i = 0; i < count; i++) {
    const before = texts.at(-1)
    if (i % 3 === 2 && before !== undefined) {
      const words = before.split(' ')
      words[Math.floor(random() * words.length)] = word()
      texts.push(words.join(' '))
    } else texts.push(Array.from({ length: 12 + Math.floor(random() * 10) }, word).join(' '))
  }
  return texts
}

describe('textShingles', () => {
  test('do not see case, width, spaces, punctuation, emoji and hidden characters', () => {
    expect(bareText('Ｇreat,  TENT!\u200b😀')).toBe('greattent')
    expect(bareText('很好!\ufeff 推荐。')).toBe('很好推荐')
    expect([...shinglesOf('Very GOOD tent!!')]).toEqual([...shinglesOf('very good, tent')])
  })

  test('count three Chinese characters or five others', () => {
    expect(shinglesOf('做工扎实').length).toBe(2)
    expect(shinglesOf('abcdef').length).toBe(2)
    expect(shinglesOf('').length).toBe(0)
    expect(shinglesOf('🎉🎉🎉').length).toBe(0)
  })

  test('share what sets share', () => {
    expect(sharedRuns(Uint32Array.of(1, 2, 3), Uint32Array.of(2, 3, 4))).toBe(0.5)
    expect(sharedRuns(new Uint32Array(), new Uint32Array())).toBe(0)
  })

  test('take a megabyte as its beginning', () => {
    expect(shinglesOf('abc def '.repeat(150_000)).length).toBeLessThan(4001)
  })
})

describe('nearDuplicates', () => {
  test('finds what comparing every pair finds, and nothing else', () => {
    const shingles = randomTexts(240).map(shinglesOf)
    const pairs = new Set<string>()
    for (let a = 0; a < shingles.length; a++) {
      for (let b = a + 1; b < shingles.length; b++) {
        if (sharedRuns(shingles[a] as Uint32Array, shingles[b] as Uint32Array) >= 0.7) pairs.add(`${a}-${b}`)
      }
    }
    const found = new Set(nearDuplicates(shingles, options).map(({ members }) => members.join('-')))
    expect(pairs.size).toBeGreaterThan(40)
    expect([...found].filter((group) => !pairs.has(group))).toEqual([])
    // At the threshold itself a pair may be missed (see the docs): one in a hundred here.
    expect(found.size / pairs.size).toBeGreaterThan(0.98)
  })

  test('leaves short texts alone', () => {
    expect(nearDuplicates([shinglesOf('很好很好'), shinglesOf('很好很好')], options)).toEqual([])
  })
})

describe('findBursts', () => {
  const settings = { windowDays: 3, aroundDays: 30, fewest: 8, error: 0.01 }
  /** Ten subjects with a row every second day. */
  const quiet = Array.from({ length: 10 }, (_, subject) =>
    Array.from({ length: 50 }, (__, i) => [subject, 2 * i]),
  ).flat()
  const burstsIn = (rows: readonly (readonly number[])[]) =>
    findBursts(
      rows.map(([subject = 0]) => subject),
      rows.map(([, day = 0]) => day),
      settings,
    )

  test('finds a planted wave, once', () => {
    const wave = Array.from({ length: 20 }, (_, i) => [4, 50 + (i % 2)])
    expect(burstsIn([...quiet, ...wave])).toMatchObject([{ subject: 4, count: expect.any(Number) }])
    expect(burstsIn(quiet)).toEqual([])
  })

  test('takes a busy day of everybody for no burst', () => {
    const feast = Array.from({ length: 200 }, (_, i) => [i % 10, 50])
    expect(burstsIn([...quiet, ...feast])).toEqual([])
  })
})

describe('poissonTail', () => {
  test('is worked by hand and stays exact far out', () => {
    expect(poissonTail(3, 1)).toBeCloseTo(1 - Math.exp(-1) * 2.5, 12)
    expect(poissonTail(0, 5)).toBe(1)
    expect(poissonTail(2, 5)).toBeCloseTo(1 - Math.exp(-5) * 6, 12)
    // R: ppois(29, 2, lower.tail = FALSE)
    expect(poissonTail(30, 2) / 5.849e-25).toBeCloseTo(1, 2)
  })
})
