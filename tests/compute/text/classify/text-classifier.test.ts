import { describe, expect, test } from 'vitest'
import { fitSparseLinear, scoreSparseLinear } from '../../../../src/compute/linear/fit-sparse-linear.ts'
import { sparseRows } from '../../../../src/compute/linear/sparse-rows.ts'
import { fitTextClassifier, scoreTexts } from '../../../../src/compute/text/classify/text-classifier.ts'
import { countNGrams } from '../../../../src/compute/text/terms/count-n-grams.ts'
import { hashWords } from '../../../../src/compute/text/terms/hash-words.ts'
import { termRarity, weighTerms } from '../../../../src/compute/text/terms/term-weights.ts'
import { seededRandom } from '../../../../src/lib/random.ts'

const dense = (rows: readonly (readonly number[])[]) =>
  sparseRows(
    rows.map((row) => new Map(row.flatMap((value, column) => (value === 0 ? [] : [[column, value] as const])))),
    rows[0]?.length ?? 0,
  )

describe('fitSparseLinear', () => {
  const random = seededRandom('points')
  const rows = Array.from({ length: 60 }, () => [random() - 0.5, random() - 0.5])
  const labels = rows.map(([x = 0, y = 0], i) => Number(x + 0.5 * y + (i % 7 === 0 ? 0.4 : 0) > 0.05))
  const matrix = dense(rows)
  const signs = labels.map((label) => (label === 1 ? 1 : -1))

  test.each(['logistic', 'svm'] as const)('%s reaches the least loss: no step in any direction lowers it', (loss) => {
    const cost = 2
    const model = fitSparseLinear(matrix, labels, { loss, cost, random: seededRandom('a'), maximumPasses: 2000 })
    const lossOf = (w: readonly number[]): number =>
      w.reduce((sum, weight) => sum + (weight * weight) / 2, 0) +
      rows.reduce((sum, row, i) => {
        const margin = (signs[i] ?? 0) * ((row[0] ?? 0) * (w[0] ?? 0) + (row[1] ?? 0) * (w[1] ?? 0) + (w[2] ?? 0))
        return sum + cost * (loss === 'svm' ? Math.max(0, 1 - margin) ** 2 : Math.log1p(Math.exp(-margin)))
      }, 0)
    const best = [...model.weights, model.intercept]
    const reached = lossOf(best)
    for (let direction = 0; direction < 3; direction += 1) {
      for (const step of [-0.05, 0.05]) {
        expect(lossOf(best.map((weight, i) => weight + (i === direction ? step : 0)))).toBeGreaterThan(reached)
      }
    }
  })

  test('scores are weights times features plus the intercept', () => {
    const model = fitSparseLinear(matrix, labels, { loss: 'svm', random: seededRandom('a') })
    const [first = [0, 0]] = rows
    const expected =
      (first[0] ?? 0) * (model.weights[0] ?? 0) + (first[1] ?? 0) * (model.weights[1] ?? 0) + model.intercept
    expect(scoreSparseLinear(model, matrix)[0]).toBeCloseTo(expected, 12)
  })
})

describe('terms', () => {
  test('n-grams are counted by their script', () => {
    const grams = countNGrams(['abab', '好好'], { han: { from: 1, to: 2 }, other: { from: 2, to: 2 }, bits: 16 })
    const row = (at: number) => [...grams.values.subarray(grams.starts[at], grams.starts[at + 1])].toSorted()
    expect(row(0)).toEqual([1, 2])
    expect(row(1)).toEqual([1, 2])
  })

  test('words and pairs are counted; the order of words matters to pairs alone', () => {
    const words = hashWords(
      [
        ['a', 'b'],
        ['b', 'a'],
      ],
      16,
    )
    expect(words.indices).toHaveLength(6)
    const shared = new Set([...words.indices.subarray(0, 3)].filter((i) => words.indices.subarray(3).includes(i)))
    expect(shared.size).toBe(2)
  })

  test('rare words weigh more, rows have length 1, words of one text are dropped', () => {
    const counts = dense([
      [1, 1, 0],
      [1, 1, 0],
      [1, 0, 1],
    ])
    const rarity = termRarity(counts, { minimumRows: 2 })
    expect([...rarity.placeOf]).toEqual([0, 1, -1])
    expect(rarity.rarity[0]).toBeCloseTo(1, 6)
    expect(rarity.rarity[1]).toBeCloseTo(Math.log(4 / 3) + 1, 6)
    const weighed = weighTerms(counts, rarity)
    for (let row = 0; row < 3; row += 1) {
      const values = weighed.values.subarray(weighed.starts[row], weighed.starts[row + 1])
      expect(values.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 12)
    }
  })
})

describe('fitTextClassifier', () => {
  const texts = Array.from({ length: 200 }, (_, i) =>
    i % 2 === 0 ? ['works', 'fine', `w${i % 9}`] : ['broke', 'soon', `w${i % 9}`],
  )
  const labels = texts.map((_, i) => Number(i % 2 === 0))
  const features = { counts: [hashWords(texts, 12)], cues: null }

  test('learns which words tell the classes apart, and scores the unknown as undecided', () => {
    const model = fitTextClassifier(features, labels, { random: seededRandom('a') })
    const margins = scoreTexts(model, {
      counts: [hashWords([['works'], ['broke'], ['never', 'seen'], []], 12)],
      cues: null,
    })
    expect(margins[0]).toBeGreaterThan(0.2)
    expect(margins[1]).toBeLessThan(-0.2)
    expect(margins[3]).toBe(model.intercept)
  })

  test('learns from the given rows only, and gives the same bytes for the same seed', () => {
    const rows = Int32Array.from({ length: 100 }, (_, i) => i)
    const upside = labels.map((label, i) => (i < 100 ? label : 1 - label))
    const a = fitTextClassifier(features, labels, { random: seededRandom('a'), rows })
    const b = fitTextClassifier(features, upside, { random: seededRandom('a'), rows })
    expect(a).toEqual(b)
  })

  test('cues count for less the more rows there are', () => {
    const cues = sparseRows(
      labels.map((label) => new Map([[0, label === 1 ? 1 : -1]])),
      1,
    )
    const noise = {
      counts: [
        hashWords(
          texts.map(() => ['same']),
          12,
        ),
      ],
      cues,
    }
    const model = fitTextClassifier(noise, labels, { random: seededRandom('a') })
    expect(scoreTexts(model, noise).every((margin, i) => Number(margin > 0) === labels[i])).toBe(true)
  })
})
