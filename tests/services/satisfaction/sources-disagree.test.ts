import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayOfDate } from '../../../src/lib/time-zone.ts'
import { measureSatisfaction } from '../../../src/services/satisfaction/measure-satisfaction.ts'
import { sourcesDisagree } from '../../../src/services/satisfaction/sources-disagree.ts'
import type { RatingRow } from '../../../src/store/queries/voice/read-ratings.ts'
import { surveys } from '../../../src/store/schema/index.ts'
import { measureSatisfactionTool } from '../../../tools/satisfaction/measure-satisfaction.ts'
import { RATED_DAY, ratedShop } from '../../support/rated-shop.ts'
import { testContext } from '../../support/shop.ts'

const frame = { asOfDay: dayOfDate(RATED_DAY), weekStart: 1, firstDay: dayOfDate('2026-03-01') }

/** The rated shop with so many more survey answers of one score. */
function surveyed(answers: number, score: number) {
  const store = ratedShop()
  const answeredAt = Date.parse('2026-05-01T12:00:00Z')
  const rows = Array.from({ length: answers }, (_, i) => ({
    id: `extra-${i}`,
    kind: 'csat',
    customerId: `C-${i}`,
    orderId: `O-${i}`,
    score,
    answeredAt,
    answeredDay: dayOfDate('2026-05-01'),
  }))
  store.db.insert(surveys).values(rows).run()
  return measureSatisfaction({ ctx: testContext(store, RATED_DAY, { frame }), input: { period: 'all' } })
}

const row = (kind: RatingRow['kind'], score: number) => ({ kind, score }) as RatingRow

describe('reviews against surveys', () => {
  test('are told apart where both are many and clearly differ', () => {
    const { data, facts } = surveyed(60, 2)
    const reviews = data.sources.find(({ kind }) => kind === 'review')
    const answers = data.sources.find(({ kind }) => kind === 'csat')
    expect(data.disagreement?.difference).toBeCloseTo((reviews?.mean ?? 0) - (answers?.mean ?? 0), 12)
    expect(facts.find(({ id }) => id === 'sources_difference')?.value).toBe(data.disagreement?.difference)
    expect(measureSatisfactionTool.output.safeParse(data).success).toBe(true)
  })

  test('get no line where one has few answers, or says the same', () => {
    expect(surveyed(28, 2).data.disagreement).toBeNull()
    expect(surveyed(60, 4).data.disagreement).toBeNull()
  })

  test('follow a plain reading of the rule for any ratings', () => {
    const scores = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 20, maxLength: 80 })
    fc.assert(
      fc.property(scores, scores, (reviews, answers) => {
        const found = sourcesDisagree([
          ...reviews.map((score) => row('review', score)),
          ...answers.map((score) => row('csat', score)),
          row('nps', 10),
        ])
        const stats = [reviews, answers].map((list) => {
          const mean = list.reduce((sum, score) => sum + score, 0) / list.length
          const variance = list.reduce((sum, score) => sum + (score - mean) ** 2, 0) / (list.length - 1)
          return { mean, error: variance / list.length }
        })
        const difference = (stats[0]?.mean ?? 0) - (stats[1]?.mean ?? 0)
        const margin = 1.959963984540054 * Math.sqrt((stats[0]?.error ?? 0) + (stats[1]?.error ?? 0))
        const many = reviews.length >= 30 && answers.length >= 30
        const told = many && Math.abs(difference) > margin && Math.abs(difference) >= 0.2
        expect(found?.difference.toFixed(9)).toBe(told ? difference.toFixed(9) : undefined)
      }),
    )
  })
})
