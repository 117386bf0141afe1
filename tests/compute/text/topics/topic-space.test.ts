import { describe, expect, test } from 'vitest'
import { kMeans } from '../../../../src/compute/cluster/k-means.ts'
import { normalisedMutualInformation } from '../../../../src/compute/cluster/normalised-mutual-information.ts'
import { topicSpace } from '../../../../src/compute/text/topics/topic-space.ts'
import { seededRandom } from '../../../../src/lib/random.ts'

describe('normalisedMutualInformation', () => {
  test('is 1 for the same groups under other names, 0 for unrelated ones', () => {
    expect(normalisedMutualInformation([0, 0, 1, 1, 2], [5, 5, 3, 3, 9])).toBeCloseTo(1, 12)
    expect(normalisedMutualInformation([0, 0, 1, 1], [0, 1, 0, 1])).toBeCloseTo(0, 12)
    expect(normalisedMutualInformation([0, 0], [1, 1])).toBe(1)
  })

  test('hand-worked: halves against quarters share one of one and a half bits', () => {
    // H(a) = 1 bit, H(b) = 2 bits, I = 1 bit: 2 x 1 / 3.
    expect(normalisedMutualInformation([0, 0, 1, 1], [0, 1, 2, 3])).toBeCloseTo(2 / 3, 12)
  })

  test('refuses groups of other items', () => {
    expect(() => normalisedMutualInformation([0], [0, 1])).toThrow(/1 and 2/)
  })
})

describe('topicSpace', () => {
  const random = seededRandom('texts')
  const about = [
    ['battery', 'charge', 'power', 'empty'],
    ['parcel', 'late', 'courier', 'tracking'],
    ['taste', 'bitter', 'cup', 'roast'],
  ]
  const truth = Array.from({ length: 150 }, (_, i) => i % 3)
  const texts = truth.map((topic) => [
    ...(about[topic] ?? []).filter(() => random() < 0.7),
    about[topic]?.[0] ?? '',
    'the',
    'and',
  ])

  test('texts about the same things lie together, words of all texts are left out', () => {
    const space = topicSpace(texts, { rank: 5, random: seededRandom('a') })
    expect(space.terms.terms.has('the')).toBe(false)
    const { codes } = kMeans(space.points, { k: 3, random: seededRandom('a') })
    expect(normalisedMutualInformation(codes, truth)).toBeGreaterThan(0.95)
  })

  test('points have length 1, those of texts without a known term are zero, a seed gives the same bytes', () => {
    const withEmpty = [...texts, []]
    const space = topicSpace(withEmpty, { rank: 4, random: seededRandom('a') })
    const lengthOf = (i: number): number =>
      Math.hypot(...space.points.values.subarray(i * space.rank, (i + 1) * space.rank))
    expect(lengthOf(0)).toBeCloseTo(1, 9)
    expect(lengthOf(150)).toBe(0)
    expect(topicSpace(withEmpty, { rank: 4, random: seededRandom('a') }).points).toEqual(space.points)
  })
})
