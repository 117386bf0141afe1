import { expect, test } from 'vitest'
import { shareOfTop } from '../../../src/compute/segments/share-of-top.ts'

test('those with the largest amounts, in whatever order they come', () => {
  expect(shareOfTop(Float64Array.of(10, 60, 10, 20), 0.25)).toEqual({ members: 1, share: 0.6 })
  expect(shareOfTop(Float64Array.of(10, 60, 10, 20), 0.5)).toEqual({ members: 2, share: 0.8 })
})

test('somebody is always the top, and all hold everything', () => {
  expect(shareOfTop(Float64Array.of(3, 1), 0.1)).toEqual({ members: 1, share: 0.75 })
  expect(shareOfTop(Float64Array.of(3, 1), 1)).toEqual({ members: 2, share: 1 })
})

test('what was given back lowers the whole', () => {
  expect(shareOfTop(Float64Array.of(6, -2, 0, 4), 0.25)?.share).toBe(0.75)
})

test('of nothing there is no share', () => {
  expect(shareOfTop(Float64Array.of(1, -1), 0.1)).toBeNull()
  expect(shareOfTop(new Float64Array(0), 0.1)).toBeNull()
})
