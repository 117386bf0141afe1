import { describe, expect, it } from 'vitest'
import { itemsOfCustomers } from '../../../src/compute/recommend/customer-sets.ts'
import { easeScoresOfAll, easeWeights } from '../../../src/compute/recommend/ease-weights.ts'
import { gatherInteractions } from '../../../src/compute/recommend/interactions.ts'
import { seededRandom } from '../../../src/lib/random.ts'

/** Each customer takes items at random, in no order of their numbers. */
function drawSets(customers: number, items: number, share: number) {
  const random = seededRandom(`${customers} ${items}`)
  const events = Array.from({ length: Math.ceil(customers * items * share) }, (_value, day) => ({
    customer: Math.floor(random() * customers),
    item: Math.floor(random() ** 2 * items),
    day,
  }))
  return itemsOfCustomers(gatherInteractions(events, { customers, items }))
}

/** B by its definition: Gauss-Jordan on X'X + lambda I. */
function byDefinition(sets: ReturnType<typeof drawSets>, items: number, lambda: number): number[][] {
  const rows = Array.from({ length: items }, (_row, i) =>
    Array.from({ length: 2 * items }, (_column, j) => (i === j ? lambda : 0) + (j === items + i ? 1 : 0)),
  )
  for (let c = 0; c < sets.rows; c++) {
    const own = sets.members.subarray(sets.starts[c], sets.starts[c + 1])
    for (const i of own) for (const j of own) (rows[i] ?? [])[j] = (rows[i]?.[j] ?? 0) + 1
  }
  for (let pivot = 0; pivot < items; pivot++) {
    const scale = rows[pivot]?.[pivot] ?? 1
    rows[pivot] = (rows[pivot] ?? []).map((value) => value / scale)
    for (let other = 0; other < items; other++) {
      const factor = rows[other]?.[pivot] ?? 0
      if (other !== pivot) rows[other] = (rows[other] ?? []).map((value, j) => value - factor * (rows[pivot]?.[j] ?? 0))
    }
  }
  const inverse = rows.map((row) => row.slice(items))
  return inverse.map((row, i) => row.map((value, j) => (i === j ? 0 : -value / (inverse[j]?.[j] ?? 1))))
}

describe('EASE weights', () => {
  it.each([
    ['more customers than items', 90, 23],
    ['fewer customers than items', 17, 41],
    ['as many', 20, 20],
  ])('are those of the definition with %s', (_name, customers, items) => {
    const sets = drawSets(customers, items, 0.2)
    const found = easeWeights(sets, items, 3)
    const expected = byDefinition(sets, items, 3)
    for (let i = 0; i < items; i++) {
      for (let j = 0; j < items; j++) expect(found[i * items + j]).toBeCloseTo(expected[i]?.[j] ?? Number.NaN, 5)
    }
  })

  it('give every customer the scores of all at once, for what the customer lacks', () => {
    const [customers, items] = [17, 41]
    const sets = drawSets(customers, items, 0.2)
    const weights = easeWeights(sets, items, 3)
    const scores = easeScoresOfAll(sets, items, 3)
    for (let c = 0; c < customers; c++) {
      const own = sets.members.subarray(sets.starts[c], sets.starts[c + 1])
      for (let t = 0; t < items; t++) {
        if (own.includes(t)) continue
        const sum = own.reduce((total, s) => total + (weights[s * items + t] ?? 0), 0)
        expect(scores[c * items + t]).toBeCloseTo(sum, 5)
      }
    }
  })

  it('refuse a penalty of nought', () => {
    expect(() => easeWeights(drawSets(5, 4, 0.5), 4, 0)).toThrow(/more than 0/)
  })
})
