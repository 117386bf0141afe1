import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { estimateDrivers } from '../../../src/compute/drivers/estimate-drivers.ts'
import { lmgShares } from '../../../src/compute/drivers/lmg-shares.ts'
import { seededRandom } from '../../../src/lib/random.ts'

interface Swiss {
  readonly rows: readonly (readonly number[])[]
  readonly lmg: { readonly shares: readonly number[]; readonly total: number }
}

const swiss = JSON.parse(readFileSync(new URL('../../../data/reference/swiss.json', import.meta.url), 'utf8')) as Swiss

/** Covariances of columns, the outcome last. */
function covarianceOf(rows: readonly (readonly number[])[]): Float64Array {
  const width = rows[0]?.length ?? 0
  const mean = (j: number): number => rows.reduce((sum, row) => sum + (row[j] ?? 0), 0) / rows.length
  const means = Array.from({ length: width }, (_, j) => mean(j))
  return Float64Array.from({ length: width * width }, (_, at) => {
    const [j, k] = [Math.floor(at / width), at % width]
    return rows.reduce((sum, row) => sum + ((row[j] ?? 0) - (means[j] ?? 0)) * ((row[k] ?? 0) - (means[k] ?? 0)), 0)
  })
}

/** Random rows of three factors, the third mostly the sum of the others, and an outcome. */
function related(n: number): readonly (readonly number[])[] {
  const random = seededRandom('related')
  return Array.from({ length: n }, () => {
    const [a, b, noise, own] = [random(), random(), random(), random()]
    return [a, b, a + b + 0.2 * own, a + 2 * b + noise]
  })
}

/** R^2 of a subset by solving the normal equations with plain elimination. */
function explainedBy(covariance: Float64Array, width: number, subset: readonly number[]): number {
  const at = (j: number, k: number): number => covariance[j * width + k] ?? 0
  const outcome = width - 1
  const system = subset.map((j) => [...subset.map((k) => at(j, k)), at(j, outcome)])
  const size = subset.length
  for (let pivot = 0; pivot < size; pivot++) {
    for (let row = 0; row < size; row++) {
      if (row === pivot) continue
      const factor = (system[row]?.[pivot] ?? 0) / (system[pivot]?.[pivot] ?? 1)
      system[row] = (system[row] ?? []).map((value, k) => value - factor * (system[pivot]?.[k] ?? 0))
    }
  }
  const fitted = subset.reduce(
    (sum, j, i) => sum + ((system[i]?.[size] ?? 0) / (system[i]?.[i] ?? 1)) * at(j, outcome),
    0,
  )
  return fitted / at(outcome, outcome)
}

const permutations = (items: readonly number[]): number[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((item) => permutations(items.filter((one) => one !== item)).map((rest) => [item, ...rest]))

describe('lmgShares', () => {
  test('gives the published shares of the Swiss fertility data', () => {
    const rows = swiss.rows.map(([fertility = 0, ...factors]) => [...factors, fertility])
    const { shares, total } = lmgShares(covarianceOf(rows), 5)
    for (const [factor, share] of swiss.lmg.shares.entries()) {
      expect(Math.abs((shares[factor] ?? 0) - share)).toBeLessThan(1e-6)
    }
    expect(Math.abs(total - swiss.lmg.total)).toBeLessThan(1e-6)
  })

  test('equals the average gain over all orders, counted one by one', () => {
    const covariance = covarianceOf(related(60))
    const orders = permutations([0, 1, 2])
    const { shares, total } = lmgShares(covariance, 3)
    for (const factor of [0, 1, 2]) {
      const gains = orders.map((order) => {
        const before = order.slice(0, order.indexOf(factor))
        return explainedBy(covariance, 4, [...before, factor]) - explainedBy(covariance, 4, before)
      })
      expect(shares[factor]).toBeCloseTo(gains.reduce((sum, gain) => sum + gain, 0) / orders.length, 10)
    }
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(total, 10)
  })

  test('splits evenly between a factor and its copy, and gives nothing to one that does not vary', () => {
    const rows = related(40).map(([a = 0, , , outcome = 0]) => [a, a, 7, outcome])
    const { shares } = lmgShares(covarianceOf(rows), 3)
    expect(shares[0]).toBeCloseTo(shares[1] ?? 0, 10)
    expect(shares[2]).toBe(0)
  })

  test('of an outcome that never varies are all none', () => {
    const rows = related(30).map(([a = 0, b = 0]) => [a, b, 5])
    expect([...lmgShares(covarianceOf(rows), 2).shares]).toEqual([0, 0])
  })

  test('refuses sizes that do not fit and more factors than can be tried', () => {
    expect(() => lmgShares(new Float64Array(9), 3)).toThrow(/square/)
    expect(() => lmgShares(new Float64Array(22 * 22), 21)).toThrow(/1 to 20/)
  })
})

describe('estimateDrivers', () => {
  const values = (rows: readonly (readonly number[])[]): Float64Array => Float64Array.from(rows.flat())

  test('covers a true effect, tells none from some, and is the same each time', () => {
    const random = seededRandom('effects')
    const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    const rows = Array.from({ length: 3000 }, () => {
      const [acts, idle] = [normal(), normal()]
      return [acts, idle, 3 - 0.5 * acts + normal()]
    })
    const owners = Int32Array.from(rows, (_, i) => Math.floor(i / 2))
    const once = estimateDrivers({ values: values(rows), factors: 2, owners }, seededRandom(1))
    const [acts, idle] = once.drivers
    const [low = 0, high = 0] = acts?.effectInterval ?? []
    expect(low).toBeLessThan(-0.5)
    expect(high).toBeGreaterThan(-0.5)
    expect(high).toBeLessThan(0)
    expect(idle?.effectInterval?.[0]).toBeLessThan(0)
    expect(idle?.effectInterval?.[1]).toBeGreaterThan(0)
    expect(once).toEqual(estimateDrivers({ values: values(rows), factors: 2, owners }, seededRandom(1)))
  })

  test('is wider where rows of one owner are alike', () => {
    const random = seededRandom('alike')
    const people = Array.from({ length: 150 }, () => [random(), random()])
    const rows = people.flatMap((row) => Array.from({ length: 6 }, () => row))
    const owned = estimateDrivers(
      { values: values(rows), factors: 1, owners: Int32Array.from(rows, (_, i) => Math.floor(i / 6)) },
      seededRandom(2),
    ).drivers[0]?.effectInterval
    const loose = estimateDrivers(
      { values: values(rows), factors: 1, owners: Int32Array.from(rows, (_, i) => i) },
      seededRandom(2),
    ).drivers[0]?.effectInterval
    const width = (interval: readonly [number, number] | null | undefined): number =>
      (interval?.[1] ?? 0) - (interval?.[0] ?? 0)
    expect(width(owned)).toBeGreaterThan(1.5 * width(loose))
  })

  test('refuses fewer rows than it needs', () => {
    expect(() =>
      estimateDrivers({ values: new Float64Array(6), factors: 2, owners: new Int32Array(2) }, seededRandom(1)),
    ).toThrow(/too few/)
  })
})
