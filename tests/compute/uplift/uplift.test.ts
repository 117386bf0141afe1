import { describe, expect, test } from 'vitest'
import { tableFromRows } from '../../../src/compute/stats/column-table.ts'
import { fitUplift, UPLIFT_LEARNERS } from '../../../src/compute/uplift/fit-uplift.ts'
import { judgeUplift } from '../../../src/compute/uplift/judge-uplift.ts'
import { upliftAmong, upliftDeciles, upliftSegments, upliftSpread } from '../../../src/compute/uplift/uplift-groups.ts'
import { seededRandom } from '../../../src/lib/random.ts'

/** People with x in 0..1 and noise; treatment adds `effect(x)` to a base of 20 %. */
function trial(seed: string, n: number, effect: (x: number) => number) {
  const random = seededRandom(seed)
  const rows = Array.from({ length: n }, () => [random(), random()])
  const treated = Float64Array.from(rows, () => Number(random() < 0.5))
  const outcome = Float64Array.from(rows, ([x = 0], i) => Number(random() < 0.2 + (treated[i] === 1 ? effect(x) : 0)))
  return { table: tableFromRows(['x', 'noise'], rows), treated, outcome }
}
const options = { log: () => false, seed: 'test' }

describe.each(UPLIFT_LEARNERS)('%s', (learner) => {
  test('ranks first whom the treatment moves', () => {
    const learning = trial('learn', 6000, (x) => 0.3 * x)
    const judging = trial('judge', 6000, (x) => 0.3 * x)
    const score = fitUplift(learner, learning, options)(judging.table)
    const judged = judgeUplift({ ...judging, score }, { seed: 'test', draws: 100 })
    expect(judged.qiniInterval[0]).toBeGreaterThan(0)
    // The best 30 % have x above 0.7: 0.255 on average; all have 0.15.
    expect(judged.atShare).toBeGreaterThan(0.19)
    expect(judged.overall).toBeCloseTo(0.15, 1)
  })

  test('seldom finds anything usable where the effect is the same for all', () => {
    let found = 0
    for (let run = 0; run < 8; run += 1) {
      const learning = trial(`learn/${run}`, 1500, () => 0.1)
      const judging = trial(`judge/${run}`, 1500, () => 0.1)
      const score = fitUplift(learner, learning, options)(judging.table)
      if (judgeUplift({ ...judging, score }, { seed: 'test', draws: 60 }).qiniInterval[0] > 0) found += 1
    }
    expect(found).toBeLessThanOrEqual(2)
  })
})

describe('judgeUplift', () => {
  test('by hand: four people, the best first', () => {
    const rows = {
      score: Float64Array.of(4, 3, 2, 1),
      treated: Float64Array.of(1, 0, 1, 0),
      outcome: Float64Array.of(1, 0, 0, 0),
    }
    const { qini, atShare, overall } = judgeUplift(rows, { share: 0.5, draws: 1, seed: 'x' })
    // Extra outcomes after each person: 0 (nobody alone yet), 1, 1, 1; the line: 0.25, 0.5, 0.75, 1. Two were treated.
    expect(qini).toBeCloseTo((3 - 2.5) / 4 / 2, 12)
    expect(atShare).toBe(1)
    expect(overall).toBe(0.5)
  })

  test('scores that say nothing give an area around zero; turned scores one below', () => {
    const rows = trial('turn', 4000, (x) => 0.3 * x)
    const x = rows.table.columns[0] ?? new Float64Array()
    const noise = rows.table.columns[1] ?? new Float64Array()
    const qini = (score: Float64Array) => judgeUplift({ ...rows, score }, { draws: 1, seed: 'x' }).qini
    expect(Math.abs(qini(noise))).toBeLessThan(qini(x) / 2)
    expect(qini(x.map((value) => -value))).toBeLessThan(0)
  })

  test('the same seed gives the same interval; one group only is refused', () => {
    const rows = { ...trial('seed', 400, () => 0.1), score: Float64Array.from({ length: 400 }, (_, i) => i) }
    expect(judgeUplift(rows, { seed: 'a' })).toEqual(judgeUplift(rows, { seed: 'a' }))
    expect(() => judgeUplift({ ...rows, treated: new Float64Array(400) }, { seed: 'a' })).toThrow(/some treated/)
    expect(() => fitUplift('z_logistic', { ...rows, treated: new Float64Array(400) }, options)).toThrow(/left alone/)
  })
})

describe('groups', () => {
  test('a tree grown on one half finds the kind that gains and the kind that is harmed on the other', () => {
    const effect = (x: number): number => (x > 0.7 ? 0.3 : x < 0.3 ? -0.15 : 0)
    const segments = upliftSegments(trial('a', 12_000, effect), trial('b', 12_000, effect), { depth: 2 })
    const [first] = segments
    const last = segments.at(-1)
    expect(first?.ranges.find(({ column }) => column === 'x')?.above).toBeGreaterThan(0.6)
    expect(last?.ranges.find(({ column }) => column === 'x')?.upTo).toBeLessThan(0.4)
    expect(first?.interval[0]).toBeGreaterThan(0)
    expect(last?.interval[1]).toBeLessThan(0)
  })

  test('effects that are the same in all groups do not differ, others do', () => {
    const group = (treatedShare: number) => ({
      treated: 400,
      alone: 400,
      treatedShare,
      aloneShare: 0.1,
      uplift: treatedShare - 0.1,
      interval: [0, 0] as const,
    })
    expect(upliftSpread([group(0.2), group(0.2), group(0.2)])).toBeCloseTo(1, 9)
    expect(upliftSpread([group(0.1), group(0.3)])).toBeLessThan(1e-6)
    expect(upliftSpread([group(0.3)])).toBe(1)
  })

  test('tenths by score hold everybody once', () => {
    const rows = {
      ...trial('tenths', 1003, (x) => x / 5),
      score: Float64Array.from({ length: 1003 }, (_, i) => i % 97),
    }
    const tenths = upliftDeciles(rows)
    expect(tenths.reduce((sum, { treated, alone }) => sum + treated + alone, 0)).toBe(1003)
  })
})

test('a group in which nobody did it is not known to be without any effect', () => {
  const rows = { treated: Float64Array.from({ length: 20 }, (_, i) => i % 2), outcome: new Float64Array(20) }
  const group = upliftAmong(
    rows,
    Array.from({ length: 20 }, (_, i) => i),
  )
  expect(group?.uplift).toBe(0)
  expect(group?.interval[0]).toBeLessThan(-0.1)
  expect(group?.interval[1]).toBeGreaterThan(0.1)
})
