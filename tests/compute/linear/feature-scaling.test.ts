import { describe, expect, test } from 'vitest'
import { applyScaling, fitScaling, signedLog } from '../../../src/compute/linear/feature-scaling.ts'
import { tableFromRows } from '../../../src/compute/stats/column-table.ts'
import { seededRandom } from '../../../src/lib/random.ts'

describe('fitScaling', () => {
  const random = seededRandom('tail')
  const rows = Array.from({ length: 400 }, () => [Math.exp(4 * random()) - 20, random(), 1])
  const table = tableFromRows(['money', 'share', 'same'], rows)
  const scaling = fitScaling(table, (name) => name === 'money')

  test('leaves out what never varies, and gives mean 0 and deviation 1 on the training rows', () => {
    expect(scaling.map(({ name }) => name)).toEqual(['money', 'share'])
    for (const column of applyScaling(scaling, table).columns) {
      const values = [...column]
      expect(values.reduce((sum, value) => sum + value, 0) / 400).toBeCloseTo(0, 10)
      expect(values.reduce((sum, value) => sum + value ** 2, 0) / 400).toBeCloseTo(1, 10)
    }
  })

  test('reads money in logs that keep its sign', () => {
    const [{ mean = 0, deviation = 1 } = {}] = scaling
    const [money] = applyScaling(scaling, table).columns
    expect(money?.[7]).toBeCloseTo((signedLog(rows[7]?.[0] ?? 0) - mean) / deviation, 12)
    expect(signedLog(-3)).toBe(-Math.log(4))
  })

  test('is plain data that a stored model keeps', () => {
    const stored = JSON.parse(JSON.stringify(scaling)) as typeof scaling
    expect(applyScaling(stored, table)).toEqual(applyScaling(scaling, table))
  })
})
