import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contentHash } from '../../../src/importing/writing/content-hash.ts'
import { factKey, leadOfId, leadOfInstant } from '../../../src/importing/writing/fact-key.ts'
import { OccurrenceCounter } from '../../../src/importing/writing/occurrence-counter.ts'

test('counts as a map of strings does', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 3 }), { maxLength: 400 }), (contents) => {
      const counter = new OccurrenceCounter()
      const map = new Map<string, number>()
      for (const content of contents) {
        map.set(content, (map.get(content) ?? 0) + 1)
        expect(counter.count(content)).toBe(map.get(content))
      }
    }),
  )
})

test('counts through growth: fifty thousand contents, each twice', () => {
  const counter = new OccurrenceCounter()
  for (const turn of [1, 2]) {
    for (let index = 0; index < 50_000; index += 1) {
      if (counter.count(`O-${index}`) !== turn) throw new Error(`O-${index} was not counted ${turn} times`)
    }
  }
})

test('hashes of two hundred thousand near-equal contents are all different, in each half', () => {
  const words = new Uint32Array(4)
  const halves = [new Set<string>(), new Set<string>()]
  for (let index = 0; index < 200_000; index += 1) {
    contentHash(`O-${index}\0SKU-1\0${index % 7}`, words)
    halves[0]?.add(`${words[0]}/${words[1]}`)
    halves[1]?.add(`${words[2]}/${words[3]}`)
  }
  expect(halves.map((half) => half.size)).toEqual([200_000, 200_000])
})

test('keys grow with time, and the lead of an id is the number at its end', () => {
  const earlier = factKey(leadOfInstant(Date.UTC(2026, 0, 1)), 'zzz')
  const later = factKey(leadOfInstant(Date.UTC(2026, 0, 2)), 'aaa')
  expect(earlier.compare(later)).toBe(-1)
  expect(earlier).toHaveLength(16)
  expect(leadOfId('O-778120')).toBe(778_120)
  expect(leadOfId('2026-06-30/17')).toBe(17)
  expect(leadOfId('abc')).toBe(leadOfId('abc'))
})
