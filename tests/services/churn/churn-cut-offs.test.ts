import { describe, expect, test } from 'vitest'
import { daysNeeded, planCutOffs, WARM_UP_DAYS } from '../../../src/services/churn/churn-cut-offs.ts'

const plan = (days: number, horizon: number, customers = 1000) =>
  planCutOffs({ asOfDay: 1000, firstDay: 1000 - days + 1, customers }, horizon)

describe('planCutOffs', () => {
  test.each([30, 90, 180])(
    'every outcome of horizon %i is past when its rows are used, and every cut-off has warmed up',
    (horizon) => {
      for (let days = 1; days < 1200; days += 7) {
        const cuts = plan(days, horizon)
        expect(cuts === null).toBe(days < daysNeeded(horizon))
        if (cuts === null) continue
        expect(cuts.judge.test + horizon).toBe(1000)
        for (const day of cuts.judge.train) expect(day + horizon).toBeLessThanOrEqual(cuts.judge.test)
        for (const { train, test: compared } of cuts.select) {
          for (const day of train) expect(day + horizon).toBeLessThanOrEqual(compared)
          expect(compared + horizon).toBeLessThanOrEqual(cuts.judge.test)
        }
        for (const day of [...cuts.final, ...cuts.judge.train, ...cuts.select.flatMap(({ train }) => train)])
          expect(day - (1000 - days + 1)).toBeGreaterThanOrEqual(WARM_UP_DAYS)
      }
    },
  )
  test('compares on three earlier days, on one in a shop of many customers, on none without room', () => {
    expect(plan(900, 90)?.select.map(({ test: day }) => day)).toEqual([820, 805, 790])
    expect(plan(900, 90, 30_000)?.select.map(({ test: day }) => day)).toEqual([820])
    expect(plan(daysNeeded(90), 90)?.select).toEqual([])
  })
  test('a shop of many customers learns from fewer cut-offs', () => {
    expect(plan(900, 90)?.final).toHaveLength(4)
    expect(plan(900, 90, 30_000)?.final).toHaveLength(2)
    expect(plan(900, 90, 1_000_000)?.final).toHaveLength(1)
  })
})
