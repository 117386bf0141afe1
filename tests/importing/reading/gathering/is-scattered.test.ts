import { describe, expect, test } from 'vitest'
import { isScattered } from '../../../../src/importing/reading/gathering/is-scattered.ts'
import { seededRandom } from '../../../../src/lib/random.ts'

const random = seededRandom('scattered')
const ids = Array.from({ length: 400 }, (_, index) => `O-${1000 + Math.floor(index / 2)}`)
const dates = ids.map((_, index) => `2026-03-01 10:${String(Math.floor(index / 10)).padStart(2, '0')}`)
const shuffled = <Item>(items: readonly Item[]): Item[] =>
  items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
const single = (count: number): string[] => Array.from({ length: count }, (_, index) => `O-${1000 + index}`)

describe('lines of orders', () => {
  test('lie together in a file by time', () => {
    expect(isScattered(ids, dates)).toBe(false)
  })

  test('lie apart in a shuffled file, even when its first rows hold no order twice', () => {
    expect(isScattered(shuffled(ids), shuffled(dates))).toBe(true)
    expect(isScattered(shuffled(single(400)), shuffled(dates))).toBe(true)
    expect(isScattered(shuffled(single(400)), [])).toBe(true)
  })

  test('lie together when each order has one line, or ids are random and dates go on', () => {
    expect(isScattered(single(400), dates)).toBe(false)
    expect(isScattered(single(400).toReversed(), dates.toReversed())).toBe(false)
    expect(isScattered(shuffled(single(400)), dates)).toBe(false)
  })

  test('are left as they are in a short file', () => {
    expect(isScattered(shuffled(ids).slice(0, 60), [])).toBe(false)
  })
})
