import fc from 'fast-check'
import { expect, test } from 'vitest'
import { collapseHistories } from '../../../src/compute/lifetime/purchase-histories.ts'

test('equal histories are put together and nobody is lost, for any customers', () => {
  const row = fc.tuple(fc.nat(3), fc.nat(3), fc.nat(2))
  fc.assert(
    fc.property(fc.array(row, { maxLength: 80 }), (rows) => {
      const collapsed = collapseHistories({
        frequency: Float64Array.from(rows, ([x]) => x),
        recency: Float64Array.from(rows, ([, last]) => last / 7),
        age: Float64Array.from(rows, ([, , age]) => age + 0.1),
      })
      const counts = new Map<string, number>()
      for (const [x, last, age] of rows) {
        const key = `${x} ${last / 7} ${age + 0.1}`
        counts.set(key, (counts.get(key) ?? 0) + 1)
      }
      const ours = Array.from(collapsed.weight, (weight, i) => [
        `${collapsed.frequency[i]} ${collapsed.recency[i]} ${collapsed.age[i]}`,
        weight,
      ])
      expect(ours).toEqual([...counts])
    }),
  )
})
